"""Postings of the terms of members in one language."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from newsdiff.core.clustering.packed_members import PackedMembers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from newsdiff.core.clustering.packed_members import PackedTerms

QUERY_TERMS: Final = 8
"""Terms of an item by which candidates are looked up, the heaviest ones."""

_READ_AHEAD: Final = 2 * QUERY_TERMS
"""Terms of each of many items that are read at once, the heaviest ones: nearly always, members have enough of them."""

MIN_WEIGHT: Final = 0.05
"""Below this weight, a term of a member is not indexed: few items would look it up. Source: measured."""

MAX_POSTINGS: Final = 100
"""Postings scanned per term, most recent first; terms with more are too common. Source: measured; 400 gave the same."""

_Postings = tuple["array[int]", "array[float]"]
"""Keys of members, and the weight of the term in each."""


class TermIndex:
    """The members of one language by term, with the weight of the term in each, in order of time.

    New members are only noted, and merged into arrays when a term is looked up, as few are. There is no tuple for each
    posting: there are half a million of them, and Python's garbage collector would stop the program for a tenth of a
    second now and then to go through that many objects.
    """

    def __init__(self, days: Mapping[int, float]) -> None:
        """Take the day of each member; the caller adds to them."""
        self._days = days
        self._new: dict[str, list[Any]] = {}
        """Term -> key, weight, key, weight…, not merged yet."""
        self._late: set[str] = set()
        """Terms with a new member that is out of order."""
        self._merged: dict[str, _Postings] = {}
        self._packed = PackedMembers()
        self._read: dict[str, float] = {}
        """Term -> the first day such that the latest `MAX_POSTINGS` up to it, or up to any later day, are among the
        postings; -inf where all are. Terms for which packed members were not read are missing."""

    def add(self, key: int, weights: Mapping[str, float], *, late: bool) -> None:
        """Add a member; `late`: it is not the latest."""
        new = self._new
        for word, weight in weights.items():
            if weight >= MIN_WEIGHT:
                noted = new.get(word)
                if noted is None:
                    new[word] = [key, weight]
                else:
                    noted += key, weight
        if late:
            self._late.update(weights)

    def add_packed(self, members: Sequence[PackedTerms]) -> None:
        """Add packed members, in order of time."""
        for word, postings in self._found(PackedMembers(members), self._read, -math.inf).items():
            self._note(word, postings)
        self._packed.add(members)

    def read_ahead(self, items: Iterable[Mapping[str, float]], until: float) -> None:
        """Read terms of packed members for many items, none of which needs fewer members than those up to a day."""
        ordered = [_by_weight(weights) for weights in items]
        self.read({word for words in ordered for word in words[:_READ_AHEAD]}, until)
        scarce = [words for words in ordered if sum(map(self._has, words[:_READ_AHEAD])) < QUERY_TERMS]
        self.read({word for words in scarce for word in words[_READ_AHEAD:]}, until)

    def read(self, terms: Iterable[str], until: float) -> None:
        """Read terms of packed members, such that the latest `MAX_POSTINGS` up to this day, or any later, are known."""
        if not self._packed:
            return
        missing = {term for term in terms if self._read.get(term, math.inf) > until}
        if not missing:
            return
        found = self._found(self._packed, missing, until)
        for word in missing:
            postings = found.get(word, [])
            if word in self._read:
                held = set(self._postings(word)[0]) if self._has(word) else set()
                postings = [one for one in postings if one[0] not in held]
            self._read[word] = until if len(found.get(word, [])) >= MAX_POSTINGS else -math.inf
            if postings:
                self._note(word, postings)

    @staticmethod
    def _found(members: PackedMembers, terms: Collection[str], until: float) -> dict[str, list[tuple[int, float]]]:
        return members.with_terms(terms, min_weight=MIN_WEIGHT, until=until, most=MAX_POSTINGS)

    def _note(self, word: str, postings: Sequence[tuple[int, float]]) -> None:
        """Add postings to a term, the latest first."""
        if word not in self._merged and word not in self._new:
            keys, weights = zip(*reversed(postings), strict=True)
            self._merged[word] = array("q", keys), array("d", weights)
            return
        noted = self._new.setdefault(word, [])
        for posting in postings:
            noted += posting
        self._late.add(word)

    def heaviest(self, weights: Mapping[str, float], until: float) -> list[tuple[str, float]]:
        """The `QUERY_TERMS` heaviest terms of an item that any member has, with their weights.

        Terms of packed members are read for it as `read` does.
        """
        if not self._packed:
            merged, new = self._merged, self._new
            known = [(-weight, word) for word, weight in weights.items() if word in merged or word in new]
            return [(word, -weight) for weight, word in sorted(known)[:QUERY_TERMS]]
        ordered, found = _by_weight(weights), list[tuple[str, float]]()
        for place, word in enumerate(ordered):
            if self._read.get(word, math.inf) > until:
                self.read(ordered[place:], until)
            if self._has(word):
                found.append((word, weights[word]))
                if len(found) == QUERY_TERMS:
                    break
        return found

    def _has(self, word: str) -> bool:
        """Whether any member has a term, as far as packed members were read for it."""
        return word in self._merged or word in self._new

    def near(self, word: str, first_day: float, last_day: float) -> Iterator[tuple[int, float]]:
        """The latest members with a term from a day to another, at most `MAX_POSTINGS`: key and weight of each."""
        (keys, weights), days = self._postings(word), self._days
        # Only a late item has members after its time; for all others the end of the list is the end.
        last = len(keys) if days[keys[-1]] <= last_day else after(keys, last_day, days)
        keys, weights = keys[max(0, last - MAX_POSTINGS) : last], weights[max(0, last - MAX_POSTINGS) : last]
        # And mostly all of them are near.
        first = 0 if keys and days[keys[0]] >= first_day else since(keys, first_day, days)
        return zip(keys[first:], weights[first:], strict=True) if first else zip(keys, weights, strict=True)

    def remove_before(self, day: float) -> None:
        """Remove all members from before a day."""
        self._packed.remove_before(day)
        for word in list(self._new):
            self._postings(word)
        for word, (keys, weights) in list(self._merged.items()):
            gone = since(keys, day, self._days)
            if gone == len(keys):
                del self._merged[word]
            elif gone:
                self._merged[word] = keys[gone:], weights[gone:]

    def _postings(self, word: str) -> _Postings:
        """The members with a term, after the new ones were merged in."""
        postings = self._merged.get(word)
        if postings is None:
            postings = self._merged[word] = array("q"), array("d")
        new = self._new.pop(word, ())
        keys, weights = postings
        if word not in self._late:
            keys.extend(new[::2])
            weights.extend(new[1::2])
            return postings
        self._late.remove(word)
        for key, weight in zip(new[::2], new[1::2], strict=True):
            place = position(keys, key, self._days)
            keys.insert(place, key)
            weights.insert(place, weight)
        return postings


def _by_weight(weights: Mapping[str, float]) -> list[str]:
    """The terms of an item, the heaviest first."""
    return [word for _, word in sorted([(-weight, word) for word, weight in weights.items()])]


def since(keys: Sequence[int], day: float, days: Mapping[int, float]) -> int:
    """The index of the first of some keys, in order of time, that is not before a day."""
    return bisect_left(keys, day, key=days.__getitem__)


def after(keys: Sequence[int], day: float, days: Mapping[int, float], first: int = 0) -> int:
    """The index of the first of some keys, in order of time, that is after a day; `first` is where to begin."""
    return bisect_right(keys, day, first, key=days.__getitem__)


def position(keys: Sequence[int], key: int, days: Mapping[int, float]) -> int:
    """Where to insert a key among keys in order of time; those of one time are ordered by key."""
    day = days[key]
    first = since(keys, day, days)
    return bisect_left(keys, key, first, after(keys, day, days, first))
