"""Names of months and of days of the week in many languages, as `core.text.normalize.fold` folds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.text.locale_tables import MONTHS
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH_MONTHS: Final[Mapping[str, int]] = {
    name: number for number, names in enumerate(MONTHS["en"].split("|"), start=1) for name in names.split()
}
"""Every English name of a month and its short forms -> 1 to 12."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The English names, from Monday as `datetime.weekday` counts them."""
SHORT_WEEKDAYS: Final = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
"""Their short forms, as they are written before a point."""

_OTHER_MONTHS: Final = {"jänner": 1, "mrz": 3, "сен": 9, "sept": 9, "listopad": 10, "listopada": 11, "ноя": 11}
"""Names that CLDR lacks, or that it has for different months in different languages."""


def _months() -> dict[str, int]:
    """The months by their folded names in all languages, without names of different months in different languages."""
    found: dict[str, int] = {}
    for names in MONTHS.values():
        for number, line in enumerate(names.split("|"), start=1):
            for name in fold(line).split():
                found[name] = number if found.get(name, number) == number else 0
    found = {name: number for name, number in found.items() if number}
    return found | {fold(name): number for name, number in _OTHER_MONTHS.items()}


MONTH_NAMES: Final[Mapping[str, int]] = _months()
"""Names of months and their short forms in every language of `locale_tables` -> 1 to 12."""

WEEKDAY_NAMES: Final = frozenset((*WEEKDAYS, *SHORT_WEEKDAYS)) | frozenset(
    fold("""
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п'ятниця субота неділя
    """).split()
)
"""Names of the days of the week and their short forms, in many languages."""
