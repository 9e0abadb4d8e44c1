"""What terminals count in different ways is drawn so that they agree, and columns hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from rich.style import Style

from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_strips import LaidSentence, StyledSpan, sentence_strips
from newsdiff.app.rendering.text_wrap import cut, shorten, width_of, wrap
from newsdiff.app.widgets.styled_view import ROLES
from newsdiff.core.text.normalize import clean

TABLE = [
    ("plain", "plain", 5),
    ("1️⃣ First", "1 First", 7),
    ("#️⃣", "#", 1),
    ("✈️ Airline", "✈ Airline", 9),
    ("⚔️☺️☁️", "⚔☺☁", 3),
    ("❤️ and ❤", "❤ and ❤", 7),
    ("👍🏽 yes", "👍 yes", 6),
    ("👨‍👩‍👧 family", "👨👩👧 family", 13),
    ("🏴‍☠️", "🏴☠", 3),
    ("🇺🇦 Kyiv", "UA Kyiv", 7),
    ("🇺🇦🇵🇱", "UAPL", 4),
    ("Cafe\u0301", "Cafe\u0301", 4),
    ("Zażółć", "Zażółć", 6),
    ("क्षेत्र", "क्षेत्र", 4),
    ("क्\u200dष", "क्ष", 2),
    ("می\u200cخواهم", "می\u200cخواهم", 7),
    ("한국 뉴스", "한국 뉴스", 9),
    ("東京", "東京", 4),
    ("葛\U000e0100城", "葛城", 4),
    ("🎉", "🎉", 2),
]


@pytest.mark.parametrize(("text", "shown", "cells"), TABLE)
def test_a_sign_is_drawn_in_parts_whose_width_nobody_disputes(text: str, shown: str, cells: int) -> None:
    assert drawn(text) == shown
    assert width_of(text) == cells
    # A terminal that adds up characters, and one that knows sequences, come to the same.
    assert cell_len(shown) == sum(map(get_character_cell_size, shown)) == cells


PARTS = [text for text, *_ in TABLE] + [" ", "a", "\u0301", "\ufe0f", "🇺", "🏽", "\u200d"]

signs = (st.lists(st.sampled_from(PARTS)).map("".join) | st.text(max_size=30)).map(
    lambda text: clean(text, lines=False)
)
"""As they come to be drawn: cleaned of controls."""


@given(signs)
def test_what_is_drawn_is_as_wide_as_its_characters_and_stays_as_it_is(text: str) -> None:
    shown = drawn(text)
    assert drawn(shown) == shown
    assert width_of(text) == cell_len(shown) == sum(map(get_character_cell_size, shown))


@given(signs, st.integers(0, 20))
def test_a_cut_text_fits_and_is_cut_at_the_same_character(text: str, width: int) -> None:
    assert width_of(shorten(text, width)) <= width
    assert shorten(text, width) == drawn(cut(text, width))
    assert text.startswith(cut(text, width).removesuffix("…").rstrip())


@given(signs, st.integers(8, 40))
def test_every_line_of_a_column_has_the_width_of_the_column(text: str, width: int) -> None:
    styles = {role: Style() for role in ROLES}
    laid = LaidSentence.lay(text, width)
    strips = sentence_strips(laid, width, [StyledSpan(1, 3, "word")], styles, Style())
    for strip in strips:
        assert strip.cell_length == sum(cell_len(segment.text) for segment in strip)
        assert strip.cell_length == width


def test_a_long_word_of_signs_is_cut_between_lines_of_the_same_width() -> None:
    text = "🇺🇦" * 12
    assert [width_of(text[line.start : line.end]) for line in wrap(text, 8)] == [8, 8, 8]
