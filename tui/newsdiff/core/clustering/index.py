"""An inverted index of the members of stories, by time: those within a few days that share terms with an item."""

from __future__ import annotations

import math
import sys
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, Final

from newsdiff.core.clustering.items import ClusterMember
from newsdiff.core.clustering.packed_members import PackedMembers, in_time, unpack_member

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from newsdiff.core.clustering.packed_members import PackedMember

MAX_DAYS_APART: Final = 3.0
"""Two items that are further apart are not compared: later news is another story. Source: measured; 2 and 3 gave the
same on three public test sets, and long events need the third day."""

QUERY_TERMS: Final = 8
"""Terms of an item by which candidates are looked up, the heaviest ones."""

MIN_WEIGHT: Final = 0.05
"""Below this weight, a term of a member is not indexed: few items would look it up. Source: measured."""

MAX_POSTINGS: Final = 100
"""Postings scanned per term, most recent first; terms with more are too common. Source: measured; 400 gave the same."""

MAX_CANDIDATES: Final = 20
"""Members that are compared in full."""

MIN_SHARED: Final = 0.06
"""The part of the cosine that a candidate has to reach with the query terms alone. Source: measured; .03 gained a
thousandth of B-cubed F1, and took a tenth longer."""

_KEPT_DAYS: Final = 2 * MAX_DAYS_APART
"""Days after which a member is removed. Items arrive in the order of publication, apart from those without a date and
those with a clock that is wrong by less than a day."""
_PRUNED_AFTER: Final = 5_000
"""Members that are added before old ones are looked for."""

_Postings = tuple["array[int]", "array[float]"]
"""Keys of members, and the weight of the term in each."""


class TimeWindowIndex:
    """Members by key, by story and by term. What it returns does not depend on the order in which they were added."""

    def __init__(self) -> None:
        self._members: dict[int, ClusterMember] = {}
        self._packed: dict[int, PackedMember] = {}
        """Those that were never needed are in this form alone."""
        self._days: dict[int, float] = {}
        self._stories: dict[int, list[int]] = {}
        """Story -> keys of its members in order of time."""
        self._terms: dict[str, _TermIndex] = {}
        """By language."""
        self._last: tuple[float, int] = (-math.inf, 0)
        """Day and key of the latest member."""
        self._shared: dict[float, float] = {}
        """One object for each weight; weights have four decimals."""
        self._since_pruned = 0

    def __len__(self) -> int:
        return len(self._days)

    def add(self, member: ClusterMember) -> None:
        """Add a member."""
        self._members[member.key] = member = self._interned(member)
        late = self._take(member.key, member.story, member.day)
        self._terms_of(member.language).add(member.key, member.weights, late=late)

    def add_packed(self, members: Collection[PackedMember]) -> None:
        """Add members that are unpacked when they are needed, and whose terms are read when they are looked up."""
        by_language: dict[str, list[PackedMember]] = {}
        for member in in_time(members):
            self._packed[member[0]] = member
            self._take(*member[:3])
            by_language.setdefault(member[4], []).append(member)
        for language, some in by_language.items():
            self._terms_of(language).add_packed(some)

    def read_terms(self, language: str, terms: Iterable[str], first_day: float) -> None:
        """Read some terms of packed members at once, which is quicker than one after another.

        Args:
            language: Of the items in which the terms are.
            terms: The terms.
            first_day: The day of the earliest item.
        """
        if language in self._terms:
            self._terms[language].read(terms, first_day)

    def days(self, latest: float = math.inf) -> tuple[float, float]:
        """The days of the oldest member, and of the latest that is not after `latest`; inf and -inf where none is."""
        days = [day for day in self._days.values() if day <= latest]
        return min(days, default=math.inf), max(days, default=-math.inf)

    def maybe_prune(self) -> None:
        """Remove old members every `_PRUNED_AFTER` calls; call once per item."""
        self._since_pruned += 1
        if self._since_pruned >= _PRUNED_AFTER:
            self.remove_before(self.days()[1] - _KEPT_DAYS)

    def candidates(self, language: str, day: float, weights: Mapping[str, float]) -> list[ClusterMember]:
        """The members that share most with an item.

        Args:
            language: Of the item.
            day: Of the item.
            weights: Stem -> weight in the item.

        Returns:
            At most `MAX_CANDIDATES` members within `MAX_DAYS_APART`, the most similar first.
        """
        terms = self._terms.get(language)
        if terms is None:
            return []
        terms.read(weights, day)
        found: dict[int, float] = {}
        known = found.get
        for word, weight in terms.heaviest(weights):
            for key, other in terms.near(word, day):
                found[key] = known(key, 0.0) + weight * other
        # Sorting plain numbers is several times as quick as sorting pairs, of which few are needed.
        shares = sorted([shared for shared in found.values() if shared >= MIN_SHARED], reverse=True)[:MAX_CANDIDATES]
        least = shares[-1] if shares else math.inf
        best = sorted([(-shared, key) for key, shared in found.items() if shared >= least])[:MAX_CANDIDATES]
        return [self._member(key) for _, key in best]

    def latest(self, story: int, day: float, most: int) -> list[ClusterMember]:
        """The latest members of a story within `MAX_DAYS_APART` of a day, at most `most`, in order of time."""
        held = self._stories.get(story, [])
        # As most stories are.
        if len(held) == 1 and most:
            return [self._member(held[0])] if abs(self._days[held[0]] - day) <= MAX_DAYS_APART else []
        first = _since(held, day - MAX_DAYS_APART, self._days)
        last = _after(held, day + MAX_DAYS_APART, self._days)
        return [self._member(key) for key in held[max(first, last - most) : last]]

    def _take(self, key: int, story: int, day: float) -> bool:
        """Take in the day and the story of a member; whether it is not the latest so far."""
        self._days[key] = day
        keys = self._stories.setdefault(story, [])
        # Nearly all members arrive in order of time.
        late = (day, key) < self._last
        if not late:
            self._last = day, key
        keys.insert(_position(keys, key, self._days) if late else len(keys), key)
        return late

    def _terms_of(self, language: str) -> _TermIndex:
        found = self._terms.get(language)
        if found is None:
            found = self._terms[language] = _TermIndex(self._days)
        return found

    def _member(self, key: int) -> ClusterMember:
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = unpack_member(self._packed[key])
        return found

    def _interned(self, member: ClusterMember) -> ClusterMember:
        """The same member, sharing the strings and weights that others have: that takes a third of the memory."""
        shared = self._shared.setdefault
        words, weights = map(sys.intern, member.weights), member.weights.values()
        own = dict(zip(words, map(shared, weights, weights), strict=True))
        key, story, day, outlet, language, title, series, _ = member
        return ClusterMember(key, story, day, sys.intern(outlet), sys.intern(language), title, series, own)

    def remove_before(self, day: float) -> None:
        """Remove all members from before a day."""
        self._since_pruned = 0
        for keys in self._stories.values():
            del keys[: _since(keys, day, self._days)]
        self._stories = {story: keys for story, keys in self._stories.items() if keys}
        for terms in self._terms.values():
            terms.remove_before(day)
        for key in [key for key, published in self._days.items() if published < day]:
            del self._days[key]
            self._members.pop(key, None)
            self._packed.pop(key, None)


class _TermIndex:
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
        """Term -> the day from which the latest `MAX_POSTINGS` before any day are all among the postings, as far as
        packed members were read for them; -inf where all were."""

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

    def add_packed(self, members: Sequence[PackedMember]) -> None:
        """Add packed members."""
        for word, postings in self._found(PackedMembers(members), self._read, -math.inf).items():
            self._note(word, postings)
        self._packed.add(members)

    def read(self, terms: Iterable[str], first_day: float) -> None:
        """Read terms of packed members, as far as items from a day on need them."""
        if not self._packed:
            return
        end = first_day + MAX_DAYS_APART
        missing = {term for term in terms if self._read.get(term, math.inf) > end}
        if not missing:
            return
        found = self._found(self._packed, missing, end)
        for word in missing:
            postings = found.get(word, [])
            if word in self._read:
                held = set(self._postings(word)[0])
                postings = [one for one in postings if one[0] not in held]
            self._read[word] = end if len(found.get(word, [])) >= MAX_POSTINGS else -math.inf
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

    def heaviest(self, weights: Mapping[str, float]) -> list[tuple[str, float]]:
        """The `QUERY_TERMS` heaviest terms of an item that any member has, with their weights."""
        merged, new = self._merged, self._new
        known = [(-weight, word) for word, weight in weights.items() if word in merged or word in new]
        return [(word, -weight) for weight, word in sorted(known)[:QUERY_TERMS]]

    def near(self, word: str, day: float) -> Iterator[tuple[int, float]]:
        """The latest members with a term near a day, at most `MAX_POSTINGS`: key and weight of each."""
        (keys, weights), days = self._postings(word), self._days
        # Only a late item has members after its time; for all others the end of the list is the end.
        last = len(keys) if days[keys[-1]] <= day + MAX_DAYS_APART else _after(keys, day + MAX_DAYS_APART, days)
        keys, weights = keys[max(0, last - MAX_POSTINGS) : last], weights[max(0, last - MAX_POSTINGS) : last]
        # And mostly all of them are near.
        first = 0 if keys and days[keys[0]] >= day - MAX_DAYS_APART else _since(keys, day - MAX_DAYS_APART, days)
        return zip(keys[first:], weights[first:], strict=True) if first else zip(keys, weights, strict=True)

    def remove_before(self, day: float) -> None:
        """Remove all members from before a day."""
        self._packed.remove_before(day)
        for word in list(self._new):
            self._postings(word)
        for word, (keys, weights) in list(self._merged.items()):
            gone = _since(keys, day, self._days)
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
            position = _position(keys, key, self._days)
            keys.insert(position, key)
            weights.insert(position, weight)
        return postings


def _since(keys: Sequence[int], day: float, days: Mapping[int, float]) -> int:
    """The index of the first of some keys, in order of time, that is not before a day."""
    return bisect_left(keys, day, key=days.__getitem__)


def _after(keys: Sequence[int], day: float, days: Mapping[int, float], first: int = 0) -> int:
    """The index of the first of some keys, in order of time, that is after a day; `first` is where to begin."""
    return bisect_right(keys, day, first, key=days.__getitem__)


def _position(keys: Sequence[int], key: int, days: Mapping[int, float]) -> int:
    """Where to insert a key among keys in order of time; those of one time are ordered by key."""
    day = days[key]
    first = _since(keys, day, days)
    return bisect_left(keys, key, first, _after(keys, day, days, first))
