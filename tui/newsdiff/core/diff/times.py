"""Days, months and times of day as a sentence gives them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.hedges import hedge
from newsdiff.core.diff.quantity import Quantity
from newsdiff.core.text.locale_tables import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_YEAR: Final = r"(?:19|20)\d\d"
_EAST: Final = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])[ ]?[月월][ ]?(?P<day>[12]\d|3[01]|[1-9])[ ]?[日号일]")
"""A day in Chinese, Japanese and Korean."""
_HOURS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR: Final = rf"(?P<hour>\d{{1,2}}|{'|'.join(_HOURS)})"
_ZONE: Final = r"(?P<zone>[ ]?(?:GMT|UTC|[ECMP][SD]?T|CES?T|BST|local time|Eastern|Z)\b)?"
_WHEN: Final = r"(?:[ ](?P<when>in the (?:morning|afternoon|evening)))?"
_TIMES: Final = (
    rf"\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?[ ]?(?P<half>[AaPp])\.?[Mm]\b\.?(?![a-z]){_ZONE}",
    rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]){_ZONE}",
    rf"\b(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=[ ](?:GMT|UTC)){_ZONE}",
    r"\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b",
    rf"\b(?P<part>quarter|half|five|ten|twenty)[ ](?P<to>past|to)[ ]{_HOUR}\b{_WHEN}",
    rf"\b{_HOUR}[ ]o['’]clock\b{_WHEN}",
)
"""`re` compiles these when they are first needed, and keeps them."""
_PARTS: Final = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20}
_VERBS: Final = frozenset({"may", "march", "mar"})
"""Months that are words of their own: they need a word before them that leaves no doubt."""


def times(text: str, language: str = "en") -> Iterator[Quantity]:
    """Days and months, and in English times of day; the surest first. They may overlap."""
    if language in {"zh", "ja", "ko"}:
        for match in _EAST.finditer(text):
            yield _day(match.span(), int(match["month"]), int(match["day"]))
        return
    months = _months(language)
    if not months:
        return
    day, month_year, month = _patterns(language)
    for match in day.finditer(text):
        name, number = (match["month"] or match["second"]).lower(), int(match["day"] or match["first"])
        if 1 <= number <= 31:
            yield _day(match.span(), months[name], number)
    for match in month_year.finditer(text):
        value = int(match["year"]) * 12 + months[match["month"].lower()]
        yield Quantity(*match.span(), "month", value, value, unit="of a year")
    for match in month.finditer(text):
        name = match["month"].lower()
        if name not in _VERBS or match["sure"] is not None:
            yield Quantity(*match.span("month"), "month", months[name], months[name])
    if language == "en":
        yield from _clock_times(text)


def _day(span: tuple[int, int], month: int, day: int) -> Quantity:
    value = month * 100 + day
    return Quantity(*span, "day", value, value)


@cache
def _months(language: str) -> Mapping[str, int]:
    table = MONTHS.get(language, "").split("|")
    return {name: number for number, names in enumerate(table, 1) for name in names.split()}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A day with its month, a month with its year, and a month alone."""
    names = sorted(_months(language), key=len, reverse=True)
    # "May" and "March" begin with a capital where they are months; other languages write small letters.
    month = "|".join(name.title() for name in names) if language == "en" else "(?i:" + "|".join(names) + ")"
    between = r"(?:[ ]of)?[ ]" if language == "en" else r"\.?[ ](?:de[ ]|d['’])?"
    day = re.compile(
        rf"\b(?:(?P<month>{month})\b\.?[ ](?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th|er)?{between}(?P<second>{month})\b(?!\.?[ ]\d{{1,2}}\b)(?:\.(?=[ ,]))?)"
        rf"(?:,?[ ](?:de[ ]|del[ ])?{_YEAR})?(?![\w%]|[.,]\d)"
    )
    month_year = re.compile(rf"\b(?P<month>{month})\.?,?[ ](?:de[ ]|del[ ])?(?P<year>{_YEAR})\b")
    sure = r"(?P<sure>[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Mm]id)"
    alone = rf"\b(?:{sure}|[Ff]or|[Bb]y|[Tt]o|[Ff]rom|[Tt]his)[ -](?P<month>{month})\b(?!\.?[ ]?\d|[ ]of\b)"
    return day, month_year, re.compile(alone if language == "en" else r"(?!)(?P<month>)(?P<sure>)")


def _clock_times(text: str) -> Iterator[Quantity]:
    for pattern in _TIMES:
        for match in re.finditer(pattern, text):
            said = match.groupdict()
            hour, minute = _hour(said), int(said.get("minute") or 0)
            if hour > 24:
                continue
            total, twice = hour * 60 + minute, False
            if half := said.get("half"):
                total = (hour % 12 + 12 * (half in "pP")) * 60 + minute
            elif "when" in said or said.get("part"):
                part = _PARTS.get(said.get("part") or "", 0)
                total += part if said.get("to", "past") == "past" else -part
                total += 720 * bool(said.get("when") and "morning" not in str(said["when"]) and hour < 12)
                twice = not said.get("when")
            elif "noon" not in said:
                twice = hour <= 12
            zone = (said.get("zone") or "").strip()
            grain = 15.0 if not total % 60 else 5.0 if not total % 5 else 1.0
            yield Quantity(
                *match.span(),
                "clock",
                total % 1440,
                total % 1440,
                grain,
                "twice a day" if twice else "",
                zone,
                hedge(text, *match.span()),
            )


def _hour(said: Mapping[str, str | None]) -> int:
    written = said.get("hour")
    if written is None:
        return 12 if said.get("noon") else 0
    return int(written) if written.isdigit() else _HOURS.index(written) + 1
