"""Dates as feeds write them: RFC 822, ISO 8601, and everything that is neither."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.calendar_names import MONTH_NAMES, MONTH_WORD
from newsdiff.core.text.dates import EARLIEST, LATEST, parse_date
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.time_zones import AMERICAN, OFFSETS, ahead_of_utc

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
"""Characters of a date that are looked at."""

_UNIX = datetime(1970, 1, 1)  # noqa: DTZ001  # in UTC, as the times that are compared with it
_NO_TIME = timedelta(hours=15)
"""Programs that have no date write the beginning of time as computers count it, in whatever zone they think of."""

_BUDDHIST: Final = range(2443, 2644)
"""Years as they are counted in Thailand, and how far they are ahead (below)."""
_BUDDHIST_AHEAD: Final = 543

_SECONDS: Final = re.compile(r"@?(\d{9,10})(\d{3}|\d{6}|\d{9})?(?:\.\d+)?")
_JSON: Final = re.compile(r"/?Date\((\d{9,10})(\d{3})(?:[+-]\d{4})?\)/?")
_BASIC: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[t ]?(\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?)?(?= ?[z+-]| |$)")
_MONTH_OR_YEAR: Final = re.compile(r"(\d{4})(?:-(\d\d))?")
"""The least that a date says in https://www.w3.org/TR/NOTE-datetime; its first day stands for it."""
_HOUR_ALONE: Final = re.compile(r"(?<=\d{4}-\d\d-\d\dt)(\d\d)(?=z|[+-]|$)")
_POINT_WITHIN: Final = re.compile("(?<=[\u0e01-\u0e4e])\\.(?=[\u0e01-\u0e4e])")
"""Of a short form in Thai."""
_ORDINAL: Final = re.compile(r"(\d{4})-(\d{3})(?!\d)")

# Day, month and year in all orders. Any word may be a month; it is looked up.
_WORD = rf"(?P<month>{MONTH_WORD})\.?"
_DAYS: Final = (
    r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/. ]) ?(?P<month>\d{1,2})(?P=mark) ?(?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]",
    (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.oa])?[ ,/-]*(?:of |de |d')?{_WORD}[ ,/-]*(?:del? )?"
        r"(?P<year>\d{4}|\d\d)(?![\d:])"
    ),
    r"(?<!\d)(?P<day>\d{1,2}),? th(?:an)?g ?(?P<month>\d{1,2})[, ]*(?:nam )?(?P<year>\d{4})(?!\d)",
    rf"(?<![^\W_]){_WORD}[ -]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? *(?P<year>\d{{4}})(?!\d)",
    rf"(?<!\d)(?P<year>\d{{4}})[ ,./-]+{_WORD}[ ,/-]*(?P<day>\d{{1,2}})(?!\d)",
    r"(?<!\d)(?P<day>\d{1,2})(?P<mark>\. ?|[/-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?![\d:])",
    # asctime: the year stands behind the time.
    rf"(?<![^\W_]){_WORD} +(?P<day>\d{{1,2}}),? (?=\d{{1,2}}:\d\d)(?:.*[ )])(?P<year>\d{{4}})(?!\d)",
)
_PM: Final = "p|下午|오후|午後|μ\\.?μ|म\\.?उ|م"
_AM: Final = "a|上午|오전|午前|π\\.?μ|ص"
_TIME: Final = re.compile(
    r"(?:(?P<before>下午|오후|午後|上午|오전|午前) ?)?"
    r"(?<![\d.:])(?P<hour>\d{1,2})"
    r"(?: ?(?:[:.h]|[時时點点시] ?)(?P<minute>\d\d|\d(?=:\d))(?!\d)[分분]?"
    r"(?:[:.]? ?(?P<second>\d\d?)(?!\d)(?:[.,:]\d+)?[秒초]?)?|(?= ?[ap]\.?m\b))"
    rf"(?: ?(?:(?P<pm>{_PM})|(?P<am>{_AM}))(?:\.? ?m\b)?\.?(?![^\W\d_]))?"
)
_ZONE: Final = re.compile(
    r"[\s,(\[\"']*(?:(?:z|utc?|gmt) ?)?(?P<sign>[+-]) ?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?(?!\d)"
    # An offset whose plus has become a space.
    r"|\s+(?P<bare>(?:0\d|1[0-4])(?:00|30|45))(?!\d)"
    r"|[\s,(\[\"']*(?P<place>[a-z]+(?:/[a-z_]+){1,2})\b|[\s,(\[\"']*(?P<name>(?:[^\W\d_]{3}\d)?[^\W\d_]{1,8})(?![^\W_])"
)


class FeedDate(NamedTuple):
    """A date as a feed gives it."""

    local: datetime
    """Without zone: the day and the time that are written there, midnight if there is no time."""
    ahead: timedelta | None = None
    """How far that is ahead of UTC; `None` if the zone is not given, or not known."""
    day_only: bool = False
    """There is no time, or none that makes sense."""

    def utc(self, default: timedelta = timedelta()) -> datetime:
        """In UTC; a time without a zone is taken to be `default` ahead. A mere day is midnight in UTC."""
        off = timedelta() if self.day_only else default if self.ahead is None else self.ahead
        return (self.local - off).replace(tzinfo=UTC)


@lru_cache(500)
def feed_date(text: str, *, month_first: bool | None = None) -> FeedDate | None:
    """The date in a text that is one; `None` where there is none, or a year that no feed has items of.

    Args:
        text: As the feed writes it.
        month_first: Of two numbers in a row, either of which may be the month, the first is it. `None`: parted by a
            slash, where a.m. or p.m. stands behind; parted otherwise, never.
    """
    given = text.strip()[:_LONGEST]
    if number := _SECONDS.fullmatch(given) or _JSON.fullmatch(given):
        return _made(datetime.fromtimestamp(int(number[1]), UTC).replace(tzinfo=None), timedelta())
    folded = " ".join(fold(given).split())
    if not folded.isascii():
        folded = _POINT_WITHIN.sub("", folded)
    if least := _MONTH_OR_YEAR.fullmatch(folded):
        return _built(int(least[1]), int(least[2] or 1), 1, None, "")
    folded = _HOUR_ALONE.sub(r"\1:00", folded)
    if basic := _BASIC.match(folded):
        year, month, day, *time = (int(part or 0) for part in basic.groups())
        return _built(year, month, day, time if basic[4] else None, folded[basic.end() :])
    if ordinal := _ORDINAL.match(folded):
        return _on_day_of_year(int(ordinal[1]), int(ordinal[2]), folded[ordinal.end() :])
    for form in _DAYS:
        # Compiled when it is first needed: all of them take 3 ms, and most feeds need two.
        for found in re.finditer(form, folded):
            if there := _day(found, folded, month_first):
                return _with_time(there, folded, found)
    parsed = parse_date(given)
    return FeedDate(parsed[0].replace(tzinfo=None), timedelta(), parsed[1]) if parsed else None


def month_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether numbers in a row have the month first in a feed, by those in which only one can be the month."""
    votes = Counter[bool]()
    for text in texts:
        if found := re.search(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}(?!\d)", text[:_LONGEST]):
            first, second = int(found[1]), int(found[3])
            if (first > 12) is not (second > 12):
                votes[second > 12] += 1
    return votes.most_common(1)[0][0] if votes else None


def commonest_offset(dates: Iterable[FeedDate]) -> timedelta:
    """What most of the dates with a zone are ahead of UTC; nothing where none has one."""
    found = Counter(one.ahead for one in dates if one.ahead is not None and not one.day_only)
    return found.most_common(1)[0][0] if found else timedelta()


def _made(local: datetime, off: timedelta | None, *, day_only: bool = False) -> FeedDate | None:
    if not EARLIEST <= local.year <= LATEST or abs(local - (off or timedelta()) - _UNIX) <= _NO_TIME:
        return None
    return FeedDate(local.replace(microsecond=0), off, day_only)


def _day(found: re.Match[str], folded: str, month_first: bool | None) -> date | None:
    """The day of a date; `None` if it does not exist, or nobody can tell which number is the month."""
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    if len(parts["year"]) == 2:
        # RFC 822 had years of two digits; the same line is drawn as in POSIX.
        year += 2000 if year < 69 else 1900
    if year in _BUDDHIST:
        year -= _BUDDHIST_AHEAD
    month = int(parts["month"]) if parts["month"].isdecimal() else _month(parts["month"])
    if (mark := parts.get("mark")) and found.start("day") < found.start("year"):
        first = month_first
        if mark == "/" and first is None and day <= 12 and month <= 12 and day != month:
            if not re.search(r"\d ?[ap]\.?m\b", folded):
                return None
            first = True
        if month > 12 or (first and day <= 12):
            day, month = month, day
    elif month > 12:
        day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    """By any of its names; those of three letters and more that begin so are no other month in English."""
    return MONTH_NAMES.get(name) or (MONTH_NAMES.get(name[:3], 0) if name.isascii() and name[:3] in _ENGLISH else 0)


_ENGLISH: Final = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))


def _with_time(day: date, folded: str, found: re.Match[str]) -> FeedDate | None:
    """The date with the time behind it, else with the one before it."""
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  # the zone is kept beside it
    # Between the day and the year, or behind both.
    after = folded[found.start("day") if ":" in found[0] else found.end() :]
    time = _TIME.search(after)
    rest = after[time.end() :] if time else ""
    if time is None and (time := _TIME.search(folded[: found.start()])):
        rest = folded[time.end() : found.start()]
    if time is None:
        return _made(midnight, None, day_only=True)
    hour, minute, second = int(time["hour"]), int(time["minute"] or 0), int(time["second"] or 0)
    before = time["before"] or ""
    if (time["pm"] or before in ("下午", "오후", "午後")) and hour < 12:
        hour += 12
    elif (time["am"] or before in ("上午", "오전", "午前")) and hour == 12:
        hour = 0
    return _built(day.year, day.month, day.day, [hour, minute, second], rest)


def _built(year: int, month: int, day: int, time: list[int] | None, rest: str) -> FeedDate | None:
    """A date out of its numbers and the text behind them, which may name a zone."""
    try:
        local = datetime(year, month, day)  # noqa: DTZ001  # the zone is kept beside it
    except ValueError:
        return None
    if time is None:
        return _made(local, None, day_only=True)
    hour, minute, second = time
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return _made(local, None, day_only=True)
    local += timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return _made(local, _zone(rest, local.date()))


def _on_day_of_year(year: int, number: int, rest: str) -> FeedDate | None:
    if not (1 <= number <= 366 and EARLIEST <= year <= LATEST):
        return None
    day = date(year, 1, 1) + timedelta(days=number - 1)
    time = _TIME.search(rest)
    numbers = [int(time["hour"]), int(time["minute"] or 0), int(time["second"] or 0)] if time else None
    return _built(day.year, day.month, day.day, numbers, rest[time.end() :] if time else "")


def _zone(rest: str, day: date) -> timedelta | None:
    """The zone that follows a time; `None` where there is none that is known."""
    at = 0
    for _ in range(6):
        found = _ZONE.match(rest, at)
        if found is None:
            return None
        if found["sign"]:
            off = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
            if off >= timedelta(hours=15):
                return None
            return -off if found["sign"] == "-" else off
        if found["bare"]:
            return timedelta(hours=int(found["bare"][:2]), minutes=int(found["bare"][2:]))
        if found["place"] and (off_there := _in(found["place"], day)) is not None:
            return off_there
        name = found["name"] or ""
        if name in OFFSETS or name in AMERICAN:
            return ahead_of_utc(name, day)
        at = found.end()
    return None


def _in(place: str, day: date) -> timedelta | None:
    """The offset at noon of a day in a place of the time zone database, named as there but in lower case."""
    from zoneinfo import ZoneInfo

    name = "/".join("_".join(word.capitalize() for word in part.split("_")) for part in place.split("/"))
    name = f"US/{name[3:]}" if name.startswith("Us/") else name
    try:
        return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None
