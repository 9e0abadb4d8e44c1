"""The values of a sentence: numbers with what they count, shares, money, measures, ages, scores, dates and times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.ages import age
from newsdiff.core.diff.hedges import hedge
from newsdiff.core.diff.number_spans import EAST_ASIAN, NumberSpan, money_sign, ranged, scaled
from newsdiff.core.diff.phrases import phrases
from newsdiff.core.diff.quantity import Quantity
from newsdiff.core.diff.sentence_words import SentenceWords
from newsdiff.core.diff.times import times
from newsdiff.core.diff.units import ATTACHED_ONLY, Unit, unit_pattern, units
from newsdiff.core.text.numbers import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.text.numbers import Numeral
    from newsdiff.core.text.tokenizer import Token

_MOST: Final = 40
"""Numbers of a sentence that are read: what has more is a table."""
_WITH_DOTTED_ORDINALS: Final = "cs da de et fi hr hu lv no pl sk sl sr tr"
_DOTTED_ORDINALS: Final = frozenset(_WITH_DOTTED_ORDINALS.split())
"""Languages that write "5." for the fifth."""
_RATIO: Final = re.compile(r"[- ](?:in|out of)[- ](?:every[- ])?")
_ONE_IN: Final = re.compile(r"\b(?:one|a)[- ](?:in|out of)[- ](?:every[- ])?\Z", re.IGNORECASE)
_NO_RATIO: Final = re.compile(
    r"(?:st|nd|rd|th)\b|[ ](?:days|years|months|weeks|games|match(?:es)?|league|minutes|seconds|hours|the)\b"
)
_LARGEST_RATIO: Final = 20
_RATIO_GRAIN: Final = 2.0
"""Percent by which "three in five" may be rounded."""
_AND_A_HALF: Final = re.compile(r"[ ]and[ ]a[ ]half\b")
_OF_THE: Final = re.compile(r"[ ](?:out[ ])?of[ ](?:the|its|his|her|their|all)[ ](?=\w)")
_WHOLE_REACH: Final = 16
"""Characters in which the number stands that another is a part of."""
_MAGNITUDE: Final = re.compile(r"\bmagnitude(?:[ ]of)?[ -]\Z", re.IGNORECASE)
_METRES: Final = re.compile(r"-?m\b(?!['’])")
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th|º|ª|\.º|er|ème|e)\b")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_NAME_BEFORE: Final = re.compile(r"(?:\b(?P<word>[A-Z][\w.’'-]*)|\b[Nn]o\.|#)[ -]?\Z")
_HEADLINE_WORDS: Final = """
    About Around At Some Nearly Over Under More Less Only Just Up The A An In On By For From With To And But Of Another
    Almost Roughly Approximately All Between After Before Since Those These Its His Her Their Police Killed Injured Last
    Next First Least Than
"""
_NO_NAME: Final = frozenset(_HEADLINE_WORDS.split())
"""Words after which a number is no part of a name, though they have a capital."""
_EAST_ASIAN_TIME: Final = re.compile(r"[ ]?(?:[年月日号时時分点點秒天周週년월일시분초주]|个月|か月|ヶ月|カ月|間|개월)")
"""Signs that make a date or a time of a number, which are not compared."""
_STERLING_FROM: Final = 1e6
"""From here on pounds are money; fewer of them may be a weight."""


def quantities(text: str, tokens: Sequence[Token], language: str = "en") -> tuple[Quantity, ...]:
    """The values of a sentence in order, apart.

    Args:
        text: The sentence.
        tokens: Its words.
        language: ISO 639-1 code. English is read most fully: scores, fractions, times of day, values without a number.
    """
    numbers = numerals(text, language)[:_MOST]
    if not numbers and language != "en":
        return ()
    reader = _Reader(SentenceWords(text, tokens), language)
    found: list[Quantity] = []
    for sure in reader.surest(numbers):
        if _free(found, sure.start, sure.end):
            found.append(sure)
    left = [number for number in numbers if _free(found, number.start, number.end)]
    while left:
        one, used = reader.number(left[0], left[1] if len(left) > 1 else None)
        if one and _free(found, one.start, one.end):
            found.append(one)
        left = left[used:]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _free(found: Sequence[Quantity], start: int, end: int) -> bool:
    return all(end <= one.start or one.end <= start for one in found)


class _Reader:
    """Makes values of the numbers of one sentence."""

    def __init__(self, words: SentenceWords, language: str) -> None:
        self.text = words.text
        self.words = words
        self.language = language
        self._english = language == "en"

    def surest(self, numbers: Sequence[Numeral]) -> Iterator[Quantity]:
        """What is read before plain numbers, since it may contain them."""
        yield from times(self.text, self.language)
        if self._english:
            yield from phrases(self.words, numbers)

    def number(self, one: Numeral, following: Numeral | None) -> tuple[Quantity | None, int]:
        """The value that begins with a number, and how many numbers it takes up."""
        if not one.spelled and self._part_of_a_word(one):
            return None, 1
        if one_in := self._one_in(one):
            return one_in, 1
        if following and (ratio := self._ratio(one, following)):
            return ratio, 2
        span = scaled(self.text, one, self.language)
        if following and (both := ranged(self.text, span, following, self.language)):
            return self._typed(both), 2
        if self._english and (match := _AND_A_HALF.match(self.text, span.end)):
            half = span.grain / 2
            span = span._replace(end=match.end(), low=span.low + half, high=span.low + half, grain=half)
        return self._typed(span), 1

    def _part_of_a_word(self, one: Numeral) -> bool:
        """Whether digits belong to a name, a date in digits, or a score of more parts."""
        before, after = self.text[max(one.start - 2, 0) : one.start], self.text[one.end : one.end + 2]
        if self.language not in EAST_ASIAN and (before[-1:].isalnum() or before[-1:] in {"/", "#", "_", "@"}):
            return True
        if before[-1:] in {".", ":", "-", "–", ","} and before[:1].isalnum():
            return True
        if self.language in _DOTTED_ORDINALS and after == ". ":
            return True
        return after[:1] in {"/", ":"}

    def _ratio(self, one: Numeral, following: Numeral) -> Quantity | None:
        """ "Three in five", as percent."""
        if not (self._english and _RATIO.fullmatch(self.text, one.end, following.start)):
            return None
        if not 0 < one.value < following.value <= _LARGEST_RATIO or _NO_RATIO.match(self.text, following.end):
            return None
        return self._share((one.start, following.end), float(one.value / following.value))

    def _one_in(self, one: Numeral) -> Quantity | None:
        """ "One in five", as percent. "One" by itself is no number."""
        match = _ONE_IN.search(self.text, max(one.start - 16, 0), one.start) if self._english else None
        if not match or not 1 < one.value <= _LARGEST_RATIO or _NO_RATIO.match(self.text, one.end):
            return None
        return self._share((match.start(), one.end), float(1 / one.value))

    def _share(self, span: tuple[int, int], share: float) -> Quantity:
        return Quantity(
            *span, "percent", 100 * share, 100 * share, _RATIO_GRAIN, "%", "fraction",
            hedge(self.text, *span), self.words.heads(span[1]),
        )  # fmt: skip

    def _typed(self, span: NumberSpan) -> Quantity | None:
        """What a number is a number of; `None` where it counts nothing that could be compared."""
        if sign := money_sign(self.text, span.start):
            start, unit = sign
            open_by = hedge(self.text, start, span.end, self.language)
            heads = self.words.heads(span.end)
            return Quantity(start, span.end, "money", span.low, span.high, span.grain, unit, hedge=open_by, heads=heads)
        if not span.scaled and (dated := age(self.words, span, self.language) or self._year(span)):
            return dated
        return self._measure(span) or self._count(span)

    def _year(self, span: NumberSpan) -> Quantity | None:
        digits = self.text[span.start : span.start + 4].isdigit()
        if self._english and self.text[span.end : span.end + 1].isalpha():
            return None
        if span.spelled or not digits or not _FIRST_YEAR <= span.low <= span.high <= _LAST_YEAR:
            return None
        if self.language in EAST_ASIAN:
            if not self.text.startswith(("年", "년"), span.end):
                return None
        elif unit_pattern(self.language).match(self.text, span.end):
            return None
        return Quantity(span.start, span.end, "year" if span.low == span.high else "years", span.low, span.high)

    def _measure(self, span: NumberSpan) -> Quantity | None:
        """A number with a unit; `None` where none stands by it."""
        if self._english and _MAGNITUDE.search(self.text[max(span.start - 14, 0) : span.start]):
            return self._quantity(span, Unit("measure", "magnitude"), span.end)
        match = unit_pattern(self.language).match(self.text, span.end)
        if match and match["unit"]:
            name = re.sub(r"[ -]", " ", match["unit"].lower())
            if name in ATTACHED_ONLY and match["gap"] not in {"", "-"}:
                match = None
            else:
                return self._named_unit(span, name, match.end())
        if match and match["sign"]:
            return self._quantity(span, Unit("percent", "%"), match.end())
        if match:
            return self._degrees(span, match["degree"][1:].lower(), match.end())
        if self._english and not span.spelled and (metres := _METRES.match(self.text, span.end)):
            return self._quantity(span, Unit("measure", "length"), metres.end())
        if not span.scaled and (ordinal := _ORDINAL.match(self.text, span.end)):
            heads = self.words.heads(ordinal.end())
            return Quantity(span.start, ordinal.end(), "ordinal", span.low, span.high, heads=heads)
        return None

    def _named_unit(self, span: NumberSpan, name: str, end: int) -> Quantity:
        """A number with a unit that has a name."""
        if name in {"degree", "degrees"}:
            more = re.compile(r"[ ](?:(F\b|Fahrenheit)|C\b|Celsius)").match(self.text, end)
            return self._degrees(span, "" if not more else "f" if more[1] else "c", more.end() if more else end)
        unit = units(self.language)[name]
        if name.startswith("pound") and span.high < _STERLING_FROM:
            unit = units("en")["lb"]
        return self._quantity(span, unit, end)

    def _degrees(self, span: NumberSpan, letter: str, end: int) -> Quantity:
        """A temperature; without a letter, on a scale that is not named."""
        if not letter:
            return self._quantity(span, Unit("measure", "temperature"), end, "degree")
        return self._quantity(span, units("en")["f" if letter == "f" else "celsius"], end)

    def _quantity(self, span: NumberSpan, unit: Unit, end: int, scale: str = "") -> Quantity:
        low, high = (value * unit.factor + unit.offset for value in (span.low, span.high))
        return Quantity(
            span.start, end, unit.kind, low, high, span.grain * unit.factor, unit.unit, scale or f"{unit.factor:g}",
            hedge(self.text, span.start, end, self.language), self.words.counted(span.start, end),
        )  # fmt: skip

    def _count(self, span: NumberSpan) -> Quantity | None:
        if self.language in EAST_ASIAN:
            if _EAST_ASIAN_TIME.match(self.text, span.end):
                return None
        elif self.text[span.end : span.end + 1].isalpha():
            return None
        heads = self.words.heads(span.end)
        # A number word of another language may be another word: it has to count something.
        if not heads and ((span.spelled and not self._english) or (not span.scaled and self._in_a_name(span))):
            return None
        return Quantity(
            span.start, span.end, "count", span.low, span.high, span.grain,
            hedge=hedge(self.text, span.start, span.end, self.language),
            heads=heads or self.words.before(span.start), whole=self._whole(span.end),
        )  # fmt: skip

    def _whole(self, end: int) -> float:
        """Of how many a number is a part: 7 in "two of the seven counts"; 0 where nothing says so."""
        match = _OF_THE.match(self.text, end) if self._english else None
        if not match:
            return 0.0
        following = numerals(self.text[match.end() : match.end() + _WHOLE_REACH])
        return next((float(number.value) for number in following if number.start == 0), 0.0)

    def _in_a_name(self, span: NumberSpan) -> bool:
        """Whether a number belongs to the name before it: "Flight 662", "No. 10"."""
        match = _NAME_BEFORE.search(self.text, max(span.start - 24, 0), span.start)
        return match is not None and not span.spelled and (match["word"] or "#") not in _NO_NAME
