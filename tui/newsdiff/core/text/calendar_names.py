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

_OTHER_NAMES: Final = {
    1: "jänner",
    3: "mrz",
    4: "кві",
    5: "тра",
    6: "чер",
    # Short forms that are other months in Croatian, which has fewer speakers than Polish and Czech.
    7: "lip",
    8: "srp сер",
    9: "sept сен",
    10: "listopad жов",
    11: "listopada lis noi ноя лис",
    12: "гру",
}
_OTHER_MONTHS: Final = {name: number for number, names in _OTHER_NAMES.items() for name in names.split()}
"""Names that CLDR lacks, or that it has for different months in different languages."""

_OTHER_SCRIPTS: Final = (
    "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    "जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर",
    "জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর",
    "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    (
        "มกราคม มค|กุมภาพันธ์ กพ|มีนาคม มีค|เมษายน เมย|พฤษภาคม พค|มิถุนายน มิย|กรกฎาคม กค|"
        "สิงหาคม สค|กันยายน กย|ตุลาคม ตค|พฤศจิกายน พย|ธันวาคม ธค"
    ),
)
"""Hebrew, Hindi, Bengali, Persian (of the Gregorian year) and Thai, short forms without their points."""


def _months() -> dict[str, int]:
    """The months by their folded names in all languages, without names of different months in different languages."""
    found: dict[str, int] = {}
    for names in (*MONTHS.values(), *_OTHER_SCRIPTS):
        for number, line in enumerate(names.split("|"), start=1):
            for name in fold(line).split():
                found[name] = number if found.get(name, number) == number else 0
    found = {name: number for name, number in found.items() if number}
    return found | {fold(name): number for name, number in _OTHER_MONTHS.items()}


MONTH_NAMES: Final[Mapping[str, int]] = _months()
"""Names of months and their short forms in every language of `locale_tables` -> 1 to 12."""

# The vowels of Indian scripts and of Thai are no letters to `re`.
MONTH_WORD: Final = r"(?:[^\W\d_]|[\u0901-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0e31-\u0e4e]){2,14}"
"""Pattern of a word that may be the name of a month."""

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
