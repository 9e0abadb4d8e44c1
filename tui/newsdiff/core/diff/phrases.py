"""Values that an English sentence gives without a plain number: scores, fractions, "half a tonne", "trio"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.hedges import hedge
from newsdiff.core.diff.quantity import Quantity
from newsdiff.core.diff.units import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.diff.sentence_words import SentenceWords
    from newsdiff.core.text.numbers import Numeral

_SCORE: Final = re.compile(
    r"(?<![\w.,/$€£-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\w/%]|[-–]\w|[.,:]\d)"
    r"(?![- ](?:years?|months?|days?|hours?|minutes?|weeks?|miles?|met(?:re|er)s?|percent|per[ ]cent|points?)\b)"
)
_NO_SCORE: Final = re.compile(r"\b(?:age[sd]?|grades?|pages?|chapters?|between|July|June|April|September)[ ]\Z")
_COUNTED: Final = re.compile(r"[ ](?!loss|series|wins|defeats|draws)(?:people|[a-z]{2,}s)\b")
_SCORE_TO: Final = re.compile(r"[ ](?P<unit>(?:votes?|sets?|games?|goals?|frames?|legs?)[ ])?(?:to|against)[ ]")
_DECIDED: Final = re.compile(r"\b(?:vot\w*|won|win|beat\w*|lost|lead\w*|ruled|decision)\b")
_HIGHEST: Final = 1000
"""Votes and points; a larger number before "to" is no score."""

_FRACTIONS: Final = re.compile(
    r"\b(?:(?P<of>one|two|three|four|a)[- ](?P<part>third|quarter|fifth|tenth)s?"
    r"|(?P<half>half)(?=[ ](?:of|the|all|its|their|those|his|her)\b))\b",
    re.IGNORECASE,
)
_NUMERATORS: Final = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4}
_DENOMINATORS: Final = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTION_GRAIN: Final = 4.0
"""Percent by which a share in words may be rounded: two-thirds are 66 or 68%."""

_HALF_A: Final = re.compile(r"\bhalf[ ]an?[- ](?P<unit>[a-z]+)\b", re.IGNORECASE)
_AND_A_HALF: Final = re.compile(r"\b(?:an?|one)[ ](?P<unit>[a-z]+)[ ]and[ ]a[ ]half\b", re.IGNORECASE)
_HALVED: Final = {"million": 1e6, "billion": 1e9, "dozen": 12.0}
_GROUP: Final = re.compile(r"\b(?:trio|quartet|quintet|sextet|pair[ ]of|triplets)\b", re.IGNORECASE)
_GROUPS: Final = {"trio": 3, "quartet": 4, "quintet": 5, "sextet": 6, "pair of": 2, "triplets": 3}
_VAGUE: Final = re.compile(
    r"\b(?:tens[ ]of[ ]thousands|hundreds[ ]of[ ]thousands|dozens|scores|hundreds|thousands|millions)\b(?=[ ][a-z])",
    re.IGNORECASE,
)
_VAGUE_RANGES: Final = {
    "dozens": (20, 300),
    "scores": (30, 400),
    "hundreds": (150, 2000),
    "thousands": (1000, 20_000),
    "tens of thousands": (15_000, 200_000),
    "hundreds of thousands": (150_000, 2e6),
    "millions": (1e6, 1e9),
}
"""What round words may stand for."""


def phrases(words: SentenceWords, numbers: Sequence[Numeral]) -> Iterator[Quantity]:
    """The values of an English sentence that are no plain numbers, the surest first. They may overlap."""
    yield from _scores(words, numbers)
    yield from _with_a_half(words)
    yield from _shares(words)
    yield from _groups(words)


def _scores(words: SentenceWords, numbers: Sequence[Numeral]) -> Iterator[Quantity]:
    text = words.text
    for match in _SCORE.finditer(text):
        # "20-30 cars" may be any number of them; a score has no fewer first, or counts nothing.
        several = int(match["a"]) < int(match["b"]) and _COUNTED.match(text, match.end())
        if not several and not _NO_SCORE.search(text[max(match.start() - 14, 0) : match.start()]):
            yield _score(match.span(), float(match["a"]), float(match["b"]))
    for one, other in pairwise(numbers):
        between = _SCORE_TO.fullmatch(text, one.end, other.start)
        if not between or max(one.value, other.value) >= _HIGHEST or text[other.end : other.end + 1] == "%":
            continue
        before = text[max(one.start - 40, 0) : one.start]
        if (between["unit"] or _DECIDED.search(before)) and not before.endswith(("from ", "between ")):
            yield _score((one.start, other.end), float(one.value), float(other.value))


def _score(span: tuple[int, int], a: float, b: float) -> Quantity:
    return Quantity(*span, "score", min(a, b), max(a, b))


def _with_a_half(words: SentenceWords) -> Iterator[Quantity]:
    for pattern, value in ((_AND_A_HALF, 1.5), (_HALF_A, 0.5)):
        for match in pattern.finditer(words.text):
            name, span = match["unit"].lower(), match.span()
            open_by = hedge(words.text, *span)
            if unit := units("en").get(name):
                amount = value * unit.factor
                yield Quantity(
                    *span, unit.kind, amount, amount, unit.factor / 4, unit.unit, f"{unit.factor:g}", open_by,
                    words.counted(*span),
                )  # fmt: skip
            elif name in _HALVED:
                amount = value * _HALVED[name]
                yield Quantity(
                    *span, "count", amount, amount, amount / 10, hedge=open_by, heads=words.heads(match.end())
                )


def _shares(words: SentenceWords) -> Iterator[Quantity]:
    for match in _FRACTIONS.finditer(words.text):
        share = 50.0
        if match["of"]:
            share = 100 * _NUMERATORS[match["of"].lower()] / _DENOMINATORS[match["part"].lower()]
            # "A third man", "one quarter later": an ordinal and a time.
            if match["of"].lower() in {"a", "one"} and not words.text.startswith(" of ", match.end()):
                continue
        yield Quantity(
            *match.span(), "percent", share, share, FRACTION_GRAIN, "%", "fraction",
            hedge(words.text, *match.span()), words.heads(match.end()),
        )  # fmt: skip


def _groups(words: SentenceWords) -> Iterator[Quantity]:
    for match in _GROUP.finditer(words.text):
        value = float(_GROUPS[match[0].lower()])
        yield Quantity(*match.span(), "count", value, value, heads=words.counted(*match.span()))
    for match in _VAGUE.finditer(words.text):
        low, high = _VAGUE_RANGES[match[0].lower()]
        yield Quantity(*match.span(), "count", low, high, hedge="vague", heads=words.heads(match.end()))
