"""The conflicts of a story, each told once: its values, and the outlets that give them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.diff.compare_quantities import comparable, relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.core.diff.quantity import Quantity

_AFTER = re.compile(r"(?:[ \u00a0-][\w’'-]+)")
_TOPIC = 20
"""Characters of the longest word that is shown for what a conflict is about."""


_BESIDE = 4
"""Characters between a value and the word that it is of: a space, or "of" as well."""

HEADLINE = -1
"""In place of a sentence's number: the headline of the article."""


class ValuePlace(NamedTuple):
    """Where one outlet gives a value."""

    article: int
    sentence: int
    """Its number in the article, or `HEADLINE`."""
    start: int
    """Offset of its first character."""


class ConflictPair(NamedTuple):
    """Two values that two outlets give for one detail."""

    a: ValuePlace
    a_text: str
    """The value as it is shown."""
    a_length: int
    """Characters of the value in its text."""
    b: ValuePlace
    b_text: str
    b_length: int
    certainty: float
    """0..1."""
    topic: str = ""
    """A word that both sentences have, for what the values are of."""
    values: tuple[Quantity, Quantity] | None = None
    """Both as they were compared, where they are numbers or times."""


class ListedValue(NamedTuple):
    """A value, and who gives it."""

    text: str
    articles: tuple[int, ...]
    """Ascending."""
    value: Quantity | None = None
    """As it was compared, where it is a number or a time."""

    def equals(self, other: ListedValue) -> bool:
        """Whether both are one value, however each is written."""
        if self.value is None or other.value is None:
            return _plain(self.text) == _plain(other.text)
        return comparable(self.value, other.value) and relation(self.value, other.value) == "equal"


@dataclass(frozen=True, slots=True)
class ListedConflict:
    """One detail that outlets give otherwise."""

    values: tuple[ListedValue, ...]
    """By the first outlet that gives each."""
    places: tuple[ValuePlace, ...]
    """Where they stand, ascending."""
    certainty: float
    topic: str = ""


def list_conflicts(pairs: Iterable[ConflictPair]) -> tuple[ListedConflict, ...]:
    """The conflicts, most certain first; pairs that share a value in one place are one conflict."""
    pairs = list(pairs)
    group: dict[ValuePlace, ValuePlace] = {}

    def root(place: ValuePlace) -> ValuePlace:
        while group.setdefault(place, place) != place:
            place = group[place]
        return place

    for pair in pairs:
        group[root(pair.b)] = root(pair.a)
    members: dict[ValuePlace, list[ConflictPair]] = defaultdict(list)
    for pair in pairs:
        members[root(pair.a)].append(pair)
    found = [_listed(some) for some in members.values()]
    return tuple(_unique(sorted(found, key=lambda one: (-one.certainty, one.places))))


def _listed(pairs: Sequence[ConflictPair]) -> ListedConflict:
    best = max(pairs, key=lambda pair: pair.certainty)
    values: list[ListedValue] = []
    places = set()
    for pair in sorted(pairs, key=lambda pair: (pair.a, pair.b)):
        first, second = pair.values or (None, None)
        for place, text, value in ((pair.a, pair.a_text, first), (pair.b, pair.b_text, second)):
            places.add(place)
            _add(values, ListedValue(text, (place.article,), value))
    ordered = tuple(sorted(values, key=lambda value: value.articles))
    return ListedConflict(ordered, tuple(sorted(places)), best.certainty, best.topic)


def _add(values: list[ListedValue], one: ListedValue) -> None:
    """Add a value, or the outlet that gives it to the equal one that is there."""
    for at, other in enumerate(values):
        if other.equals(one):
            values[at] = other._replace(articles=tuple(sorted({*other.articles, *one.articles})))
            return
    values.append(one)


def _unique(conflicts: Iterable[ListedConflict]) -> Iterable[ListedConflict]:
    """Values that stand against one another in several rows, or in headlines as well, are told once."""
    found: list[ListedConflict] = []
    for one in conflicts:
        if not any(_is_same(one, other) for other in found):
            found.append(one)
    return found


def _is_same(one: ListedConflict, other: ListedConflict) -> bool:
    """Whether two are one detail: the same outlets give the same values, or some of them in their headlines."""
    headline = any(place.sentence == HEADLINE for place in (*one.places, *other.places))
    return len(one.values) == len(other.values) and all(
        any(
            value.equals(its)
            and (value.articles == its.articles or (headline and not set(value.articles).isdisjoint(its.articles)))
            for its in other.values
        )
        for value in one.values
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def value_text(text: str, start: int, end: int) -> str:
    """The words of a value; a bare number with the word after it, which says what it counts."""
    value = text[start:end]
    if any(character.isalpha() for character in value) and " " in value:
        return value
    word = _AFTER.match(text, end)
    return text[start : word.end() if word else end]


def topic(text: str, start: int, end: int, words: Iterable[str]) -> str:
    """The word, of some that both sentences have, that stands beside a value in the first; "" where none does.

    One further away may well be about something else.
    """
    nearest, found = _BESIDE + 1, ""
    for word in words:
        written = word.split("/")[0]
        if len(written) > _TOPIC:
            continue
        for place in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text):
            away = place.start() - end if place.start() >= end else start - place.end()
            if 0 <= away < nearest:
                nearest, found = away, written
    return found
