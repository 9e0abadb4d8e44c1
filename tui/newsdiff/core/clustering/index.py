"""An inverted index of the members of stories, by time: those within a few days that share terms with an item."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Final, Protocol

from newsdiff.core.clustering.items import ClusterMember
from newsdiff.core.clustering.packed_members import in_time, unpack_member
from newsdiff.core.clustering.term_index import TermIndex, after, position, since

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from newsdiff.core.clustering.packed_members import PackedMember, PackedTerms

MAX_DAYS_APART: Final = 3.0
"""Two items that are further apart are not compared: later news is another story. Source: measured; 2 and 3 gave the
same on three public test sets, and long events need the third day."""

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


class MemberSource(Protocol):
    """Where packed members are read from when they are needed."""

    def members(self, keys: Collection[int]) -> Iterable[PackedMember]:
        """The members with these keys, in any order."""
        ...

    def keys_of(self, stories: Collection[int]) -> Iterable[tuple[int, int]]:
        """The members of some stories, in any order: story and key of each. Others than those added are ignored."""
        ...


class TimeWindowIndex:
    """Members by key, by story and by term. What it returns does not depend on the order in which they were added."""

    def __init__(self, source: MemberSource | None = None) -> None:
        """Create an empty index; `source` has the packed members that will be added."""
        self.source = source
        """Set it to what can be read from at the time."""
        self._members: dict[int, ClusterMember] = {}
        """Without the packed ones that were not needed so far."""
        self._packed: set[int] = set()
        self._days: dict[int, float] = {}
        self._stories: dict[int, list[int]] = {}
        """Story -> keys of its members in order of time; without packed ones, unless it is in `_read`."""
        self._read: set[int] = set()
        """Stories whose packed members were read."""
        self._terms: dict[str, TermIndex] = {}
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

    def add_packed(self, members: Collection[PackedTerms]) -> None:
        """Add members whose terms are read when they are looked up, and of which all else is read from the source."""
        if not members:
            return
        by_language: dict[str, list[PackedTerms]] = {}
        ordered = in_time(members)
        for member in ordered:
            by_language.setdefault(member[2], []).append(member)
        days = {member[0]: member[1] for member in ordered}
        self._packed.update(days)
        self._days.update(days)
        self._last = max(self._last, (ordered[-1][1], ordered[-1][0]))
        self._read.clear()
        for language, some in by_language.items():
            self._terms_of(language).add_packed(some)

    @property
    def packed(self) -> bool:
        """Whether there are packed members, of which terms may have to be read."""
        return bool(self._packed)

    def read_terms(self, language: str, items: Collection[Mapping[str, float]], first_day: float) -> None:
        """Read what packed members have of the terms of many items at once, which is quicker than one after another.

        Args:
            language: Of the items.
            items: Stem -> weight in each.
            first_day: The day of the earliest.
        """
        if language in self._terms:
            self._terms[language].read_ahead(items, first_day + MAX_DAYS_APART)

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
        first, last = day - MAX_DAYS_APART, day + MAX_DAYS_APART
        found: dict[int, float] = {}
        known = found.get
        for word, weight in terms.heaviest(weights, last):
            for key, other in terms.near(word, first, last):
                found[key] = known(key, 0.0) + weight * other
        # Sorting plain numbers is several times as quick as sorting pairs, of which few are needed.
        shares = sorted([shared for shared in found.values() if shared >= MIN_SHARED], reverse=True)[:MAX_CANDIDATES]
        least = shares[-1] if shares else math.inf
        best = sorted([(-shared, key) for key, shared in found.items() if shared >= least])[:MAX_CANDIDATES]
        found_members = self._whole([key for _, key in best])
        self._read_stories({member.story for member in found_members})
        return found_members

    def latest(self, story: int, day: float, most: int) -> list[ClusterMember]:
        """The latest members of a story within `MAX_DAYS_APART` of a day, at most `most`, in order of time."""
        self._read_stories((story,))
        held = self._stories.get(story, [])
        first_day, last_day = day - MAX_DAYS_APART, day + MAX_DAYS_APART
        # As most stories are.
        if len(held) == 1 and most:
            return self._whole(held) if first_day <= self._days[held[0]] <= last_day else []
        first, last = since(held, first_day, self._days), after(held, last_day, self._days)
        return self._whole(held[max(first, last - most) : last])

    def _take(self, key: int, story: int, day: float) -> bool:
        """Take in the day and the story of a member; whether it is not the latest so far."""
        self._days[key] = day
        # Nearly all members arrive in order of time.
        late = (day, key) < self._last
        if not late:
            self._last = day, key
        keys = self._stories.setdefault(story, [])
        keys.insert(position(keys, key, self._days) if late else len(keys), key)
        return late

    def _read_stories(self, stories: Collection[int]) -> None:
        """Read which packed members some stories have."""
        if self.source is None or not self._packed or self._read.issuperset(stories):
            return
        unread = [story for story in stories if story not in self._read]
        self._read.update(unread)
        for story, key in self.source.keys_of(unread):
            if key in self._packed:
                keys = self._stories.setdefault(story, [])
                if key not in keys:
                    keys.insert(position(keys, key, self._days), key)

    def _terms_of(self, language: str) -> TermIndex:
        found = self._terms.get(language)
        if found is None:
            found = self._terms[language] = TermIndex(self._days)
        return found

    def _whole(self, keys: Sequence[int]) -> list[ClusterMember]:
        """The members with these keys, in their order, without any that the source no longer has."""
        held = self._members
        missing = [key for key in keys if key not in held]
        if missing and self.source is not None:
            held.update((packed[0], unpack_member(packed)) for packed in self.source.members(missing))
        return [held[key] for key in keys if key in held] if missing else [held[key] for key in keys]

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
            del keys[: since(keys, day, self._days)]
        self._stories = {story: keys for story, keys in self._stories.items() if keys}
        for terms in self._terms.values():
            terms.remove_before(day)
        for key in [key for key, published in self._days.items() if published < day]:
            del self._days[key]
            self._members.pop(key, None)
            self._packed.discard(key)
