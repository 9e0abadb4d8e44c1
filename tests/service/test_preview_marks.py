"""The words of an opening that no other opening of the story has."""

from __future__ import annotations

from datetime import UTC, datetime

from newsdiff.core.library.stories import Opening
from newsdiff.service.story_articles import mark_openings

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def marks(*sentences: str, languages: str = "") -> list[list[str]]:
    openings = [Opening(f"Outlet {number}", number, NOON, "T", text) for number, text in enumerate(sentences)]
    found = mark_openings(openings, languages.split() or ["en"] * len(sentences))
    return [[one.sentence[slice(*mark)] for mark in one.marks] for one in found]


def test_the_words_of_one_opening_alone_are_marked() -> None:
    found = marks(
        "The mayor of Oster closed the harbour road on Friday.",
        "The mayor of Oster shut the harbour road on Friday.",
    )
    assert found == [["closed"], ["shut"]]


def test_openings_in_other_words_and_in_other_languages_are_not_marked() -> None:
    assert marks("The mayor resigned.", "Rain fell on the old town for days.") == [[], []]
    assert marks("The harbour road was closed.", "Die Hafenstraße ist gesperrt.", languages="en de") == [[], []]
    assert marks("The harbour road was closed.", "", "") == [[], [], []]
