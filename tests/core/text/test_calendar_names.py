"""One table of months and weekdays, for dates, abbreviations, bylines and the ends of sentences."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime

import pytest

from newsdiff.core.text.abbreviations import abbreviations
from newsdiff.core.text.calendar_names import ENGLISH_MONTHS, MONTH_NAMES, SHORT_WEEKDAYS, WEEKDAY_NAMES, WEEKDAYS
from newsdiff.core.text.dates import is_date_line, parse_date
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.sentences import split


def test_the_names_are_those_of_the_calendar() -> None:
    assert [day.title() for day in WEEKDAYS] == list(calendar.day_name)
    for number, (name, short) in enumerate(zip(calendar.month_name, calendar.month_abbr, strict=True)):
        if number:
            assert ENGLISH_MONTHS[name.lower()] == ENGLISH_MONTHS[short.lower()] == number
    assert len(ENGLISH_MONTHS) == 12 + 11 + 1


def test_every_name_is_folded_and_read_in_a_date() -> None:
    for name, number in MONTH_NAMES.items():
        assert fold(name) == name
        # Catalan joins a preposition to some names.
        name = name.removeprefix("d'")
        assert parse_date(f"3 {name} 2025") == (datetime(2025, number, 3, tzinfo=UTC), True)
    for name in WEEKDAY_NAMES:
        assert fold(name) == name
        assert is_date_line(f"{name}, 3 May 2025")


@pytest.mark.parametrize("language", ["", "en", "de", "fi"])
def test_short_months_are_abbreviations_in_every_language_and_words_are_none(language: str) -> None:
    found = abbreviations(language).sometimes
    assert {"Jan", "Sep", "Sept", "Dec"} <= found
    assert not found & {"May", "June", "July", "Sat", "Sun"}
    assert ({"Mon", "Thurs"} <= found) is (language in ("", "en"))


@pytest.mark.parametrize(
    "name", [*WEEKDAYS, *(day for day in SHORT_WEEKDAYS if day not in ("sat", "sun")), *ENGLISH_MONTHS]
)
def test_a_time_of_day_goes_on_with_its_date(name: str) -> None:
    text = f"The ferry from Norwick to Pellworth leaves at 5 p.m. {name.title()} if the wind allows it."
    assert len(split(text)) == 1
