"""Numbers, dates and durations in words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import newsdiff
from newsdiff.text_format import (
    WIDEST_AGE,
    age,
    ago,
    clock,
    count_noun,
    duration,
    hour_and_day,
    long_date,
    long_time,
    plural,
    short_duration,
    short_time,
    sortable_minute,
    spelled,
)


@pytest.mark.parametrize(("number", "words"), [(1, "one"), (9, "nine"), (10, "10"), (0, "0"), (1200, "1,200")])
def test_small_numbers_are_spelled(number: int, words: str) -> None:
    assert spelled(number) == words


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EAST = timezone(timedelta(hours=10))


@pytest.mark.parametrize(
    ("number", "one", "many", "words"),
    [
        (1, "article", None, "1 article"),
        (0, "article", None, "0 articles"),
        (1200, "article", None, "1,200 articles"),
        (2, "try", "tries", "2 tries"),
        (1, "try", "tries", "1 try"),
    ],
)
def test_a_number_gets_the_form_of_its_noun(number: int, one: str, many: str | None, words: str) -> None:
    assert count_noun(number, one, many) == words
    assert words.endswith(plural(number, one, many))


@pytest.mark.parametrize(
    ("minutes", "words", "inside"),
    [
        (3, "now", "now"), (0, "now", "now"), (-1, "1 min", "1 min ago"), (-59, "59 min", "59 min ago"),
        (-60, "1 h", "1 h ago"), (-60 * 24 + 1, "23 h", "23 h ago"), (-60 * 24, "19 Nov", "19 Nov"),
        (-60 * 24 * 360, "Nov 2025", "Nov 2025"), (-60 * 24 * 70, "11 Sep", "11 Sep"),
    ],
)  # fmt: skip
def test_ages_are_relative_for_a_day_and_dates_after(minutes: int, words: str, inside: str) -> None:
    moment = NOON + timedelta(minutes=minutes)
    assert (age(moment, NOON), ago(moment, NOON)) == (words, inside)
    assert len(words) <= WIDEST_AGE


def test_days_are_those_of_the_zone_of_now() -> None:
    evening = datetime(2026, 11, 18, 20, tzinfo=UTC)
    assert age(evening, NOON) == "18 Nov"
    assert age(evening, NOON.astimezone(EAST)) == "19 Nov"
    assert clock(evening, NOON.astimezone(EAST)) == "19 Nov 06:00"


def test_a_clock_names_only_another_year() -> None:
    assert clock(NOON + timedelta(minutes=5), NOON) == "20 Nov 12:05"
    assert clock(datetime(2025, 11, 25, 12, tzinfo=UTC), NOON) == "25 Nov 2025 12:00"


def test_times_of_documents_name_their_zone_and_short_ones_do_not() -> None:
    moment = datetime(2026, 9, 3, 8, 5, tzinfo=UTC)
    assert long_time(moment) == "3 September 2026, 08:05 UTC"
    assert long_time(moment, day_only=True) == long_date(date(2026, 9, 3)) == "3 September 2026"
    assert short_time(moment) == "3 Sep 2026 08:05"
    assert short_time(moment, day_only=True) == "3 Sep 2026"
    assert (long_time(None), short_time(None)) == ("", "")
    assert hour_and_day(moment) == "08:05 on 3 September"


def test_a_sortable_minute_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC-10")
    time.tzset()
    try:
        assert sortable_minute(datetime(2026, 9, 3, 20, 5, tzinfo=UTC)) == "2026-09-04 06:05"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("length", "words", "short"),
    [
        (timedelta(), "1 minute", "1 min"),
        (timedelta(minutes=1), "1 minute", "1 min"),
        (timedelta(minutes=25), "25 minutes", "25 min"),
        (timedelta(minutes=119), "1 hour", "1 h 59"),
        (timedelta(hours=3), "3 hours", "3 h"),
        (timedelta(hours=3, minutes=5), "3 hours", "3 h 05"),
        (timedelta(days=3.5), "3 days", "3 d 12 h"),
        (timedelta(days=2), "2 days", "2 d"),
    ],
)
def test_durations(length: timedelta, words: str, short: str) -> None:
    assert (duration(length), short_duration(length)) == (words, short)


def test_no_other_module_forms_a_plural_or_names_a_month() -> None:
    package = Path(newsdiff.__file__).parent
    by_hand = re.compile(r"""["']1 \w+["'] if|== 1 else ["']s|else f?["']s["']|["']s["'] if|\{\w[^{}]*:[^{}]*%[bB]""")
    found = [
        f"{path.relative_to(package)}:{number}"
        for path in package.rglob("*.py")
        if path.name != "text_format.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if by_hand.search(line)
    ]
    assert found == []
