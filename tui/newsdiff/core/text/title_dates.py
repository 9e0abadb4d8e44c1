"""Dates in titles ("1 November 2026", "Nov. 1"), which tell editions apart and say nothing of an event."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.calendar_names import MONTH_NAMES, MONTH_WORD, WEEKDAY_NAMES
from newsdiff.core.text.locale_tables import MONTHS
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE_MARK: Final = "#"
"""What stands for a date in a title without its dates."""

_LAST_DAY: Final = 31
_LEAST_WEEKDAY: Final = 5
"""Letters of a day of the week that is known without a date beside it: shorter ones are other words ("so", "sun")."""

_DIGIT = re.compile(r"\d")
_YEAR = r"(?:,? (?:del? )?(?:19|20)\d\d(?!\d))"
_MONTH = rf"(?P<month>{MONTH_WORD})\.?"
# The day is no part of a longer number, a share or an amount.
_DAY = r"(?<![\w.,:$€£-])(?P<day>\d{1,2})"
_END = r"(?![\d%]|[.,:]\d)"

# Strings, because `re` compiles and caches a pattern when it is first needed.
_NAMED: Final = (
    rf"{_DAY}(?:st|nd|rd|th|er|[.ºª])? (?:of |del? )?{_MONTH}(?![^\W_]){_YEAR}?",
    rf"(?<![^\W_]){_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_END}(?![^\W_]){_YEAR}?",
    rf"(?<![^\W_]){_MONTH}{_YEAR}",
)
_IN_FIGURES: Final = (
    r"(?<!\d)(?:\d{4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
    r"|(?<![\d./-])(?:\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}|\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{4})(?![\d/-])"
)
_WEEKDAY_BEFORE: Final = rf"(?<![^\W_])(?P<weekday>{MONTH_WORD})[.,]? (?={DATE_MARK})"


def mark_dates(title: str, language: str) -> str:
    """A title with `DATE_MARK` for each date, with the day of the week before it.

    A date has a month and a day, a year, or both.

    Args:
        title: The title.
        language: ISO 639-1 code: other languages' months are words of it ("set", "out", "led").
    """
    if not _DIGIT.search(title):
        return title
    months = _months(language)

    def mark(found: re.Match[str]) -> str:
        day = found.groupdict().get("day") or "1"
        known = 1 <= int(day) <= _LAST_DAY and fold(found["month"]) in months
        return DATE_MARK if known else found[0]

    marked = re.sub(_IN_FIGURES, DATE_MARK, title)
    for form in _NAMED:
        marked = re.sub(form, mark, marked)
    if marked == title:
        return title
    return re.sub(_WEEKDAY_BEFORE, lambda found: "" if fold(found["weekday"]) in WEEKDAY_NAMES else found[0], marked)


def is_weekday(word: str) -> bool:
    """Whether a word is the full name of a day of the week, whatever marks stand around it."""
    plain = word.strip(".,:;!?()[]'\"").lower()
    if len(plain) < _LEAST_WEEKDAY:
        return False
    # Folding takes time, and changes nothing in ASCII.
    return (plain if plain.isascii() else fold(plain)) in WEEKDAY_NAMES


@cache
def _months(language: str) -> Mapping[str, object]:
    """The folded names of the months in a language; in all languages, if it is not one of the tables'."""
    listed = MONTHS.get(language, "").replace("|", " ").split()
    return dict.fromkeys(map(fold, listed)) if listed else MONTH_NAMES
