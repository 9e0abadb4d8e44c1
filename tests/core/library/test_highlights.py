"""Where searched words stand in a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.library.highlights import find_highlights
from newsdiff.core.library.search_query import parse
from newsdiff.errors import QueryError

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("ferry", "The Ferry, the ferrymen and a FERRY.", ["Ferry", "FERRY"]),
        ("ferr*", "The Ferry and the ferrymen", ["Ferry", "ferrymen"]),
        ('"harbour wall"', "A harbour  wall; harbour, wall; the wall", ["harbour  wall", "harbour, wall"]),
        ("turkiye", "Back to Türkiye", ["Türkiye"]),
        ("Über", "uber alles, ÜBER", ["uber", "ÜBER"]),
        ("storm -rain", "Storm and rain", ["Storm"]),
        ("is:unread outlet:storm", "Storm", []),
        ("東京", "きのう東京で", ["東京"]),
        ("a.b", "a b, a.b, axb", ["a b", "a.b"]),
        ("İstanbul", "İstanbul İSTANBUL", ["İstanbul", "İSTANBUL"]),
    ],
)
def test_hits_are_whole_words_without_regard_to_case_and_accents(query: str, text: str, found: list[str]) -> None:
    assert [text[first:last] for first, last in find_highlights(text, parse(query, NOW).words)] == found


@given(st.text(), st.text())
def test_hits_lie_within_the_text_and_apart(query: str, text: str) -> None:
    try:
        words = parse(query, NOW).words
    except QueryError:
        return
    last = 0
    for start, end in find_highlights(text, words):
        assert last <= start < end <= len(text)
        last = end
