"""The conflicts of a story, each told once: its values, and the outlets that give them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AFTER = re.compile(r"(?:[ \u00a0-][\w’'-]+)")
_TOPIC = 20
"""Characters of the longest word that is shown for what a conflict is about."""


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


class ListedValue(NamedTuple):
    """A value, and who gives it."""

    text: str
    articles: tuple[int, ...]
    """Ascending."""


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
    said: dict[str, tuple[str, set[int]]] = {}
    places = set()
    for pair in sorted(pairs):
        for place, text in ((pair.a, pair.a_text), (pair.b, pair.b_text)):
            places.add(place)
            said.setdefault(" ".join(text.casefold().split()), (text, set()))[1].add(place.article)
    values = (ListedValue(text, tuple(sorted(articles))) for text, articles in said.values())
    ordered = tuple(sorted(values, key=lambda value: value.articles))
    return ListedConflict(ordered, tuple(sorted(places)), best.certainty, best.topic)


def _unique(conflicts: Iterable[ListedConflict]) -> Iterable[ListedConflict]:
    """Values that stand against one another in several rows are told once."""
    seen = set()
    for one in conflicts:
        key = frozenset((value.text.casefold(), value.articles) for value in one.values)
        if key not in seen:
            seen.add(key)
            yield one


def value_text(text: str, start: int, end: int) -> str:
    """The words of a value; a bare number with the word after it, which says what it counts."""
    value = text[start:end]
    if any(character.isalpha() for character in value) and " " in value:
        return value
    word = _AFTER.match(text, end)
    return text[start : word.end() if word else end]


def topic(text: str, start: int, end: int, words: Iterable[str]) -> str:
    """The word, of some that both sentences have, that stands nearest to a value in the first; "" where none does."""
    nearest, found = len(text), ""
    for word in words:
        written = word.split("/")[0]
        if len(written) > _TOPIC:
            continue
        for place in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text):
            away = place.start() - end if place.start() >= end else start - place.end()
            if 0 <= away < nearest:
                nearest, found = away, written
    return found
