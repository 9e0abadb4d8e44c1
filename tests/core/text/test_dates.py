from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.text.dates import EARLIEST, LATEST, is_date_line, parse_date

MAY_12 = datetime(2025, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-12",
        "date 2025-05-12 This article first appeared elsewhere",
        "2025/05/12",
        "May 12, 2025",
        "Monday, May 12th, 2025",
        "12 May 2025",
        "the 12th of May 2025",
        "12. Mai 2025",
        "12 mai 2025",
        "12 de mayo de 2025",
        "12 de maio de 2025",
        "12 maggio 2025",
        "12 mei 2025",
        "12 maja 2025",
        "12 мая 2025 г.",
        "12 травня 2025 року",
        "12 Mayıs 2025",
        "12. května 2025",
        "2025. május 12.",
        "12 مايو 2025",
        "2025年5月12日",
        "2025년 5월 12일",
        "12.05.2025, 10:00 Uhr",
        "12. 5. 2025",
        "MAY 12 2025",
        "Stand: 12.05.2025",
        "2025-05-12T25:61:00Z",
    ],
)
def test_a_day_is_read_in_many_spellings(text: str) -> None:
    assert parse_date(text) == (MAY_12, True)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2025-05-12T10:00:00Z", 10, 0),
        ("2025-05-12T10:00:00+02:00", 8, 0),
        ("2025-05-12 10:00:00-0400", 14, 0),
        ("2025-05-12T10:00:00.123+00:00", 10, 0),
        ("2025-05-12 10:00", 10, 0),
        ("Mon, 12 May 2025 10:30:00 GMT", 10, 30),
        ("Mon, 12 May 2025 10:30:00 +0200", 8, 30),
        ("Updated 3:14 PM EDT, May 12, 2025", 19, 14),
        ("May 12, 2025 at 3:14 p.m. ET", 19, 14),
        ("3 p.m. PT, Mon May 12, 2025", 22, 0),
        ("12 May 2025 10.30 BST", 9, 30),
        ("12.05.2025, 10:00 Uhr MESZ", 8, 0),
        ("12 May 2025 10:00 UTC+3", 7, 0),
        ("May 12, 2025, 12:05 a.m. GMT", 0, 5),
    ],
)
def test_a_time_with_a_zone_becomes_utc(text: str, hour: int, minute: int) -> None:
    assert parse_date(text) == (MAY_12.replace(hour=hour, minute=minute), False)


def test_american_zones_know_summer_and_winter() -> None:
    assert parse_date("Jan. 6, 2025, 1 p.m. ET") == (datetime(2025, 1, 6, 18, tzinfo=UTC), False)
    assert parse_date("March 9, 2025, 1 p.m. ET") == (datetime(2025, 3, 9, 17, tzinfo=UTC), False)
    assert parse_date("Nov. 2, 2025, 1 p.m. ET") == (datetime(2025, 11, 2, 18, tzinfo=UTC), False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 2025",
        "May 12",
        "12/05/2025",
        "05-12-2025",
        "0000-00-00",
        "9999-12-31",
        "1899-12-31",
        "2025-02-30",
        "31 April 2025",
        "12 people 2025",
        "1700000000",
        "x" * 3000 + " 2025-05-12",
    ],
)
def test_what_is_no_date_or_leaves_a_doubt_gives_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_day_past_twelve_settles_the_order() -> None:
    assert parse_date("13/05/2025") == parse_date("05/13/2025") == (datetime(2025, 5, 13, tzinfo=UTC), True)
    assert parse_date("5/5/2025") == (datetime(2025, 5, 5, tzinfo=UTC), True)


def test_a_wrong_date_does_not_hide_the_right_one_after_it() -> None:
    assert parse_date("2025-13-45, in truth 2025-05-12") == (MAY_12, True)


@given(
    st.text(max_size=100)
    | st.from_regex(r"[0-9٣]{1,4}[-./ ][0-9A-Za-z]{1,9}[-./ ,][0-9]{1,4}[ T][0-9]{2}:[0-9]{2}[ +-]?[a-z0-9:]{0,5}")
)
@settings(deadline=None)
def test_any_text_gives_a_date_in_range_or_none(text: str) -> None:
    found = parse_date(text)
    if found:
        moment, _ = found
        assert EARLIEST - 1 <= moment.year <= LATEST + 1
        assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "line",
    [
        "Updated 3:14 PM EDT, May 12, 2025",
        "Updated 3:14 PM EDT",
        "Published: 12 May 2025, 10:00",
        "May 12, 2025",
        "Stand: 12.05.2025, 10:00 Uhr",
        "Veröffentlicht am 12. Mai 2025 um 10:00 Uhr",
        "Publié le 12 mai 2025 à 10h30, mis à jour le 13 mai 2025",
        "Martes, 12 de mayo de 2025",
        "Обновлено 12 мая 2025 г. в 10:00",
        "12 травня 2025, 10:30",
        "3 hours ago",
        "vor 3 Stunden",
    ],
)
def test_a_line_of_nothing_but_a_date_is_told(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "On May 12, 2025, the court ruled",
        "March 2025",
        "May",
        "Monday",
        "2024",
        "In 2024",
        "Updated rules",
        "On the day",
        "",
    ],
)
def test_a_line_with_more_or_less_than_a_date_is_not(line: str) -> None:
    assert not is_date_line(line)


def test_a_date_alone_does_not_say_what_it_is_of() -> None:
    assert is_date_line("Updated May 12, 2025", announced=True)
    assert not is_date_line("May 12, 2025", announced=True)
