"""The conflicts of a story, each told once: its values, and all outlets that give them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.overview import HEADLINE
from newsdiff.core.disjoint_sets import DisjointSets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.value_words import ValueWords

_SAID_BY = "said by"


class ValuePlace(NamedTuple):
    """Where one outlet gives a value."""

    article: int
    sentence: int
    """Its number in the article, or `HEADLINE`."""
    start: int
    """Offset of its first character."""


class ValueSpan(NamedTuple):
    """A value in one outlet's text."""

    article: int
    sentence: int
    """Its number in the article, or `HEADLINE`."""
    start: int
    end: int
    """Offset after its last character."""


class GivenValue(NamedTuple):
    """A value as one outlet gives it in one place."""

    place: ValuePlace
    length: int
    """Characters of the value in its text."""
    words: ValueWords
    value: Quantity | None = None
    """As it was compared; None of a speaker."""

    def equals(self, other: GivenValue) -> bool:
        """Whether both are one value, however each is written."""
        if self.value is None or other.value is None:
            return _plain(self.words.text) == _plain(other.words.text)
        return comparable(self.value, other.value) and relation(self.value, other.value) == "equal"


class ConflictPair(NamedTuple):
    """Two values that two outlets give for one detail."""

    a: GivenValue
    b: GivenValue
    certainty: float
    """0..1."""


class ListedValue(NamedTuple):
    """A value, and who gives it."""

    text: str
    """As the list shows it: "212 people"."""
    articles: tuple[int, ...]
    """Ascending."""


@dataclass(frozen=True, slots=True)
class ListedConflict:
    """One detail that outlets give otherwise."""

    values: tuple[ListedValue, ...]
    """By the first outlet that gives each."""
    places: tuple[ValueSpan, ...]
    """Where they stand, ascending."""
    certainty: float


@dataclass(frozen=True, slots=True)
class _Detail:
    """One detail: its values, each with all who give it."""

    values: tuple[tuple[GivenValue, ...], ...]
    certainty: float

    @property
    def places(self) -> tuple[ValueSpan, ...]:
        spans = {ValueSpan(*one.place, one.place.start + one.length) for some in self.values for one in some}
        return tuple(sorted(spans))


def list_conflicts(
    pairs: Iterable[ConflictPair], equal: Iterable[tuple[GivenValue, GivenValue]] = ()
) -> tuple[ListedConflict, ...]:
    """The conflicts, those of headlines first, then the most certain.

    Pairs that share a value in one place are one conflict.

    Args:
        pairs: Values that conflict.
        equal: Values of theirs, each with the same value in a sentence that matches: who says it too.
    """
    pairs, equal = list(pairs), list(equal)
    groups: DisjointSets[ValuePlace] = DisjointSets()
    for one, other in [*((pair.a, pair.b) for pair in pairs), *equal]:
        groups.join(one.place, other.place)
    members: dict[ValuePlace, list[ConflictPair]] = defaultdict(list)
    given: dict[ValuePlace, list[GivenValue]] = defaultdict(list)
    for pair in pairs:
        members[groups.root(pair.a.place)].append(pair)
        given[groups.root(pair.a.place)] += pair.a, pair.b
    for both in equal:
        given[groups.root(both[0].place)] += both
    found = [_detail(given[place], some) for place, some in members.items()]
    details = _unique(sorted(found, key=lambda one: (-one.certainty, one.places)))
    # What the headlines contradict each other on is what the story is read for, and comes before what is more certain.
    ordered = sorted(details, key=lambda one: (not _in_headline(one), -one.certainty, one.places))
    return tuple(map(_listed, ordered))


def _in_headline(detail: _Detail) -> bool:
    return any(place.sentence == HEADLINE for place in detail.places)


def _detail(given: Iterable[GivenValue], pairs: Iterable[ConflictPair]) -> _Detail:
    values: list[list[GivenValue]] = []
    for _, one in sorted({one.place: one for one in given}.items()):
        alike = next((some for some in values if some[0].equals(one)), None)
        if alike is None:
            values.append([one])
        else:
            alike.append(one)
    return _Detail(tuple(map(tuple, values)), max(pair.certainty for pair in pairs))


def _unique(details: Iterable[_Detail]) -> list[_Detail]:
    """Values that stand against one another in several rows, or in headlines as well, are told once."""
    found: list[_Detail] = []
    for one in details:
        at = next((at for at, other in enumerate(found) if _is_same(one, other) or _is_same(other, one)), None)
        if at is None:
            found.append(one)
        else:
            found[at] = _joined(found[at], one)
    return found


def _is_same(one: _Detail, other: _Detail) -> bool:
    """Whether a detail is another one: the same outlets give the same values, or some of them in their headlines."""
    headline = any(place.sentence == HEADLINE for place in (*one.places, *other.places))
    if len(one.values) != len(other.values) and not headline:
        return False
    return all(any(_shared(some, others, headline=headline) for others in other.values) for some in one.values)


def _shared(some: Sequence[GivenValue], others: Sequence[GivenValue], *, headline: bool) -> bool:
    if not some[0].equals(others[0]):
        return False
    here, there = ({one.place.article for one in each} for each in (some, others))
    return here == there or (headline and not here.isdisjoint(there))


def _joined(one: _Detail, other: _Detail) -> _Detail:
    """One detail of two that are the same, with the values and the outlets of both."""
    larger, smaller = (one, other) if len(one.values) >= len(other.values) else (other, one)
    values = []
    for some in larger.values:
        more = (them for them in smaller.values if some[0].equals(them[0]))
        values.append((*some, *next(more, ())))
    return replace(larger, values=tuple(values), certainty=max(one.certainty, other.certainty))


def _listed(detail: _Detail) -> ListedConflict:
    """A detail as the list shows it: what is counted stands where it is first said, and is not repeated."""
    listed: list[ListedValue] = []
    said = set[str]()
    for some in sorted(detail.values, key=lambda some: min(one.place.article for one in some)):
        first = next((one for one in some if one.words.counted), some[0]).words
        hedges = {one.words.hedge for one in some}
        hedge = next(iter(hedges)) if len(hedges) == 1 else ""
        counted = "" if first.counted.casefold() in said else first.counted
        said.add(counted.casefold())
        speaks = _SAID_BY if some[0].value is None and not listed else ""
        text = " ".join(part for part in (speaks, hedge, first.text, counted) if part)
        listed.append(ListedValue(text, tuple(sorted({one.place.article for one in some}))))
    return ListedConflict(tuple(listed), detail.places, detail.certainty)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
