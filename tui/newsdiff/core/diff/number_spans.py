"""Numbers as far as they reach: with the words that multiply them, and two of them as a range."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.diff.units import SIGNS, unit_pattern
from newsdiff.core.text.locale_tables import SCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.text.numbers import Numeral

EAST_ASIAN: Final = frozenset({"zh", "ja", "ko"})
"""Languages whose units and counting words touch the number."""

_ENGLISH_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "crore": 1e7, "crores": 1e7,
    "lakh": 1e5, "lakhs": 1e5, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3,
}  # fmt: skip
_LETTERS: Final = frozenset({"m", "b", "k"})
"""Scales that may be metres or bytes: they count with an amount of money, and of people ("1.2m jobs")."""
_PLURAL_AFTER: Final = re.compile(r"[ ](?:(?!with|was|is|has|years|metres)[a-z]+[ ]){0,2}?(?:people|[a-z]{3,}s)\b")

_SIGN: Final = re.compile(
    r"(?:(?P<of>US|A|C|NZ|HK|NT|S)?(?P<sign>[$€£¥₹₩₽₴₪₺])|\b(?P<code>Rs\.?|USD|EUR|GBP|INR|CHF))[ \u00a0]?\Z"
)
_TO: Final = re.compile(
    r"(?P<unit>[ ]?%|[ -](?:percent|per[ ]cent|years?|months?|days?|weeks?|hours?|minutes?))?"
    r"(?:[ ](?P<word>to|and|or|through|bis|à|a|til|till)[ ]|[ ]?[-–—][ ]?)(?P<sign>[$€£₹])?"
)
_BETWEEN: Final = re.compile(r"\b(?:between|zwischen|entre|mellan|mellem)[ ](?:about[ ])?[$€£]?\Z", re.IGNORECASE)
_BY: Final = re.compile(r"\bby[ ](?:about[ ]|nearly[ ])?[$€£]?\Z")
_FROM: Final = re.compile(r"\b(?:from|von|de|från|fra)[ ](?:an?[ ]|about[ ]|the[ ])?[$€£]?\Z", re.IGNORECASE)
_MOVES: Final = re.compile(
    r"\b(?:r[io]se[ns]?|rising|f[ae]ll(?:s|en|ing)?|drop\w*|(?:in|de)creas\w*|rais\w*|lower\w*|cut\w*|gr[eo]w\w*|jump\w*"
    r"|went|go(?:es|ne)?|slip\w*|dip\w*|up|down|revis\w*|chang\w*|climb\w*|declin\w*|tick\w*|edg\w*|reduc\w*|boost\w*"
    r"|sl[ai]sh\w*|slid\w*|shr[aiu]nk\w*|surg\w*|soar\w*|expand\w*)\b[^.;]*\Z"
)
"""Verbs after which "from X to Y" tells of a change and not of a range."""
_LOOKED_AT: Final = 70
"""Characters before a range in which its verb stands."""


class NumberSpan(NamedTuple):
    """A number as far as it reaches: where it stands and what values it may have."""

    start: int
    end: int
    low: float
    high: float
    grain: float
    """What it may be rounded to."""
    scaled: bool
    """A word such as "million" belongs to it."""
    spelled: bool
    """It is written in words."""


def money_sign(text: str, start: int) -> tuple[int, str] | None:
    """The currency sign before a number: where it begins and which currency it is of."""
    match = _SIGN.search(text, max(start - 5, 0), start)
    if not match:
        return None
    unit = SIGNS[match["sign"] or match["code"]]
    return match.start(), unit if match["of"] in {None, "US"} else f"{match['of']}$"


def scaled(text: str, one: Numeral, language: str) -> NumberSpan:
    """A number with the words that multiply it: "1.2m", "350万", "two million"."""
    factor, end = 1.0, one.end
    pattern, scales = _scales(language)
    while match := pattern.match(text, end):
        word = match["scale"].lower()
        if word in _LETTERS and not _is_scale(text, one, match):
            break
        factor *= scales[word]
        end = match.end()
    value = float(one.value) * factor
    return NumberSpan(one.start, end, value, value, _grain(one) * factor, factor != 1, one.spelled)


def ranged(text: str, span: NumberSpan, following: Numeral, language: str) -> NumberSpan | None:
    """Two numbers as one value that may lie between them; `None` where they are two values."""
    match = _TO.fullmatch(text, span.end, following.start)
    if not match:
        return None
    sign = money_sign(text, span.start)
    start = sign[0] if sign else span.start
    before = text[max(start - _LOOKED_AT, 0) : start]
    changes = _BY.search(before) or (_FROM.search(before) and _MOVES.search(before))
    if changes or (match["sign"] and not sign) or not _joins(match, before, text, span, following):
        return None
    last = scaled(text, following, language)
    low, grain = span.low, max(span.grain, last.grain)
    factor = last.high / float(following.value) if following.value else 1.0
    # "1 to 2 million" begins with a million, "$500 to $2 million" does not.
    if not span.scaled and not match["sign"] and span.low * factor < last.high:
        low, grain = span.low * factor, max(span.grain * factor, last.grain)
    if low >= last.high:
        return None
    return NumberSpan(span.start, last.end, low, last.high, grain, last.scaled, span.spelled)


def _joins(match: re.Match[str], before: str, text: str, span: NumberSpan, following: Numeral) -> bool:
    """Whether the word between two numbers makes a range of them."""
    if match["word"] == "and":
        return _BETWEEN.search(before) is not None
    if match["word"] == "or":
        near = float(following.value) - span.low <= max(2, span.low / 2)
        return near and (not match["unit"] or unit_pattern("en").match(text, following.end) is not None)
    return True


def _is_scale(text: str, one: Numeral, match: re.Match[str]) -> bool:
    """Whether a single letter after digits multiplies them."""
    word = match["scale"].lower()
    if one.spelled:
        return False
    if word == "k" or money_sign(text, one.start):
        return True
    return word == "m" and _PLURAL_AFTER.match(text, match.end()) is not None


@cache
def _scales(language: str) -> tuple[re.Pattern[str], Mapping[str, float]]:
    """A pattern of the words and signs that multiply a number, and their values."""
    scales: Mapping[str, float] = _ENGLISH_SCALES
    if language not in {"en", ""}:
        scales = {name: float(value) for name, value in SCALES.get(language, {}).items()}
    names = "|".join(re.escape(name) for name in sorted(scales, key=len, reverse=True)) or "(?!)"
    end = "" if language in EAST_ASIAN else r"\b(?!['’/])"
    return re.compile(rf"[ \u00a0\u202f-]?(?P<scale>{names}){end}", re.IGNORECASE), scales


def _grain(one: Numeral) -> float:
    """What a number may be rounded to, by its decimals or by its closing zeros."""
    exponent = one.value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return float(10.0**exponent)
    digits = str(int(one.value))
    # Fifty people are fifty.
    return 10.0 ** (len(digits) - len(digits.rstrip("0"))) if len(digits) >= 3 else 1.0
