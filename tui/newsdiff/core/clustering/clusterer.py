"""Incremental clustering: each new item joins the story that it fits best, or begins one, and stays there."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.clustering.constraints import Constraints
from newsdiff.core.clustering.document_frequency import DocumentFrequency
from newsdiff.core.clustering.index import TimeWindowIndex
from newsdiff.core.clustering.items import ClusterMember, compared_title
from newsdiff.core.clustering.recurring_titles import (
    RecurringTitles,
    is_template,
    is_whole_title,
    opening_of,
    openings,
    without_opening,
)
from newsdiff.core.clustering.similarity import (
    MAX_MEMBERS,
    PRUNING_THRESHOLD,
    THRESHOLD,
    pair_score,
    story_score,
    threshold,
)
from newsdiff.core.clustering.story_fit import StoryFits
from newsdiff.core.clustering.tokenize import ItemTerms, TermExtractor

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from newsdiff.core.clustering.items import ClusterItem


class _Pending(NamedTuple):
    """What was read of an item that is not assigned yet."""

    language: str
    terms: ItemTerms
    openings: tuple[str, ...]
    day: float


class StoryClusterer:
    """Assigns items to stories. The same items in the same order give the same stories, in one run or in several.

    To continue in another run, pass in what is stored: the document frequencies, the recurring titles, the user's
    constraints, and the members within a few days of the new items.
    """

    def __init__(
        self,
        *,
        first_story: int = 1,
        frequencies: Mapping[str, DocumentFrequency] | None = None,
        constraints: Constraints | None = None,
        assigned: Mapping[int, int] | None = None,
        pinned: Collection[int] = (),
        stems: TermExtractor | None = None,
        index: TimeWindowIndex | None = None,
    ) -> None:
        """Begin with what is known.

        Args:
            first_story: The id of the next new story.
            frequencies: Language -> document frequencies, which this object adds to.
            constraints: The user's decisions.
            assigned: Key -> story of those items that the constraints name.
            pinned: Stories that no item joins unless a constraint says so.
            stems: The stem cache to use.
            index: The members so far; this object adds to them and removes none. Without it, an index of its own
                drops members that are too old to be found.
        """
        self._stories = count(first_story)
        self._frequencies = dict(frequencies or {})
        self.recurring_titles = RecurringTitles()
        """The openings of titles so far, which this object adds to."""
        self._constraints = constraints or Constraints()
        self._assigned = dict(assigned or {})
        self._pinned = frozenset(pinned)
        self._stems = stems or TermExtractor()
        self._pending: dict[int, _Pending] = {}
        """By key."""
        self._weights: dict[int, dict[str, float]] = {}
        """Key -> weights of the terms of those for which the index was read, as long as nothing more is counted."""
        self._index = TimeWindowIndex() if index is None else index
        self._prunes = index is None
        self._fits = StoryFits()

    def add_batch(
        self, items: Sequence[ClusterItem], *, counted: bool = False, read_by: StoryClusterer | None = None
    ) -> None:
        """Take in the items of a batch: all of them are counted before the first is assigned.

        Args:
            items: The items.
            counted: They are in the document frequencies and recurring titles already.
            read_by: A clusterer to which the same batch was added before, so that its terms need not be read again.
        """
        self._weights.clear()
        for item in items:
            if read_by is not None:
                found = read_by._pending[item.key]
            else:
                found = _Pending(item.language, self._stems.terms(item), openings(item), item.day)
            self._pending[item.key] = found
            if not counted:
                self.frequencies(item.language).add(found.terms)
                self.recurring_titles.add(found.openings, item.day)

    def pending_terms(self) -> dict[str, set[str]]:
        """Language -> the stems of all items that are not assigned yet."""
        found: dict[str, set[str]] = {}
        for pending in self._pending.values():
            found.setdefault(pending.language, set()).update(pending.terms.title, pending.terms.body)
        return found

    def pending_openings(self) -> set[tuple[str, int]]:
        """The openings of the titles of all items that are not assigned yet, each with its day since 1970."""
        return {(name, int(pending.day)) for pending in self._pending.values() for name in pending.openings}

    def read_index(self, items: Sequence[ClusterItem]) -> None:
        """Read what the index has of the terms of items at once, which is quicker than when each is assigned.

        Args:
            items: Items of batches that were added. Nothing more is counted before they are assigned.
        """
        if not self._index.packed:
            return
        by_language: dict[str, list[ClusterItem]] = {}
        for item in items:
            self._weights[item.key] = self.frequencies(item.language).weights(self._pending[item.key].terms)
            by_language.setdefault(item.language, []).append(item)
        for language, some in by_language.items():
            weights = [self._weights[item.key] for item in some]
            self._index.read_terms(language, weights, min(item.day for item in some))

    def frequencies(self, language: str) -> DocumentFrequency:
        """The document frequencies of a language."""
        found = self._frequencies.get(language)
        if found is None:
            found = self._frequencies[language] = DocumentFrequency()
        return found

    def assign(self, item: ClusterItem) -> ClusterMember:
        """Assign an item to a story.

        Args:
            item: One of a batch that was added, and not assigned yet.

        Returns:
            The item with its story, which is new if nothing fits.
        """
        _, terms, names, _ = self._pending.pop(item.key)
        weights = self._weights.pop(item.key, None)
        series = self.recurring_titles.series(names, item.day)
        template = False
        if series:
            opening_terms = self._stems.terms(replace(item, title=opening_of(item), summary=""))
            template = is_whole_title(series) or is_template(terms, opening_terms)
            terms, weights = without_opening(terms, opening_terms), None
        if template:
            # Without weights it is found by no other item, in this run or a later one.
            weights = {}
        elif weights is None:
            weights = self.frequencies(item.language).weights(terms)
        title = compared_title(item.title)
        new = ClusterMember(item.key, 0, item.day, item.outlet, item.language, title, series, weights)
        story = self._story_of(new, never_group=item.never_group)
        member = new._replace(story=next(self._stories) if story is None else story)
        self._assigned[member.key] = member.story
        # Nothing may join an item that is never grouped.
        if not item.never_group:
            self._index.add(member)
            if self._prunes:
                self._index.maybe_prune()
        return member

    def _story_of(self, new: ClusterMember, *, never_group: bool) -> int | None:
        """The story for an item; None for a new one."""
        linked = [key for key in self._constraints.must_link(new.key) if key in self._assigned]
        if linked:
            return self._assigned[min(linked)]
        return None if never_group else self._best_story(new)

    def _best_story(self, new: ClusterMember) -> int | None:
        pairs: dict[int, float] = {}
        best: dict[int, float] = {}
        for other in self._index.candidates(new.language, new.day, new.weights):
            pairs[other.key] = score = pair_score(new, other)
            if score > best.get(other.story, -1.0):
                best[other.story] = score
        # A story is scored by its latest members. One that is pruned still counts for the margin of the threshold.
        scores = sorted(
            (self._score(new, story, pairs) if score > PRUNING_THRESHOLD else min(score, PRUNING_THRESHOLD), -story)
            for story, score in best.items()
        )[::-1]
        cannot_link = {self._assigned[key] for key in self._constraints.cannot_link(new.key) if key in self._assigned}
        forbidden = self._pinned | cannot_link
        least = threshold([score for score, _ in scores])
        # Of two stories with one score, the older one.
        return next((-story for score, story in scores if score >= least and -story not in forbidden), None)

    def _score(self, new: ClusterMember, story: int, pairs: Mapping[int, float]) -> float:
        latest = self._index.latest(story, new.day, MAX_MEMBERS)
        if len(latest) == 1 and latest[0].key in pairs:
            return pairs[latest[0].key]
        # The user may have put several languages into a story.
        comparable = [other for other in latest if other.language == new.language]
        score = story_score(
            [pairs[other.key] if other.key in pairs else pair_score(new, other) for other in comparable]
        )
        return score - self._fits.penalty(new, story, comparable) if score >= THRESHOLD else score
