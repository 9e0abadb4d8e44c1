"""Numbers in news text: digits with separators, and number words in many languages."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.text.locale_tables import BLANK_GROUPS, DECIMAL_COMMA
from newsdiff.core.text.number_words import spelled_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = re.compile(r"\d{1,30}(?:[.,'’\u00a0\u202f]\d{1,30}){0,8}|[₀-₉]{1,30}")
"""Digits of any script with their separators, and lowered ones ("CO₂"), but no raised ones ("2024³").

The length is bounded: nobody reads longer numbers."""

_BLANKED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[ ]\d{{3}}){{1,8}}(?:,\d{{1,30}})?(?![\d])|{NUMBER.pattern}")
"""The same in languages that separate thousands by a space: "12 000"."""

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""Words that multiply the number before them."""

_SMALL = "|".join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])
_SCALE = "|".join(SCALES)
_WORD = re.compile(rf"\b(?:{_SMALL}|{_SCALE}|an?(?=[ ](?:{_SCALE})\b))\b(?!['’])", re.IGNORECASE)
_JOINTS = frozenset({" ", "-", " and "})
_ANY = 1000
"""Greater than all small numbers: any of them may follow."""


class Numeral(NamedTuple):
    """A number in a text."""

    value: Decimal
    start: int
    end: int
    spelled: bool
    """It is written in words."""


def numerals(text: str, language: str = "en") -> tuple[Numeral, ...]:
    """The numbers in a text, in order.

    Args:
        text: The text.
        language: ISO 639-1 code: digits are read in any language, number words in English and in those that
            `number_words` knows. The English words "one" and "million" alone are not numbers.
    """
    found = [Numeral(value, *match.span(), spelled=False) for match, value in _digits(text, language)]
    found += _spelled(text) if language == "en" else _listed(text, language)
    return tuple(sorted(found, key=lambda one: one.start))


def canonical(value: Decimal) -> str:
    """A value in digits without separators, exponent and trailing zeros: `1200`, `1.5`."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def is_number_word(word: str) -> bool:
    """Whether an English word, in lower case, may be part of a number."""
    return word in _UNITS or word in _TENS or word in SCALES


def _digits(text: str, language: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    for match in (_BLANKED if language in BLANK_GROUPS else NUMBER).finditer(text):
        value = _value(match[0], language)
        if value is not None:
            yield match, value


def _value(written: str, language: str) -> Decimal | None:
    """The value of digits with separators; `None` if they are not a number ("1.2.3")."""
    ascii_digits = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in written)
    groups = re.split(r"[^0-9]", ascii_digits)
    signs = [char for char in ascii_digits if not char.isdigit()]
    if not signs:
        return Decimal(groups[0])
    *rest, last = signs
    thousands = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
    if len(set(signs)) == 1 and thousands and (rest or last not in _decimal_mark(language)):
        return Decimal("".join(groups))
    if last in ".," and last not in rest and all(len(group) == 3 for group in groups[1:-1]):
        return Decimal("".join(groups[:-1]) + "." + groups[-1])
    return None


def _decimal_mark(language: str) -> str:
    return "," if language in DECIMAL_COMMA else "."


def _listed(text: str, language: str) -> Iterator[Numeral]:
    """The numbers in words of a language other than English."""
    for value, start, end in spelled_numbers(text, language):
        yield Numeral(Decimal(value), start, end, spelled=True)


def _spelled(text: str) -> Iterator[Numeral]:
    number = _SpelledNumber()
    for match in _WORD.finditer(text):
        joint = text[number.end : match.start()]
        if not (joint in _JOINTS and number.accepts(match[0].lower(), joint)):
            yield from number.result()
            number = _SpelledNumber(match.start())
        number.add(match[0].lower(), match.end())
    yield from number.result()


class _SpelledNumber:
    """An English number that is being read word by word."""

    def __init__(self, start: int = 0) -> None:
        self.start = self.end = start
        self._total = self._group = 0
        self._below, self._scale = _ANY, 0
        self._words = 0
        self._lone = False

    def accepts(self, word: str, joint: str) -> bool:
        """Whether a word can continue the number: "nine" continues "forty", "fifty" continues "two hundred and"."""
        if not self._words:
            return False
        if word in SCALES:
            fits = self._below < _ANY if SCALES[word] <= 100 else not self._scale or SCALES[word] < self._scale
            return joint == " " and fits
        small = _UNITS.get(word, _TENS.get(word, _ANY))
        return 0 < small < self._below and (joint != " and " or self._below == _ANY)

    def add(self, word: str, end: int) -> None:
        """Continue the number with a word, which ends at an offset of the text."""
        if word in SCALES:
            scale = SCALES[word]
            if scale <= 100:
                self._group = max(self._group, 1) * scale
            else:
                self._total, self._group = self._total + max(self._group, 1) * scale, 0
                self._scale = scale
            self._below = _ANY
        elif word in {"a", "an"}:
            self._below = 0
        else:
            small = _UNITS.get(word, _TENS.get(word, 0))
            self._group += small
            # Tens are followed by a unit, and a unit only by a scale.
            self._below = 10 if small >= 20 else 0
        self.end = end
        self._words += 1
        # "One" alone is a pronoun, and "million" alone belongs to digits before it.
        self._lone = self._words == 1 and (word == "one" or word in SCALES)

    def result(self) -> Iterator[Numeral]:
        """The number, if there is one."""
        if self._words and not self._lone:
            yield Numeral(Decimal(self._total + self._group), self.start, self.end, spelled=True)
