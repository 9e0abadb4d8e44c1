"""Units of measure, time and money as news writes them, with what they come to in one base unit."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.locale_tables import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsdiff.core.diff.quantity import QuantityKind


class Unit(NamedTuple):
    """A unit: what it measures, and how many base units one of it is."""

    kind: QuantityKind
    unit: str
    factor: float = 1.0
    offset: float = 0.0
    """Added after multiplying: degrees Fahrenheit."""


_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
_YEAR: Final = 365.25 * _DAY
_NAMES: Final[Mapping[tuple[QuantityKind, str], Mapping[float, str]]] = {
    ("percent", "%"): {1: "percent per_cent pct pc"},
    ("points", "points"): {1: "percentage_points percentage_point pp"},
    ("multiple", "times"): {1: "times"},
    ("duration", "time"): {
        1: "second seconds secs",
        _MINUTE: "minute minutes min mins",
        _HOUR: "hour hours hr hrs",
        _DAY: "day days",
        7 * _DAY: "week weeks",
        14 * _DAY: "fortnight fortnights",
        _YEAR / 12: "month months",
        _YEAR: "year years yr yrs",
        10 * _YEAR: "decade decades",
        100 * _YEAR: "century centuries",
    },
    ("measure", "length"): {
        0.001: "mm millimetre millimetres millimeter millimeters",
        0.01: "cm centimetre centimetres centimeter centimeters",
        1: "metre metres meter meters",
        1000: "km kms kilometre kilometres kilometer kilometers",
        1609.344: "mile miles",
        0.3048: "ft foot feet",
        0.0254: "inch inches",
        0.9144: "yard yards",
    },
    ("measure", "area"): {
        1: "square_metres square_meters sq_m sqm m²",
        0.09290304: "square_feet square_foot sq_ft",
        4046.8564224: "acre acres",
        10_000: "hectare hectares ha",
        1e6: "square_kilometres square_kilometers sq_km km²",
        2589988.11: "square_miles square_mile sq_mi sq_miles",
    },
    ("measure", "mass"): {
        0.001: "g gram grams gramme grammes",
        1: "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        1000: "tonne tonnes metric_tons metric_ton",
        907.18474: "ton tons",
        0.45359237: "lb lbs",
        0.028349523: "ounce ounces oz",
    },
    ("measure", "volume"): {
        0.001: "ml millilitres milliliters",
        1: "litre litres liter liters",
        3.785411784: "gallon gallons",
        158.987: "barrel barrels",
        1000: "cubic_metres cubic_meters",
    },
    ("measure", "speed"): {1 / 3.6: "km/h kph kmh kmph", 0.44704: "mph", 0.514444: "knots knot", 1: "m/s"},
    ("measure", "temperature"): {1: "°c c celsius degrees_celsius degrees_c"},
    ("measure", "power"): {1e3: "kw kilowatts", 1e6: "mw megawatts megawatt", 1e9: "gw gigawatts gigawatt"},
    ("measure", "energy"): {1e3: "kwh", 1e6: "mwh", 1e9: "gwh"},
    ("measure", "data"): {1e6: "mb megabytes", 1e9: "gb gigabytes", 1e12: "tb terabytes"},
    ("measure", "magnitude"): {1: "magnitude"},
    ("money", "$"): {1: "dollar dollars usd bucks", 0.01: "cent cents"},
    ("money", "€"): {1: "euro euros eur"},
    ("money", "£"): {1: "pound pounds sterling gbp", 0.01: "pence"},
    ("money", "₹"): {1: "rupee rupees inr"},
    ("money", "¥"): {1: "yen jpy"},
    ("money", "CNY"): {1: "yuan renminbi cny rmb"},
    ("money", "RUB"): {1: "rouble roubles ruble rubles rub"},
    ("money", "CHF"): {1: "franc francs chf"},
    ("money", "kr"): {1: "krona kronor krone kroner sek nok dkk"},
    ("money", "pesos"): {1: "peso pesos"},
    ("money", "₩"): {1: "krw"},
    ("money", "TRY"): {1: "lira liras"},
    ("money", "ZAR"): {1: "rand zar"},
    ("money", "PLN"): {1: "zloty zlotys pln"},
    ("money", "UAH"): {1: "hryvnia hryvnias"},
}
_SYMBOLS: Final = "km kms cm mm kg km/h kmh ha m² km² kw mw gw kwh mwh gwh °c usd eur gbp chf"
"""Units that every language writes."""
_PERCENT: Final = """
    prozent pour_cent por_ciento por_cento per_cento procent procenten prosent prosenttia процента процентов процент
    відсотків відсотки százalék τοις_εκατό persen procentų パーセント 퍼센트 프로 phần_trăm yüzde
"""
_MONEY: Final = {
    "$": "dollar dollars dollari dólares dólar dollaria долларов доллара доллар доларів dolarów dolarů ドル 美元 달러",
    "€": "euro euros euroa eur евро євро 欧元 ユーロ 유로",
    "£": "pfund livres_sterling libras sterline фунтов 英镑 ポンド 파운드",
    "¥": "円",
    "CNY": "元 人民元 위안",
    "₩": "원",
    "RUB": "рублей рубля рубль rubel rubli roubles rublos",
    "CHF": "franken francs_suisses francos franchi",
    "kr": "kronor kroner kruunua kronen",
    "PLN": "złotych złote złoty",
    "UAH": "гривень гривні",
    "TRY": "lira liraya",
}
"""Percent and money in other languages; CLDR has the full names of currencies alone ("US-Dollar")."""
_DEGREES: Final = Unit("measure", "temperature")
SIGNS: Final[Mapping[str, str]] = {
    "$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "₩": "₩", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₺": "TRY",
    "Rs": "₹", "Rs.": "₹", "USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "CHF": "CHF",
}  # fmt: skip
"""Signs and codes that stand before an amount."""
ATTACHED_ONLY: Final = frozenset({"c", "f", "g", "ha", "mb", "gb", "tb", "mw", "gw", "kw", "lb", "second"})
"""Names that are a unit only where the number touches them: "a 30-second clip", "20C"."""


@cache
def units(language: str) -> Mapping[str, Unit]:
    """The units of a language by their names in small letters."""
    english = dict(_english())
    if language == "en":
        return english
    found = {name: english[name] for name in _SYMBOLS.split()}
    for unit, names in UNITS.get(language, {}).items():
        found.update(dict.fromkeys(names.split("|"), english[unit if unit in english else f"{unit}s"]))
    found.update((name.replace("_", " "), Unit("percent", "%")) for name in _PERCENT.split())
    for sign, names in _MONEY.items():
        found.update((name.replace("_", " "), Unit("money", sign)) for name in names.split())
    return found


def _english() -> Iterator[tuple[str, Unit]]:
    for (kind, unit), some in _NAMES.items():
        for factor, names in some.items():
            for name in names.split():
                yield name.replace("_", " "), Unit(kind, unit, factor)
    for name in ("f", "fahrenheit", "degrees fahrenheit", "degrees f"):
        yield name, Unit("measure", "temperature", 5 / 9, -160 / 9)
    for name in ("degree", "degrees"):
        yield name, _DEGREES
    yield "square kilometre", Unit("measure", "area", 1e6)
    yield "square metre", Unit("measure", "area", 1)


@cache
def unit_pattern(language: str) -> re.Pattern[str]:
    """Finds the unit right after a number: `sign`, or `unit` with `gap` before it, which is empty where they touch."""
    names = sorted(units(language), key=len, reverse=True)
    written = "|".join(re.escape(name).replace(r"\ ", "[ -]") for name in names)
    end = r"\b" if not names or language not in {"zh", "ja", "ko"} else ""
    return re.compile(
        rf"[ \u00a0\u202f]?(?:(?P<sign>[%％])|(?P<degree>°[CF]?))"
        rf"|(?P<gap>[ \u00a0\u202f-]?)(?P<unit>{written}){end}(?!['’]|\.\w)",
        re.IGNORECASE,
    )
