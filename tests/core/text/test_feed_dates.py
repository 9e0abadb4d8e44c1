"""Dates of feeds: zones by name, orders of day and month, times without a zone, and days without a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.text.dates import EARLIEST, LATEST
from newsdiff.core.text.feed_dates import commonest_offset, feed_date, month_comes_first


def utc(text: str, *, month_first: bool | None = None) -> str | None:
    """The date in UTC, with "day" where it is only one, and "?" where its zone is not known."""
    found = feed_date(text, month_first=month_first)
    if found is None:
        return None
    return f"{found.utc():%Y-%m-%d %H:%M:%S}{' day' if found.day_only else ''}{' ?' if found.ahead is None else ''}"


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        *[("CET", 1), ("CEST", 2), ("EET", 2), ("EEST", 3), ("WET", 0), ("BST", 1), ("MSK", 3), ("TRT", 3)],
        *[("JST", 9), ("KST", 9), ("SGT", 8), ("HKT", 8), ("WIB", 7), ("ICT", 7), ("PHT", 8), ("IST", 5.5)],
        *[("PKT", 5), ("NPT", 5.75), ("IRST", 3.5), ("AFT", 4.5), ("AEST", 10), ("AEDT", 11), ("ACST", 9.5)],
        *[("AWST", 8), ("NZST", 12), ("NZDT", 13), ("EST", -5), ("EDT", -4), ("PST", -8), ("AKST", -9)],
        *[("HST", -10), ("NST", -3.5), ("BRT", -3), ("ART", -3), ("CLT", -4), ("UT", 0), ("UTC", 0), ("Z", 0)],
        *[("+0530", 5.5), ("+5:30", 5.5), ("-03", -3), ("UTC+1", 1), ("GMT-0430", -4.5), ("GMT+02:00", 2)],
        *[("0200", 2), ("0000", 0), ('"CET"', 1), ("US/Eastern", -5), ("(CET)", 1), ("+0100+0100", 1)],
        *[("EST5EDT", -5), ("CST6CDT", -6), ("MST7MDT", -7), ("PST8PDT", -8)],
        *[("ET", -5), ("Pacific", -8), ("Europe/Berlin", 1), ("+0100 (CET)", 1), ("-0000", 0), ("−05:00", -5)],
    ],
)
def test_zones_are_known_by_offset_and_name(zone: str, hours: float) -> None:
    wanted = datetime(2026, 11, 21, 15, 7, 41, tzinfo=UTC) - timedelta(hours=hours)
    for written in (f"Sat, 21 Nov 2026 15:07:41 {zone}", f"2026-11-21 15:07:41 {zone}", f"21.11.2026 15:07:41 {zone}"):
        found = feed_date(written)
        assert found is not None
        assert found.ahead == timedelta(hours=hours)
        assert found.utc() == wanted


@pytest.mark.parametrize(
    "written",
    [
        *["2026.11.21 15:07:41", "2026/11/21 15:07:41", "2026/11/21 3:07:41 PM", "21-11-2026 15:07:41"],
        *["21.11.2026 15:07:41", "21.11.26 15:07:41", "21/11/2026 15:07:41", "11/21/2026 3:07:41 PM"],
        *["Nov. 21, 2026, 3:07:41 p.m.", "November 21st, 2026 15:07:41", "Tues, 21 Nov 2026 15:07:41"],
        *[
            "Sat Nov 21 15:07:41 2026",
            "20261121T150741",
            "20261121150741",
            "2026-325T15:07:41",
            "Tu, 21 Nov 2026 15:07:41",
        ],
        *[
            "21 noviembre 2026 15:07:41",
            "Пт, 21 ноя 2026 15:07:41",
            "2026年11月21日 15:07:41",
            "2026년 11월 21일 오후 3:07:41",
        ],
        *["so, 21 lis 2026 15:07:41", "Сб, 21 Лис 2026 15:07:41", "21 נובמבר 2026 15:07:41", "21 نوامبر 2026 15:07:41"],
        *[
            "२१ नवंबर २०२६ १५:०७:४१",
            "21 พ.ย. 2569 15:07:41",
            "21 พฤศจิกายน 2569 15:07:41",
            "21 tháng 11 năm 2026 15:07:41",
        ],
        *["Sat, 21 Nov 2569 15:07:41", "2026年11月21日 15时07分41秒", "20261121 15:07:41", "20261121 150741"],
        *[
            "2026年11月21日下午3:07:41",
            "15:07:41 21.11.2026",
            "Saturday, 21-Nov-26 15:07:41",
            "Sat, 21 Nov 2026 15:07:41 XYZ",
        ],
    ],
)
def test_a_time_without_a_known_zone_is_kept_as_a_time(written: str) -> None:
    assert utc(written) == "2026-11-21 15:07:41 ?"
    found = feed_date(written)
    assert found is not None
    assert found.utc(timedelta(hours=2)) == datetime(2026, 11, 21, 13, 7, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["2026-11-21", "20261121", "Sat, 21 Nov 2026", "21.11.2026", "Nov 21, 2026 at 25:61"]
)
def test_a_day_without_a_time_is_only_a_day(written: str) -> None:
    assert utc(written) == "2026-11-21 00:00:00 day ?"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sat, 21 Nov 2026 24:00:00 GMT", "2026-11-22 00:00:00"),
        ("Sat, 21 Nov 2026 15:07:60 GMT", "2026-11-21 15:07:59"),
        ("Sat, 21 Nov 2026 12:07 AM GMT", "2026-11-21 00:07:00"),
        ("Sat, 21 Nov 2026 12:07 PM GMT", "2026-11-21 12:07:00"),
        ("20261121T1507Z", "2026-11-21 15:07:00"),
        ("2026-11-21T15:07:41.123456789+01:00", "2026-11-21 14:07:41"),
        ("1795273661", "2026-11-21 15:07:41"),
        ("1795273661000", "2026-11-21 15:07:41"),
        ("1795273661000000", "2026-11-21 15:07:41"),
        ("@1795273661", "2026-11-21 15:07:41"),
        ("20261121 15:07:41 +0100", "2026-11-21 14:07:41"),
        ("Sat Nov 21 15:07:41 2026", "2026-11-21 15:07:41 ?"),
        ("/Date(1795273661000)/", "2026-11-21 15:07:41"),
        *[(text, None) for text in ("0", "soon", "", "0000-00-00 00:00:00", "Thu, 01 Jan 1970 00:00:00 +0000")],
        *[(text, None) for text in ("Sat, 31 Nov 2026 15:07 GMT", "0001-01-01T00:00:00Z", "9999-12-31")],
    ],
)
def test_odd_dates_are_read_or_left(written: str, read: str | None) -> None:
    assert utc(written) == read


def test_the_order_of_day_and_month_is_that_of_the_other_dates_of_the_feed() -> None:
    assert feed_date("4/5/2026 10:00") is None
    assert utc("4/5/2026 10:00", month_first=True) == "2026-04-05 10:00:00 ?"
    assert utc("4/5/2026 10:00", month_first=False) == "2026-05-04 10:00:00 ?"
    assert utc("4/5/2026 10:00 AM") == "2026-04-05 10:00:00 ?"
    assert month_comes_first(["4/5/2026", "4/25/2026"]) is True
    assert month_comes_first(["4/5/2026", "25/4/2026 10:00"]) is False
    assert month_comes_first(["4/5/2026", "2026-04-25"]) is None


def test_the_commonest_offset_of_a_feed_is_that_of_its_dates_with_a_zone() -> None:
    texts = ["21 Nov 2026 10:00 +0200", "21 Nov 2026 10:00 CET", "21 Nov 2026 11:00 EET", "21 Nov 2026 11:00"]
    assert commonest_offset(date for text in texts if (date := feed_date(text))) == timedelta(hours=2)
    assert commonest_offset([]) == timedelta()


@given(st.text(max_size=120) | st.from_regex(r"[0-9a-z:./+ -]{5,40}", fullmatch=True))
def test_any_text_gives_a_date_of_this_world_or_none(text: str) -> None:
    found = feed_date(text)
    assert found is None or EARLIEST <= found.local.year <= LATEST


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-21T15Z", "2026-11-21 15:00:00"),
        ("2026-11-21T15+01:00", "2026-11-21 14:00:00"),
        ("2026-11", "2026-11-01 00:00:00 day ?"),
        ("2026", "2026-01-01 00:00:00 day ?"),
        ("2026-13", None),
        ("1430", None),
        ("CN, 22 Thg11 2026 10:05:00 +0700", "2026-11-22 03:05:00"),
        ("Wed, 31 Dec 1969 23:59:59 GMT", None),
        ("Wed, 31 Dec 1969 16:00:00 -0800", None),
        ("Thu, 01 Jan 1970 01:00:00 +0100", None),
        ("Sun, 20 Jul 1969 20:17:00 GMT", "1969-07-20 20:17:00"),
    ],
)
def test_the_least_that_a_date_says_counts_and_the_beginning_of_computers_time_does_not(
    written: str, meant: str | None
) -> None:
    assert utc(written) == meant
