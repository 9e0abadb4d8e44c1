"""Figures as a sentence gives them: numbers with what they count, shares, money, dates and times of day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from newsdiff.core.text.numbers import SCALES, Numeral, numerals
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.text.tokenizer import Token

Span = tuple[int, int]
"""The first character and the one after the last."""

Kind = Literal["count", "ordinal", "percent", "points", "money", "times", "day", "month", "year", "weekday", "time"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a sentence: every value it may stand for, and of what."""

    start: int
    end: int
    kind: Kind
    low: Decimal
    high: Decimal
    """`low` and `high` are equal unless the text leaves it open: "about 300", "more than 80", "20 to 30"."""
    grain: Decimal
    """To what the value may be rounded: 100 for "300", 100,000 for "1.5 million"."""
    units: frozenset[str]
    """What is counted, as word stems; the currency."""
    near: frozenset[str]
    """The stems of the words around it."""
    vague: bool = False
    """A round word in place of a number: "dozens"."""


_MONTHS = {
    "january": 1,
    "jan": 1,
    "february": 2,
    "feb": 2,
    "march": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "may": 5,
    "june": 6,
    "jun": 6,
    "july": 7,
    "jul": 7,
    "august": 8,
    "aug": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "october": 10,
    "oct": 10,
    "november": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CURRENCIES = {"$": "$", "€": "€", "£": "£", "dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pounds": "£"}

_MONTH = "|".join(sorted((name.title() for name in _MONTHS), key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\b\.?[ ](?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ](?P<second>{_MONTH}))\b(?![\w%]|[.,]\d)"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(day.title() for day in _WEEKDAYS)})\b(?!s)")
_TIME = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?[ ]?(?P<half>[AaPp])\.?[Mm]\b\.?")
# "May" may be a verb, and "March" an order.
_MONTH_ALONE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Ii]n mid)[ -]"
    rf"(?P<month>{_MONTH})\b(?!\.?[ ]?\d|[ ]of\b)"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_AT_LEAST = (
    r"no fewer than|no less than|not less than|more than|greater than|in excess of|upwards of|well over|at least|"
    r"exceeding|over|above"
)
_AT_MOST = r"no more than|not more than|fewer than|less than|as many as|as much as|up to|at most|under|below"
_NEARLY = r"nearly|almost|close to|just under|approaching"
_ABOUT = (
    r"about|around|approximately|roughly|some|an estimated|estimated|a reported|just over|more or less|maybe|perhaps"
)
_HEDGE = re.compile(
    rf"\b(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<nearly>{_NEARLY})|(?P<about>{_ABOUT}))"
    r"[ ](?:the[ ]|an?[ ])?[$€£]?$",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"[ -](?:(?P<least>or more|plus|at least)|(?P<most>or fewer|or less|at most)|(?P<about>or so|odd))\b|(?P<more>\+)",
    re.IGNORECASE,
)
_TO = re.compile(r"[ ]?(?:to|and|or|-|–|—)[ ]?")
_SCALE = re.compile(rf"[ -](?P<scale>{'|'.join(SCALES)}|bn|mn|tn)\b", re.IGNORECASE)
_SHORT_SCALES = {"mn": 10**6, "bn": 10**9, "tn": 10**12}
_PERCENT = re.compile(r"[ ]?(?:%|percent\b|per cent\b|pc\b)", re.IGNORECASE)
_POINTS = re.compile(r"[ -]?percentage[ -]points?\b", re.IGNORECASE)
_CURRENCY = re.compile(r"[ ](?P<name>dollars?|euros?|pounds)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:(?P<one>(?:only|just)[ ]once)|(?P<two>twice)|(?P<three>thrice)|(?P<more>repeatedly)"
    r"|(?P<many>(?:several|many|multiple|numerous)(?:[ ][a-z]{4,9})?[ ]times))\b(?![ ](?:as|more|the|that|those|a)\b)",
    re.IGNORECASE,
)
_TIMES_AFTER = re.compile(r"[ ]times\b(?![ ](?:as|more|the|that|those|a|[a-z]+er)\b)", re.IGNORECASE)
_TIMES_AT_LEAST = {"one": 1, "two": 2, "three": 3, "more": 2, "many": 3}
_VAGUE = re.compile(
    r"\b(?P<vague>several|dozens|scores|hundreds|thousands|millions)(?P<of>[ ]of)?(?=[ ][a-z])", re.IGNORECASE
)
_VAGUE_AT_LEAST = {"several": 3, "dozens": 20, "scores": 30, "hundreds": 150, "thousands": 1000, "millions": 10**6}
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_PART = re.compile(
    r"[ -](?:thirds?|half|halves|quarters?|fifths?|tenths?|in|of|out of)\b(?![ ](?:the|a|an|these|those|all)\b)",
    re.IGNORECASE,
)

_EVERYTHING = Decimal(10) ** 40
_ABOUT_SHARE, _NEARLY_SHARE = Decimal("0.1"), Decimal("0.15")

_MOST = 40
"""Numbers of a sentence that are read: what has more is a table."""
_UNIT_WORDS = 3
"""Words after a number among which the thing that is counted stands."""
_NEAR = 5
"""Words on either side of a figure that tell what it is about."""
_SAME_DAY = 10
"""Characters after a time within which its day stands: "at 5 p.m. on Sunday"."""
_DATING = frozenset({"on", "in", "by", "at", "late", "earli", "last", "next", "this"})
"""What may stand between a verb and its date."""


def figures(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """The figures of a sentence in order, apart. Number words, dates, hedges are read in English, digits everywhere."""
    text = text[:LONGEST]
    tokens = Tokenizer(language).tokens(text)
    found: list[Quantity] = []
    for figure in _calendar(text, tokens) if language == "en" else ():
        if _free(found, figure.start, figure.end):
            found.append(figure)
    for figure in _loose(text, tokens) if language == "en" else ():
        if _free(found, figure.start, figure.end):
            found.append(figure)
    read = [one for one in numerals(text, language)[:_MOST] if _free(found, one.start, one.end)]
    for one, following in zip_longest(read, read[1:]):
        number = _figure(text, tokens, one, following)
        if number and _free(found, number.start, number.end):
            found.append(number)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _free(found: Sequence[Quantity], start: int, end: int) -> bool:
    return all(end <= figure.start or figure.end <= start for figure in found)


def _calendar(text: str, tokens: Sequence[Token]) -> Iterator[Quantity]:
    for match in _DATE.finditer(text):
        month, day = (match["month"] or match["second"]).lower(), int(match["day"] or match["first"])
        if 1 <= day <= 31:
            yield _exact(match.span(), "day", _MONTHS[month] * 100 + day, tokens)
    for match in _MONTH_ALONE.finditer(text):
        if match["month"].lower() not in {"may", "march"} or match[0][:3].lower() == "in ":
            yield _exact(match.span("month"), "month", _MONTHS[match["month"].lower()], tokens)
    for match in _WEEKDAY.finditer(text):
        yield _exact(match.span(), "weekday", _WEEKDAYS.index(match[0].lower()), tokens)
    for match in _TIME.finditer(text):
        hour = int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0)
        time = _exact(match.span(), "time", hour * 60 + int(match["minute"] or 0), tokens)
        # Two times on one day are rivals, whatever verb they stand by.
        days = {token.key for token in tokens if 0 < token.start - time.end <= _SAME_DAY} & set(_WEEKDAYS)
        yield replace(time, near=time.near | days)


def _loose(text: str, tokens: Sequence[Token]) -> Iterator[Quantity]:
    """How often something happened, and counts that are told in round words alone."""
    for match in _TIMES.finditer(text):
        low = Decimal(_TIMES_AT_LEAST[match.lastgroup or "more"])
        high = _EVERYTHING if match.lastgroup in {"more", "many"} else low
        yield Quantity(*match.span(), "times", low, high, Decimal(1), frozenset(), _near(tokens, match.span()))
    for match in _VAGUE.finditer(text):
        units = _units(text, tokens, match.end())
        # "Several hundred people" counts hundreds, and "dozens of thousands" too.
        if units and not _SCALE.match(text, match.end()):
            low = Decimal(_VAGUE_AT_LEAST[match["vague"].lower()])
            near = _near(tokens, match.span())
            yield Quantity(*match.span("vague"), "count", low, _EVERYTHING, Decimal(1), units, near, vague=True)


def _exact(span: Span, kind: Kind, value: int, tokens: Sequence[Token]) -> Quantity:
    return Quantity(*span, kind, Decimal(value), Decimal(value), Decimal(1), frozenset(), _beside(tokens, span))


def _figure(text: str, tokens: Sequence[Token], one: Numeral, following: Numeral | None) -> Quantity | None:
    """The figure that a number is part of; `None` where it is a name, a score, a fraction, a part of a list."""
    before, after = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if before.isalnum() or before in {"/", "#", "-", "–", ".", ":"} or after in {"/", ":", "’", "'"}:
        return None
    if after.isalpha() and not _ORDINAL.match(text, one.end):
        return None
    if _PART.match(text, one.end):
        return None
    low, high, end, last = one.value, one.value, one.end, one
    if following and _TO.fullmatch(text, one.end, following.start) and following.value > one.value:
        high, end, last = following.value, following.end, following
    elif re.match(r"[-–]\d", text[one.end : one.end + 2]):
        return None
    factor, end = _scaled(text, end)
    grain = _grain(last) * factor
    low, high = low * factor, high * factor
    start, end, kind, units = _of(text, tokens, one, end, value=low, bare=factor == 1 and low == high)
    low, high = _hedged(text, start, end, low, high)
    near = _beside if kind == "year" else _near
    return Quantity(start, end, kind, low, high, grain, units, near(tokens, (start, end)))


def _scaled(text: str, end: int) -> tuple[int, int]:
    """The factor of the scale words after a number, and where they end."""
    factor = 1
    while match := _SCALE.match(text, end):
        word = match["scale"].lower()
        factor *= _SHORT_SCALES.get(word) or SCALES[word]
        end = match.end()
    return factor, end


def _grain(one: Numeral) -> Decimal:
    """What a number may be rounded to, by its decimals or by its closing zeros."""
    exponent = one.value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    digits = str(one.value)
    zeros = len(digits) - len(digits.rstrip("0"))
    # One zero is as good as any digit: fifty people are fifty.
    return Decimal(10) ** zeros if zeros >= 2 else Decimal(1)


def _of(
    text: str, tokens: Sequence[Token], one: Numeral, end: int, *, value: Decimal, bare: bool
) -> tuple[int, int, Kind, frozenset[str]]:
    """What a number is a number of, and where it begins and ends with its signs."""
    sign = re.search(r"[$€£][ ]?$", text[: one.start])
    if sign:
        return sign.start(), end, "money", frozenset({sign[0].strip()})
    if match := _POINTS.match(text, end):
        return one.start, match.end(), "points", frozenset()
    if match := _PERCENT.match(text, end):
        return one.start, match.end(), "percent", frozenset()
    if match := _TIMES_AFTER.match(text, end):
        return one.start, match.end(), "times", frozenset()
    if match := _CURRENCY.match(text, end):
        return one.start, match.end(), "money", frozenset({_CURRENCIES[match["name"].lower()]})
    if match := _ORDINAL.match(text, end):
        return one.start, match.end(), "ordinal", _units(text, tokens, match.end())
    if bare and _YEAR.fullmatch(text, one.start, end) and value == int(value):
        return one.start, end, "year", frozenset()
    return one.start, end, "count", _units(text, tokens, end)


def _units(text: str, tokens: Sequence[Token], end: int) -> frozenset[str]:
    """The words after a number, up to the first function word or stop."""
    found: list[str] = []
    for token in tokens:
        if token.start < end:
            continue
        if token.stop or token.number or len(found) == _UNIT_WORDS or re.search(r"[^\w\s'’-]", text[end : token.start]):
            break
        found.append(token.key)
        end = token.end
    return frozenset(found) - {"year", "old"}


def _near(tokens: Sequence[Token], span: Span) -> frozenset[str]:
    before = [token for token in tokens if token.end <= span[0]][-_NEAR:]
    after = [token for token in tokens if token.start >= span[1]][:_NEAR]
    return frozenset(token.key for token in before + after if not (token.stop or token.number))


def _beside(tokens: Sequence[Token], span: Span) -> frozenset[str]:
    """The words right beside a date, which say what happened then: a sentence may tell of several days.

    Names say nothing of it.
    """
    before = [token for token in tokens if token.end <= span[0]]
    while before and before[-1].key in _DATING:
        before.pop()
    beside = before[-1:] + [token for token in tokens if token.start >= span[1]][:1]
    return frozenset(token.key for token in beside if not (token.stop or token.number or token.capital))


def _hedged(text: str, start: int, end: int, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The values that a figure leaves open, by the words before and after it."""
    match = _HEDGE.search(text[max(start - 30, 0) : start])
    hedge = match.lastgroup if match else None
    if later := _AFTERTHOUGHT.match(text, end):
        hedge = later.lastgroup
    if hedge in {"least", "more"}:
        return low, _EVERYTHING
    if hedge == "most":
        return -_EVERYTHING, high
    if hedge == "nearly":
        return low * (1 - _NEARLY_SHARE), high
    if hedge == "about":
        return low * (1 - _ABOUT_SHARE), high * (1 + _ABOUT_SHARE)
    return low, high
