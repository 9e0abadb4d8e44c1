"""The marks of a stored text, and the shape that they give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.text.text_blocks import TextLine, aligned, text_blocks


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(block.kind, [line.text for line in block.lines]) for block in text_blocks(text)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        ("One\nline more\n\nTwo", [("text", ["One", "line more"]), ("text", ["Two"])]),
        ("# Head\nBelow", [("heading", ["Head"]), ("text", ["Below"])]),
        ("#hashtag", [("text", ["#hashtag"])]),
        (
            "Two things:\n• a\n• b\nAnd so on",
            [("text", ["Two things:"]), ("list", ["a", "b"]), ("text", ["And so on"])],
        ),
        ("1. a\n2. b", [("list", ["a", "b"])]),
        ("1984. That was a year", [("text", ["1984. That was a year"])]),
        ("> q\n> r\n\n> > s", [("quote", ["q", "r"]), ("quote", ["s"])]),
        ("    def f():\n    \n        pass", [("code", ["def f():", "", "    pass"])]),
        ("    - x: 1", [("code", ["- x: 1"])]),
        ("Year | Cost\n2026 | 4", [("table", ["Year | Cost", "2026 | 4"])]),
        ("Home | News", [("text", ["Home | News"])]),
        ("[image: The quay]\n\nIt [image: x] is", [("image", ["[image: The quay]"]), ("text", ["It [image: x] is"])]),
    ],
)
def test_marks_make_blocks(text: str, blocks: list[tuple[str, list[str]]]) -> None:
    assert shape(text) == blocks


def test_items_know_their_depth_and_their_further_lines() -> None:
    (block,) = text_blocks("- a\n  - b\n    goes on\n    1. c\n- d")
    assert block.lines == (
        TextLine("a", 0, "•"),
        TextLine("b", 1, "•"),
        TextLine("goes on", 1, ""),
        TextLine("c", 2, "1."),
        TextLine("d", 0, "•"),
    )


def test_only_the_last_part_of_a_paragraph_ends_it() -> None:
    assert [block.ends for block in text_blocks("a\n• b\n\nc")] == [False, True, True]


def test_columns_of_a_table_stand_below_each_other() -> None:
    (block,) = text_blocks("| 2025 | 2026\nCost of the quay | 4 | \nx | 1,000 | 7")
    assert aligned(block.rows, len) == [
        "                 | 2025  | 2026",
        "Cost of the quay | 4     |",
        "x                | 1,000 | 7",
    ]


@given(st.text(alphabet="a1.#>|-•[]: \n", max_size=60))
def test_no_text_is_too_odd_and_no_word_is_lost(text: str) -> None:
    shown = "".join(line.mark + line.text for block in text_blocks(text) for line in block.lines)
    assert sorted(filter(str.isalnum, shown)) == sorted(filter(str.isalnum, text))
