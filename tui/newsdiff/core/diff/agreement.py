"""Which values of two sentences are one, and which could conflict: what is left when all that agrees is taken out.

Most pairs of unlike numbers are two quantities and not one told otherwise. A value that the other sentence has as well,
sums and their summands, shares that make up a whole, other fates, other people's ages, a value of another time: none of
these is a difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.cues import cues, done_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.sentence_words import SentenceWords

_CANDIDATES: Final = frozenset(
    {
        "count", "percent", "points", "money", "duration", "age", "score", "measure", "multiple",
        "clock", "day", "years", "month", "year",
    }
)  # fmt: skip
"""Kinds that may be shown. Weekdays and ordinals of two events are confused too often."""
_ENDS_ALONE: Final = frozenset({"month", "year"})
"""Kinds that may be shown only where both tell until when something lasts, or when something happened that happens
once: other months and years are of two events."""
_ADDING: Final = frozenset({"count", "percent", "points", "money", "multiple", "duration"})
_FATES: Final = tuple(
    frozenset(words.split())
    for words in (
        "kill dead die death fatal fatalis slain murder toll victim drown bodi corps",
        "injur injuri wound hurt hospit hospitalis",
        "arrest detain charg custodi",
        "miss rescu surviv survivor save",
    )
)
"""Stems that tell what befell people: who counts the dead does not contradict who counts the wounded."""
_FATE_WORDS, _FATE_REACH = 3, 30
"""Words, and characters, around a number within which its fate is told."""
_SMALL: Final = 10
"""Up to here a sentence may have the same number of several things."""
_NAMES: Final = 3
"""Words before an age among which the name that it belongs to stands."""


def candidates(
    a: tuple[SentenceWords, Sequence[Quantity]], b: tuple[SentenceWords, Sequence[Quantity]]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of values of two sentences that could be one quantity told in two ways that conflict."""
    (words, ours), (others, theirs) = a, b
    left = [one for one in ours if _open(one, ours, theirs)]
    right = [one for one in theirs if _open(one, theirs, ours)] if left else []
    for one in left:
        for other in right:
            if (
                comparable(one, other)
                and relation(one, other) == "conflict"
                and not _made_up(one, other, [*ours, *theirs])
                and not _two_fates(words, one, others, other)
                and not _strangers(words, one, others, other)
                and not _other_time(words.text, one, others.text, other)
            ):
                yield one, other


def equal_value(a: tuple[SentenceWords, Quantity], b: tuple[SentenceWords, Sequence[Quantity]]) -> Quantity | None:
    """The value of a second sentence that is the same one as a value of the first; `None` where none is."""
    (words, one), (others, theirs) = a, b
    if not _agreed(one, theirs):
        return None
    for other in theirs:
        if (
            comparable(one, other)
            and relation(one, other) == "equal"
            and _one_thing(words, one, others, other)
            and not _strangers(words, one, others, other)
            and not _other_time(words.text, one, others.text, other)
        ):
            return other
    return None


def _one_thing(words: SentenceWords, one: Quantity, others: SentenceWords, other: Quantity) -> bool:
    """Whether two equal numbers may count one thing: of small ones, a sentence may have several."""
    if one.kind == "count" and one.exact and one.high <= _SMALL:
        # "Three people died" is not said by "three people were in the store".
        fate = _fate(words, one)
        same_head = bool(set(one.heads[:2]) & set(other.heads[:2]))
        return fate == _fate(others, other) and (fate is not None or same_head)
    return not _two_fates(words, one, others, other)


def _open(one: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether nothing in the other sentence accounts for a value."""
    if one.kind not in _CANDIDATES or one.hedge == "vague":
        return False
    return not (_agreed(one, others) or _sum(one, others) or _summand(one, own, others))


def _agreed(one: Quantity, others: Sequence[Quantity]) -> bool:
    alike = [other for other in others if comparable(one, other)]
    agreeing = [other for other in alike if relation(one, other) in {"equal", "compatible"}]
    if not agreeing or one.kind != "count" or not one.exact or one.high > _SMALL:
        return bool(agreeing)
    # "Two of the seven counts" does not agree with "two patients" where "four of the seven charges" stands as well.
    rivals = [other for other in alike if relation(one, other) == "conflict" and other.whole == one.whole > 0]
    return not rivals or any(set(one.heads[:2]) & set(other.heads[:2]) for other in agreeing)


def _tolerance(*some: Quantity) -> float:
    """By how much a sum may be off."""
    grain = min(one.grain for one in some)
    return grain / 2 if grain != 1 or some[0].kind != "count" else 0.01


def _sum(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a value is the sum of two of the other sentence, or the margin of a score."""
    if one.kind not in _ADDING:
        return False
    alike = [other for other in others if comparable(one, other) and other.low > 0]
    for place, other in enumerate(alike):
        for third in alike[place + 1 :]:
            if abs(other.low + third.low - one.low) <= _tolerance(one, other, third):
                return True
    # "By three votes" is the margin of "118-115".
    return one.kind == "count" and any(other.kind == "score" and other.high - other.low == one.low for other in others)


def _summand(one: Quantity, own: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether a value and another of its sentence make up one of the other sentence."""
    # "Two of the seven counts" is part of seven, and of nothing else.
    if one.kind not in _ADDING or one.low <= 0 or one.whole:
        return False
    return any(
        abs(one.low + second.low - whole.low) <= _tolerance(one, second, whole)
        for second in own
        if second is not one and comparable(one, second) and second.low > 0
        for whole in others
        if comparable(one, whole)
    )


def _made_up(one: Quantity, other: Quantity, every: Sequence[Quantity]) -> bool:
    """Whether a third value is the sum or the difference of two, or the two are all that there is: 60% and 40%."""
    if one.kind not in _ADDING:
        return False
    if one.kind == "percent" and abs(one.low + other.low - 100) <= (
        1 if "fraction" in {one.scale, other.scale} else 0.01
    ):
        return True
    small, large = sorted((one.low, other.low))
    if one.whole and one.whole == other.whole:
        return small + large == one.whole
    thirds = [third for third in every if third is not one and third is not other]
    for place, third in enumerate(thirds):
        if third.kind == "score" and one.kind == "count" and third.high - third.low in {small, large}:
            return True
        if not comparable(one, third):
            continue
        off = _tolerance(one, other, third)
        if abs(small + large - third.low) <= off or abs(large - small - third.low) <= off:
            return True
        for fourth in thirds[place + 1 :]:
            if comparable(one, fourth) and abs(small + third.low + fourth.low - large) <= off:
                return True
    return False


def _two_fates(words: SentenceWords, one: Quantity, others: SentenceWords, other: Quantity) -> bool:
    """Whether two numbers of people tell of different fates."""
    if one.kind != "count":
        return False
    fates = _fate(words, one), _fate(others, other)
    return None not in fates and fates[0] != fates[1]


def _fate(words: SentenceWords, one: Quantity) -> int | None:
    """What befell those whom a number counts, by the nearest word that tells."""
    found = [
        (max(token.start - one.end, one.start - token.end), number)
        for token in words.beside(one.start, one.end, _FATE_WORDS)
        for number, fate in enumerate(_FATES)
        if token.key in fate
    ]
    near, number = min(found, default=(_FATE_REACH, 0))
    return number if near < _FATE_REACH else None


def _strangers(words: SentenceWords, one: Quantity, others: SentenceWords, other: Quantity) -> bool:
    """Whether two ages belong to people who go by different names."""
    if one.kind != "age" or one.hedge or other.hedge:
        return False
    ours, theirs = _names(words, one), _names(others, other)
    return bool(ours and theirs) and not ours & theirs


def _names(words: SentenceWords, one: Quantity) -> frozenset[str]:
    return frozenset(token.key for token in words.beside(one.start, one.end, _NAMES) if token.capital)


def _other_time(text: str, one: Quantity, others: str, other: Quantity) -> bool:
    """Whether one of two values was an earlier one, a forecast, the beginning of a change or a score before the end."""
    said, told = cues(text, one), cues(others, other)
    if one.kind in _ENDS_ALONE and "until" not in said & told:
        once = done_once(text, one)
        return not once or once != done_once(others, other)
    if "expected" in said & told:
        return False
    return bool((said ^ told) & {"from", "earlier", "expected", "stage"})
