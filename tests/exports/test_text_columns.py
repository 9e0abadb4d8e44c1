"""Text in columns of cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsdiff.exports.text_columns import beside, pad, wrap

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=200)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("  runs   of\nspace ", 20, ["runs of space"]),
        ("extraordinarily", 6, ["extrao", "rdinar", "ily"]),
        ("北京举行会谈", 6, ["北京举", "行会谈"]),
        ("a 北京", 4, ["a", "北京"]),
    ],
)
def test_lines_break_at_words_and_else_where_they_must(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_indents_count_as_part_of_the_line() -> None:
    assert wrap("one two three", 9, first="= ", rest="  ") == ["= one two", "  three"]


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(TEXTS, st.integers(2, 40))
def test_wrapping_loses_nothing_but_space(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


def test_wide_characters_keep_the_grid() -> None:
    assert pad("北京", 6) == "北京  "
    assert beside([["北京", "x"], ["a", "b", "c"]], 5, "|") == ["北京 |a", "x    |b", "     |c"]
