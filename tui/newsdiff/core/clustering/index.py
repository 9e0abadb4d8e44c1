"""The window: the placed items around a time, found by the words that they share with another."""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsdiff.core.clustering.items import ClusterMember

DAYS: Final = 3.0
"""So many days from one another two items may be to be compared: what is told later is another story. Source: measured;
2 and 3 gave the same on three public test sets, and long events need the third."""

HEAVIEST: Final = 8
"""Words of an item by which others are looked for."""

LIGHT: Final = 0.05
"""An item is not found by a word that weighs less in it: few would look for it by that. Source: measured."""

LATEST: Final = 100
"""Items with a word that are looked at, the latest first: what has more is a common word. Source: measured; 400 gave
the same."""

CANDIDATES: Final = 20
"""Items that are compared in full."""

LEAST: Final = 0.06
"""What an item has to share of those words, as a part of its cosine, to be compared. Source: measured; .03
gave a thousandth more, and took a tenth longer."""

_SLACK: Final = 2 * DAYS
"""Days after which an item is forgotten. Items come in the order of their times, but for those without a date of their
own, and for clocks that are wrong by less than a day."""
_TIDIED_AFTER: Final = 5_000

_Arrays = tuple["array[int]", "array[float]"]
"""Keys and weights."""


class TimeWindowIndex:
    """Placed items, by key, by story, and by word. What it gives does not depend on the order in which they came."""

    def __init__(self) -> None:
        self._members: dict[int, ClusterMember] = {}
        self._days: dict[int, float] = {}
        self._stories: dict[int, list[int]] = {}
        self._words: dict[str, _Words] = {}
        self._last: tuple[float, int] = (-math.inf, 0)
        """The day and key of the latest item that came in."""
        self._shared: dict[float, float] = {}
        """Weights, which have four decimals."""
        self._since_tidied = 0

    def __len__(self) -> int:
        return len(self._members)

    def add(self, member: ClusterMember) -> None:
        """Takes in an item that has its place."""
        key = member.key
        self._members[key] = member = self._lean(member)
        self._days[key] = member.day
        story = self._stories.setdefault(member.story, [])
        words = self._words.setdefault(member.language, _Words(self._days))
        # Nearly all come in the order of their times.
        late = (member.day, key) < self._last
        if not late:
            self._last = member.day, key
        story.insert(_place(story, key, self._days) if late else len(story), key)
        words.add(key, member.weights, late=late)

    def days(self, latest: float = math.inf) -> tuple[float, float]:
        """The days of the oldest item and of the latest that is not after a day; inf and -inf where there is none."""
        days = [day for day in self._days.values() if day <= latest]
        return min(days, default=math.inf), max(days, default=-math.inf)

    def tidy(self) -> None:
        """Forgets what is long past, now and then. To be called for each item that is placed."""
        self._since_tidied += 1
        if self._since_tidied >= _TIDIED_AFTER:
            self.forget(self.days()[1] - _SLACK)

    def candidates(self, language: str, day: float, weights: Mapping[str, float]) -> list[ClusterMember]:
        """The items that share most with some words, the closest first."""
        words = self._words.get(language)
        if words is None:
            return []
        found: dict[int, float] = {}
        for word, weight in words.heaviest(weights):
            for key, other in words.near(word, day):
                if key in found:
                    found[key] += weight * other
                else:
                    found[key] = weight * other
        best = sorted((-shared, key) for key, shared in found.items() if shared >= LEAST)[:CANDIDATES]
        return [self._members[key] for _, key in best]

    def latest(self, story: int, day: float, most: int) -> list[ClusterMember]:
        """The latest items of a story that are near a day."""
        held = self._stories.get(story, [])
        first, last = _since(held, day - DAYS, self._days), _after(held, day + DAYS, self._days)
        return [self._members[key] for key in held[max(first, last - most) : last]]

    def _lean(self, member: ClusterMember) -> ClusterMember:
        """The same item, with what others hold as well held once: that makes a third of it."""
        shared = self._shared.setdefault
        words, weights = map(sys.intern, member.weights), member.weights.values()
        return member._replace(
            outlet=sys.intern(member.outlet),
            language=sys.intern(member.language),
            weights=dict(zip(words, map(shared, weights, weights), strict=True)),
        )

    def forget(self, before: float) -> None:
        """Forgets what is older than a day."""
        self._since_tidied = 0
        for keys in self._stories.values():
            del keys[: _since(keys, before, self._days)]
        self._stories = {story: keys for story, keys in self._stories.items() if keys}
        for words in self._words.values():
            words.forget(before)
        for key in [key for key, day in self._days.items() if day < before]:
            del self._members[key], self._days[key]


class _Words:
    """The items of one language by word, with what it weighs in each, in the order of their times.

    What comes is only noted, and put into arrays when a word is looked for, as few are. There is no tuple for each: a
    window has half a million postings, and Python's collector of garbage would stop the whole program, for a tenth of
    a second now and then, to go through so many objects.
    """

    def __init__(self, days: Mapping[int, float]) -> None:
        """Take the days of the items; they grow under it."""
        self._days = days
        self._coming: dict[str, list[Any]] = {}
        """Key, weight, key, weight…"""
        self._late: set[str] = set()
        """Words under which something has come out of order."""
        self._arrays: dict[str, _Arrays] = {}

    def add(self, key: int, weights: Mapping[str, float], *, late: bool) -> None:
        """Takes in an item, the latest or one that comes late."""
        coming = self._coming
        for word, weight in weights.items():
            if weight >= LIGHT:
                there = coming.get(word)
                if there is None:
                    coming[word] = [key, weight]
                else:
                    there += key, weight
        if late:
            self._late.update(weights)

    def heaviest(self, weights: Mapping[str, float]) -> list[tuple[str, float]]:
        """The heaviest of some words that any item here has."""
        arrays, coming = self._arrays, self._coming
        known = [(-weight, word) for word, weight in weights.items() if word in arrays or word in coming]
        return [(word, -weight) for weight, word in sorted(known)[:HEAVIEST]]

    def near(self, word: str, day: float) -> Iterator[tuple[int, float]]:
        """The latest items near a day that have a word, at most `LATEST`, and what it weighs in each."""
        (keys, weights), days = self._put(word), self._days
        # An item of days is met seldom by one that comes late; mostly the end of the list is the end.
        last = len(keys) if days[keys[-1]] <= day + DAYS else _after(keys, day + DAYS, days)
        keys, weights = keys[max(0, last - LATEST) : last], weights[max(0, last - LATEST) : last]
        # And mostly all that is looked at is near.
        first = 0 if keys and days[keys[0]] >= day - DAYS else _since(keys, day - DAYS, days)
        return zip(keys[first:], weights[first:], strict=True) if first else zip(keys, weights, strict=True)

    def forget(self, before: float) -> None:
        """Forgets what is older than a day."""
        for word in list(self._coming):
            self._put(word)
        for word, (keys, weights) in list(self._arrays.items()):
            gone = _since(keys, before, self._days)
            if gone == len(keys):
                del self._arrays[word]
            elif gone:
                self._arrays[word] = keys[gone:], weights[gone:]

    def _put(self, word: str) -> _Arrays:
        """What is under a word, with what has come."""
        arrays = self._arrays.get(word)
        if arrays is None:
            arrays = self._arrays[word] = array("q"), array("d")
        coming = self._coming.pop(word, ())
        keys, weights = arrays
        if word not in self._late:
            keys.extend(coming[::2])
            weights.extend(coming[1::2])
            return arrays
        self._late.remove(word)
        for key, weight in zip(coming[::2], coming[1::2], strict=True):
            place = _place(keys, key, self._days)
            keys.insert(place, key)
            weights.insert(place, weight)
        return arrays


def _since(keys: Sequence[int], day: float, days: Mapping[int, float]) -> int:
    """Where items, in the order of their times, are no longer older than a day."""
    return bisect_left(keys, day, key=days.__getitem__)


def _after(keys: Sequence[int], day: float, days: Mapping[int, float], first: int = 0) -> int:
    """Where items, in the order of their times, begin to be later than a day."""
    return bisect_right(keys, day, first, key=days.__getitem__)


def _place(keys: Sequence[int], key: int, days: Mapping[int, float]) -> int:
    """Where an item is to stand among items in the order of their times; those of one time stand by their keys."""
    day = days[key]
    first = _since(keys, day, days)
    return bisect_left(keys, key, first, _after(keys, day, days, first))
