"""Reads dates as newspapers write them, in many languages, and recognises lines that have only a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from newsdiff.core.text.calendar_names import MONTH_NAMES, MONTH_WORD, WEEKDAY_NAMES
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.time_zones import AMERICAN, ahead_of_utc

EARLIEST, LATEST = 1900, 2100
"""The years of dates; others are errors of some program."""

_LOOKED_AT = 2000
"""Characters of a text in which a date is searched."""

# Any word may be a month: it is looked up afterwards, which is faster than a pattern of all names.
_MONTH = rf"(?P<month>{MONTH_WORD})"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})(?!\d)"

# Strings, because `re` compiles and caches a pattern when it is first needed.
_FORMS: Final = (
    rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
    rf"(?<!\d){_YEAR} ?[年년] ?(?P<month>\d{{1,2}}) ?[月월] ?(?P<day>\d{{1,2}}) ?[日일]",
    rf"(?<!\d){_YEAR}[.,]? {_MONTH} (?P<day>\d{{1,2}})(?!\d)",
    rf"{_DAY}(?:st|nd|rd|th|er|[.oa])?,? ?(?:of |del? )?{_MONTH}\.?,? ?(?:del? )?{_YEAR}",
    rf"(?<![^\W_]){_MONTH}\.? ?{_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    rf"{_DAY}(?P<mark>\. ?|[/-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}",
)
_HOURS: Final = {
    zone: hours
    for hours, zones in {
        0: "z utc gmt wet",
        1: "bst cet mez west",
        2: "cest mesz eet sast",
        3: "eest msk мск trt",
        8: "sgt hkt awst",
        9: "jst kst",
        10: "aest",
        11: "aedt",
        12: "nzst",
        -4: "edt",
        -5: "est cdt",
        -6: "cst mdt",
        -7: "mst pdt",
        -8: "pst",
    }.items()
    for zone in zones.split()
}
"""Time zone -> its offset from UTC in hours. Names of several zones (IST) are left out."""
_ZONE = (
    r"(?P<zone>(?:utc|gmt) ?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}(?::?\d{2})?"
    rf"|(?:{'|'.join(sorted((*_HOURS, *AMERICAN), key=len, reverse=True))}))(?![^\W_])"
)
_TIME = (
    r"(?<![\d.:])(?P<hour>\d{1,2})"
    r"(?: ?[:.h] ?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?|(?= ?[ap]\.?m\b))(?!\d)"
    rf"(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?(?:uhr|hrs?|h|год)\b)?(?: ?\(?{_ZONE}(?: time\b)?\)?)?"
)
_AT = r"(?:at|um|a las|a les|as|a|alle|ore|as|om|kl|klo|o|в|о)\b[\s.]*"
_AFTER: Final = rf"(?:t|[\s,|·•-]*(?:{_AT})?){_TIME}"
_BEFORE: Final = rf"{_TIME}(?=[\s,|·•-]*(?:[^\W\d_]+\.?[\s,]+){{0,2}}$)"
_AGO: Final = (
    r"\b\d+ ?(?:m|h|d|mins?|minutes?|hours?|hrs?|days?|weeks?|months?) ago\b|\bvor \d+ (?:minuten?|stunden?|tage?n?)\b"
    r"|\bil y a \d+ (?:minutes?|heures?|jours?)\b|\bhace \d+ (?:minutos?|horas?|dias?)\b"
)
_ANNOUNCING: Final = frozenset(
    fold("""
    published posted updated modified veröffentlicht aktualisiert stand publié publicado actualizado pubblicato
    aggiornato atualizado gepubliceerd bijgewerkt опубликовано обновлено опубліковано оновлено
    """).split()
)
_ROUND_DATES: Final = (
    _ANNOUNCING
    | WEEKDAY_NAMES
    | frozenset(
        fold("""
    publish last first created date dated datum released at on the of and day time local today yesterday erschienen
    zuletzt am um uhr den vom heute gestern publiée mis mise à jour modifié le la h hs publicada actualizada fecha a
    el las los les dia dilluns dimarts dimecres dijous divendres dissabte diumenge publicat actualitzat
    aggiornamento ultimo il alle ore atualizada em às de del geplaatst laatst op дата в г года о р року
    """).split()
    )
)
_IN_DATES: Final = frozenset(("st", "nd", "rd", "th", "er", "t", "am", "pm", "p", "m", "min", "mins", "ago"))
_IN_AGES: Final = frozenset(
    fold("""
    minute minutes hour hours hr hrs day days week weeks month months vor minuten stunde stunden tag tage tagen il y
    heure heures jour jours hace minuto minutos hora horas dia dias 年 月 日 년 월 일
    """).split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def parse_date(text: str) -> tuple[datetime, bool] | None:
    """The first date in a text.

    A time of day counts only with its zone, or after an ISO 8601 date, where UTC is the default. Dates whose order of
    day and month is ambiguous (4/5/2025) are ignored. The first two thousand characters are searched.

    Returns:
        The time in UTC, and whether only its day is known, and the time therefore midnight; `None` if there is no date
        in the years 1900 to 2100.
    """
    if iso := _iso(text):
        return iso
    folded = fold(text[:_LOOKED_AT])
    for found in sorted((found for form in _FORMS for found in re.finditer(form, folded)), key=re.Match.start):
        if day := _day(found):
            return _moment(day, folded, found)
    return None


def _iso(text: str) -> tuple[datetime, bool] | None:
    """The date, if the text is one in ISO 8601."""
    try:
        moment = datetime.fromisoformat(text.strip()).replace(microsecond=0)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return (moment, ":" not in text and "T" not in text) if EARLIEST <= moment.year <= LATEST else None


def is_date_line(text: str, *, announced: bool = False) -> bool:
    """Whether a line has a date or an age ("3 hours ago"), and otherwise only words that announce dates.

    Args:
        text: The line.
        announced: The line must also say what the date is ("Updated May 12").
    """
    folded = fold(text)
    near = _ROUND_DATES | _IN_DATES | _IN_AGES | MONTH_NAMES.keys() | _HOURS.keys() | AMERICAN.keys()
    if len(folded) > 150 or not set(_WORD.findall(folded)) <= near:
        return False
    rest, found = re.subn(_AGO, " ", folded)
    for form in _FORMS:
        rest, more = _without_dates(form, rest)
        found += more
    words = {word for word in _WORD.findall(re.sub(_TIME, " ", rest)) if word not in MONTH_NAMES}
    announcing = words & _ANNOUNCING
    enough = announcing if announced else (found or (announcing and re.search(r"\d", rest)))
    return bool(enough) and re.search(r"\d", folded) is not None and words <= _ROUND_DATES


def _without_dates(form: str, folded: str) -> tuple[str, int]:
    """A text without the dates of one form, and the number of those."""
    dates = [found for found in re.finditer(form, folded) if _day(found)]
    for found in reversed(dates):
        folded = f"{folded[: found.start()]} {folded[found.end() :]}"
    return folded, len(dates)


def _day(found: re.Match[str]) -> date | None:
    """The day of a date; `None` if it does not exist or is ambiguous."""
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    month = int(parts["month"]) if parts["month"].isdecimal() else MONTH_NAMES.get(parts["month"], 0)
    if parts.get("mark") in ("/", "-") and found.start("year") > found.start("day") and day != month:
        if day <= 12 and month <= 12:
            return None
        if month > 12:
            day, month = month, day
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _moment(day: date, folded: str, found: re.Match[str]) -> tuple[datetime, bool]:
    """The time in UTC of a date and the time of day beside it, and whether only the day is known."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    time = re.match(_AFTER, folded[found.end() :]) or re.search(
        _BEFORE, folded[max(0, found.start() - 40) : found.start()]
    )
    if time is None or not (time["zone"] or found.re.pattern == _FORMS[0]):
        return midnight, True
    hour, minute, second = int(time["hour"]), int(time["minute"] or 0), int(time["second"] or 0)
    if time["half"]:
        hour = hour % 12 + (12 if time["half"] == "p" else 0) if 1 <= hour <= 12 else 24
    ahead = timedelta(hours=_ahead(time["zone"] or "utc", day))
    if hour > 23 or minute > 59 or second > 60 or abs(ahead) >= timedelta(days=1):
        return midnight, True
    local = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), tzinfo=timezone(ahead))
    return local.astimezone(UTC), False


def _ahead(zone: str, day: date) -> float:
    """The offset of a time zone from UTC on a day, in hours."""
    if offset := re.search(r"([+-])(\d{1,2}?):?(\d{2})?$", zone):
        hours = int(offset[2]) + int(offset[3] or 0) / 60
        return -hours if offset[1] == "-" else hours
    named = ahead_of_utc(zone, day) if zone in AMERICAN else None
    return _HOURS[zone] if named is None else named / timedelta(hours=1)
