"""Write the names of numbers, months and units in many languages to `core/text/locale_tables.py`.

    python tests/bench/locale_tables.py [--check]

Months, units, decimal marks and the words for thousands and millions come from Unicode CLDR, through Babel;
number words come from num2words. Both are needed here alone, never at run time. `--check` only tells whether the module
is what would be written.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale, __version__
from babel.localedata import locale_identifiers
from num2words import num2words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MODULE = Path(__file__).resolve().parents[2] / "tui" / "newsdiff" / "core" / "text" / "locale_tables.py"

_ALL = "ar bg ca cs da de el es et fi fr hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv tr uk vi zh"
LANGUAGES = _ALL.split()
"""The languages of the tables, beside English, which has rules of its own."""
_SPELT = "ca cs da de es fi fr hu id it nl no pl pt ro ru sv tr uk"
SPELT = _SPELT.split()
"""The languages whose number words are read."""
NUMBERS = [*range(2, 100), *range(100, 1000, 100), *range(1000, 10_001, 1000)]
"""The numbers that news writes in words. "One" is an article or a pronoun in most languages."""
OTHER_FORMS = {
    "ca": {2: "dues"},
    "cs": {2: "dvě dvou", 3: "tří", 4: "čtyř", 5: "pěti"},
    "da": {100: "hundrede", 1000: "tusind"},
    "de": {2: "zwo", 3: "dreier", 100: "hundert", 1000: "tausend"},
    "es": {21: "veintiún veintiuna", 200: "doscientas", 300: "trescientas", 400: "cuatrocientas", 500: "quinientas"},
    "hu": {2: "két"},
    "it": {3: "tré", 23: "ventitré"},
    "nl": {2: "beide"},
    "no": {7: "sju syv", 20: "tyve", 100: "hundre", 1000: "tusen"},
    "pl": {
        2: "dwie dwóch dwoje",
        3: "trzech troje",
        4: "czterech",
        5: "pięciu",
        6: "sześciu",
        7: "siedmiu",
        8: "ośmiu",
    },
    "pt": {2: "duas", 200: "duzentas", 300: "trezentas", 500: "quinhentas"},
    "ro": {2: "două", 12: "douăsprezece"},
    "ru": {2: "две двух двое", 3: "трёх трех трое", 4: "четырёх четырех четверо", 5: "пяти пятеро", 6: "шести"},
    "sv": {100: "hundra", 1000: "tusen"},
    "uk": {2: "дві двох двоє", 3: "трьох троє", 4: "чотирьох", 5: "п'яти", 6: "шести"},
}
"""Forms of case and gender that num2words does not give."""
UNITS = {
    "second": "duration-second",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
    "week": "duration-week",
    "month": "duration-month",
    "year": "duration-year",
    "metre": "length-meter",
    "kilometre": "length-kilometer",
    "centimetre": "length-centimeter",
    "mile": "length-mile",
    "kilogram": "mass-kilogram",
    "gram": "mass-gram",
    "tonne": "mass-tonne",
    "litre": "volume-liter",
    "hectare": "area-hectare",
    "square kilometre": "area-square-kilometer",
    "square metre": "area-square-meter",
    "km/h": "speed-kilometer-per-hour",
    "°c": "temperature-celsius",
}


def months(*locales: Locale) -> list[str]:
    """The names of each month, full and short, in the forms that stand alone and in dates."""
    return [
        " ".join(_distinct(name for locale in locales for name in _tables(locale.months, month)))
        for month in range(1, 13)
    ]


def _tables(tables: Any, place: int) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            name = tables[context][width][place].rstrip(".").lower()
            if len(name) > 1 and not re.search(r"\d|\s", name):
                yield name


def scales(locale: Locale) -> dict[str, int]:
    """Words and signs that multiply the number before them: "millones", "Mio", "万"."""
    found: dict[str, int] = {}
    for width in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(width, {}).values():
            for size, pattern in patterns.items():
                written = pattern.pattern.split(";")[0].replace("'", "")
                digits, name = written.count("0"), re.sub(r"[0.\u200e\u200f]", "", written).strip().strip(".").lower()
                if digits and name and (len(name) > 2 or name > "\u3000"):
                    found.setdefault(name, int(size) // 10 ** (digits - 1))
    return found


def units(locale: Locale) -> dict[str, str]:
    """Names of units in every form, by the English name."""
    # Babel has no public list of all forms.
    patterns = locale._data["unit_patterns"]
    return {unit: "|".join(_distinct(_unit_names(patterns, key))) for unit, key in UNITS.items()}


def _unit_names(patterns: Any, key: str) -> Iterator[str]:
    for width in ("long", "short"):
        try:
            forms = patterns[key][width]
        except KeyError:
            continue
        for form in forms.values():
            name = re.sub(r"\{0\}", "", form).strip().strip(".").lower() if isinstance(form, str) else ""
            if len(name) > 2 or (name > "\u3000"):
                yield name


def spelt(language: str) -> list[str]:
    """The number words of a language, in the order of `NUMBERS`, with their other forms."""
    return ["|".join(_distinct(_number_words(language, number))) for number in NUMBERS]


def _number_words(language: str, number: int) -> Iterator[str]:
    yield num2words(number, lang=language).lower()
    if language == "tr" and 10 < number < 100 and number % 10:
        # Turkish news parts what num2words writes as one word.
        yield f"{num2words(number // 10 * 10, lang=language)} {num2words(number % 10, lang=language)}".lower()
    yield from OTHER_FORMS.get(language, {}).get(number, "").split()


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def source() -> str:
    """The text of the module."""
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    # British papers write "Sept".
    dated = {"en": months(Locale.parse("en"), Locale.parse("en_GB"))}
    dated |= {language: months(locale) for language, locale in locales.items()}
    known = {name: Locale.parse(name) for name in sorted(locale_identifiers()) if len(name) == 2}
    comma = [name for name, one in known.items() if _symbols(one)["decimal"] == ","]
    blank = [name for name, one in known.items() if _symbols(one)["group"] in "\u00a0\u202f "]
    return "\n".join(
        [
            '"""Numbers, months and units in many languages. Written by `make locale-tables`; not by hand.',
            "",
            f"From Unicode CLDR (Babel {__version__}) and num2words.",
            '"""',
            "",
            "# fmt: off",
            "# ruff: noqa: E501, SIM905",
            "from __future__ import annotations",
            "",
            "from typing import TYPE_CHECKING, Final",
            "",
            "if TYPE_CHECKING:",
            "    from collections.abc import Mapping",
            "",
            f'DECIMAL_COMMA: Final = frozenset("{" ".join(comma)}".split())',
            '"""Languages that write a decimal comma; the others write a point."""',
            f'BLANK_GROUPS: Final = frozenset("{" ".join(blank)}".split())',
            '"""Languages that part thousands by a blank."""',
            *_mapping("MONTHS", {name: " | ".join(names) for name, names in dated.items()}),
            '"""Names of the months by language, in small letters: January to December, parted by bars."""',
            *_nested("SCALES", {name: scales(one) for name, one in locales.items()}, "int"),
            '"""Words that multiply the number before them, by language, in small letters."""',
            *_nested("UNITS", {name: units(one) for name, one in locales.items()}, "str"),
            '"""Names of units by language and English name, in small letters, parted by bars."""',
            f'NUMBERS: Final = tuple(map(int, "{" ".join(map(str, NUMBERS))}".split()))',
            '"""The numbers of `NUMBER_WORDS`, in order."""',
            *_mapping("NUMBER_WORDS", {name: ";".join(spelt(name)) for name in SPELT}),
            '"""The words for `NUMBERS` by language, parted by semicolons; bars part the forms of one number."""',
            "",
        ]
    )


def _symbols(locale: Locale) -> Any:
    symbols = locale.number_symbols
    return symbols.get("latn", symbols)


def _mapping(name: str, table: dict[str, str]) -> Iterator[str]:
    yield f"{name}: Final[Mapping[str, str]] = {{"
    for key, value in table.items():
        yield f'    "{key}": {_quoted(value)},'
    yield "}"


def _nested(name: str, table: dict[str, dict[str, Any]], kind: str) -> Iterator[str]:
    yield f"{name}: Final[Mapping[str, Mapping[str, {kind}]]] = {{"
    for key, value in table.items():
        inside = ", ".join(f"{_quoted(k)}: {v if kind == 'int' else _quoted(v)}" for k, v in value.items() if v)
        yield f'    "{key}": {{{inside}}},'
    yield "}"


def _quoted(text: str) -> str:
    return f'"{text}"'


def main() -> None:
    """Write the module, or compare it."""
    text = source()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if MODULE.read_text(encoding="utf-8") == text else f"{MODULE.name} is not what the tables say")
    MODULE.write_text(text, encoding="utf-8")
    print(f"{MODULE.name}: {len(text.encode()) // 1024} KiB, {len(LANGUAGES)} languages")


if __name__ == "__main__":
    main()
