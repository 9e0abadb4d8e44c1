"""Numbers, dates and durations in words: the one place where a count gets its noun and a time its form.

Everything is English, whatever the locale. No function here knows a screen, a store or a file, so that all layers may
use them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""Names of the months. `strftime` would give them in the language of the locale."""

WIDEST_AGE: Final = 8
"""Characters of the longest text that `age` gives, as in `Nov 2025`."""

_SHORT: Final = 3
"""Letters of a month's short name: Jan, Sep."""

_SPELLED: Final = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def plural(number: int, one: str, many: str | None = None) -> str:
    """The form of a word that goes with a number: `one` for 1, else `many`, which is `one` with an "s" by default."""
    if number == 1:
        return one
    return f"{one}s" if many is None else many


def count_noun(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 article", "0 articles", "1,200 articles". The forms are those of `plural`."""
    return f"{number:,} {plural(number, one, many)}"


def spelled(number: int) -> str:
    """A number in words from one to nine, else in digits: "three", "12"."""
    return _SPELLED[number] if 0 < number < len(_SPELLED) else f"{number:,}"


def local_now() -> datetime:
    """The current time (timezone-aware), in the user's time zone."""
    return datetime.now().astimezone()


def age(moment: datetime, now: datetime) -> str:
    """How long ago something was, in at most `WIDEST_AGE` characters: `now`, `12 min`, `3 h`, `20 Nov`, `Nov 2025`.

    Args:
        moment: Aware. A time in the future, as a server's wrong clock gives it, is `now`.
        now: The current time (timezone-aware), in the zone whose calendar days count.
    """
    past = now - moment
    if past < _MINUTE:
        return "now"
    if past < _HOUR:
        return f"{past // _MINUTE} min"
    if past < _DAY:
        return f"{past // _HOUR} h"
    there = moment.astimezone(now.tzinfo)
    month = MONTHS[there.month - 1][:_SHORT]
    return f"{there.day} {month}" if there.year == now.year else f"{month} {there.year}"


def ago(moment: datetime, now: datetime) -> str:
    """`age` as it reads inside a sentence: `12 min ago`, `now`, `20 Nov`. The arguments are those of `age`."""
    words = age(moment, now)
    return f"{words} ago" if _MINUTE <= now - moment < _DAY else words


def clock(moment: datetime, now: datetime) -> str:
    """Day and time in the zone of `now`, both aware: `20 Nov 14:05`, or `20 Nov 2025 14:05` in another year."""
    there = moment.astimezone(now.tzinfo)
    year = "" if there.year == now.year else f" {there.year}"
    return f"{there.day} {MONTHS[there.month - 1][:_SHORT]}{year} {there:%H:%M}"


def hour_and_day(moment: datetime) -> str:
    """Time and day in the zone of `moment`, for the near future: `14:05 on 20 November`."""
    return f"{moment:%H:%M} on {moment.day} {MONTHS[moment.month - 1]}"


def sortable_minute(moment: datetime) -> str:
    """An aware time in the user's time zone, as lists of commands print it: `2025-11-20 14:05`."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def long_date(day: date) -> str:
    """A day: `20 November 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_time(moment: datetime | None, *, day_only: bool = False) -> str:
    """A time in UTC, as documents print it: `20 November 2025, 14:05 UTC`; with `day_only` the day; "" for none."""
    if moment is None:
        return ""
    return long_date(moment) if day_only else f"{long_date(moment)}, {moment:%H:%M} UTC"


def short_time(moment: datetime | None, *, day_only: bool = False) -> str:
    """The same where there is little room, and without the zone: `20 Nov 2025 14:05`, `20 Nov 2025`."""
    if moment is None:
        return ""
    day = f"{moment.day} {MONTHS[moment.month - 1][:_SHORT]} {moment.year}"
    return day if day_only else f"{day} {moment:%H:%M}"


def duration(length: timedelta) -> str:
    """A duration in its largest whole unit, at least one minute: `4 minutes`, `6 hours`, `3 days`."""
    units = ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))
    unit, name = next((one for one in units if length >= one[0]), units[-1])
    return count_noun(max(1, length // unit), name)


def short_duration(length: timedelta) -> str:
    """A duration in at most two units, at least one minute: `25 min`, `3 h`, `3 h 10`, `2 d 4 h`."""
    minutes, hours = length // _MINUTE, length // _HOUR
    if hours < 1:
        return f"{max(1, minutes)} min"
    if hours < 24:
        return f"{hours} h {minutes % 60:02}" if minutes % 60 else f"{hours} h"
    return f"{hours // 24} d {hours % 24} h" if hours % 24 else f"{hours // 24} d"
