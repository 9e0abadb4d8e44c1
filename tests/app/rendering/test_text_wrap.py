from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_wrap import _IDEOGRAPHS, columns, shorten, width_of, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 80, ["one two three"]),
        ("exactly ten", 11, ["exactly ten"]),
        ("a  b", 10, ["a  b"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("an unbreakable", 4, ["an", "unbr", "eaka", "ble"]),
        ("中文没有空格。", 6, ["中文没", "有空", "格。"]),
        ("中文没有空格的一行。", 10, ["中文没有空", "格的一行。"]),
        ("「中文没有空格的一行", 10, ["「中文没有", "空格的一行"]),
        ("in 中文没有空格", 8, ["in 中文", "没有空格"]),
        ("กำลังที่ไม่", 4, ["กำลัง", "ที่ไม่"]),
        ("He said “no” twice", 9, ["He said", "“no”", "twice"]),
    ],
)
def test_lines_break_at_words(text: str, width: int, lines: list[str]) -> None:
    assert [text[line.start : line.end] for line in wrap(text, width)] == lines


@given(st.text(), st.integers(1, 90))
def test_no_line_is_wider_than_its_column_and_no_word_is_lost(text: str, width: int) -> None:
    lines = [text[line.start : line.end] for line in wrap(text, width)]
    assert all(width_of(line) <= max(width, 2) or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(), st.integers(0, 40))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    short = shorten(text, width)
    assert width_of(short) <= width
    assert short == drawn(text) or width_of(text) > width


@pytest.mark.parametrize(
    ("width", "wanted", "expected"),
    [(79, 3, [79]), (119, 2, [59, 59]), (119, 8, [59, 59]), (153, 3, [50, 50, 51]), (199, 2, [80, 80])],
)
def test_as_many_columns_as_can_be_read(width: int, wanted: int, expected: list[int]) -> None:
    found = columns(width, wanted, 80)
    assert len(found) == len(expected)
    assert all(abs(column.width - each) <= 1 for column, each in zip(found, expected, strict=True))


@given(st.integers(1, 400), st.integers(1, 9), st.integers(10, 120))
def test_columns_stand_inside_the_width_and_apart(width: int, wanted: int, widest: int) -> None:
    found = columns(width, wanted, widest)
    assert 1 <= len(found) <= wanted
    end = 0
    for number, column in enumerate(found):
        assert column.x >= end + (1 if number else 0)
        end = column.x + column.width
    assert end <= max(width, 1)


def test_ideographs_take_two_cells_each() -> None:
    every = [chr(code) for code in range(0x3000, 0xE000) if re.match(f"[{_IDEOGRAPHS}]", chr(code))]
    assert len(every) > 30_000
    assert {width_of(one) for one in every} == {2}
