"""Placing: each new item goes into the story that it fits best, or begins one. What has its place keeps it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.constraints import Constraints
from newsdiff.core.clustering.document_frequency import DocumentFrequency
from newsdiff.core.clustering.index import TimeWindowIndex
from newsdiff.core.clustering.items import ClusterMember
from newsdiff.core.clustering.recurring_titles import RecurringTitles, opening, without_opening
from newsdiff.core.clustering.similarity import HOPELESS, MEMBERS, pair_score, story_score, threshold
from newsdiff.core.clustering.tokenize import ItemTerms, StemCache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from newsdiff.core.clustering.items import ClusterItem


LONGEST_TITLE: Final = 300
"""Characters of a title that are compared."""


class StoryClusterer:
    """Stories as they grow. The same items in the same order give the same stories, at once or with breaks between.

    To go on after a break, give what `place` gave, the counts, the days of columns and the reader's word; of the items
    only those around the times of the new ones are needed.
    """

    def __init__(
        self,
        *,
        first_story: int = 1,
        frequencies: Mapping[str, DocumentFrequency] | None = None,
        columns: RecurringTitles | None = None,
        links: Constraints | None = None,
        homes: Mapping[int, int] | None = None,
        closed: Collection[int] = (),
        book: StemCache | None = None,
        window: TimeWindowIndex | None = None,
    ) -> None:
        """Take what is known already.

        Args:
            first_story: The number of the next new story.
            frequencies: The counts of each language; this object adds to them.
            columns: The openings of titles so far; this object adds to them.
            links: What the reader said.
            homes: The stories of placed items that the reader's word is about.
            closed: Stories that take nothing by themselves: pinned ones.
            book: Where words are read, to keep what it has learnt.
            window: The placed items; this object adds to them, and forgets none.
        """
        self._stories = count(first_story)
        self._frequencies = dict(frequencies or {})
        self._columns = columns or RecurringTitles()
        self._links = links or Constraints()
        self._homes = dict(homes or {})
        self._closed = frozenset(closed)
        self._book = book or StemCache()
        self._words: dict[int, tuple[str, ItemTerms]] = {}
        self._window = TimeWindowIndex() if window is None else window
        self._tidies = window is None

    def expect(
        self, items: Sequence[ClusterItem], *, counted: bool = False, read: StoryClusterer | None = None
    ) -> None:
        """Takes the items of one batch into account, all before the first of them is placed.

        Args:
            items: What came together.
            counted: Their words and openings are in the counts already.
            read: Where the same items were expected before: their words need not be read again.
        """
        for item in items:
            words = read._words[item.key][1] if read is not None else self._book.words(item)
            self._words[item.key] = item.language, words
            if not counted:
                self.frequencies(item.language).add(words)
                self._columns.note(item)

    def expected(self) -> dict[str, set[str]]:
        """The words of what is expected and has no place yet, by language."""
        found: dict[str, set[str]] = {}
        for language, words in self._words.values():
            found.setdefault(language, set()).update(words.title, words.body)
        return found

    def frequencies(self, language: str) -> DocumentFrequency:
        """The counts of a language."""
        return self._frequencies.setdefault(language, DocumentFrequency())

    def place(self, item: ClusterItem) -> ClusterMember:
        """Gives an item its place. It must have been expected."""
        _, words = self._words.pop(item.key)
        column = self._columns.column(item)
        if column:
            opened = self._book.words(_opened(item))
            words = without_opening(words, opened)
        weights = self.frequencies(item.language).weights(words)
        new = ClusterMember(
            item.key, 0, item.day, item.outlet, item.language, item.title.lower()[:LONGEST_TITLE], column, weights
        )
        story = self._home(new, alone=item.alone)
        placed = new._replace(story=next(self._stories) if story is None else story)
        self._homes[placed.key] = placed.story
        # What is never grouped draws nothing to itself.
        if not item.alone:
            self._window.add(placed)
            if self._tidies:
                self._window.tidy()
        return placed

    def _home(self, new: ClusterMember, *, alone: bool) -> int | None:
        """The story of an item; None for a new one."""
        partners = [key for key in self._links.partners(new.key) if key in self._homes]
        if partners:
            return self._homes[min(partners)]
        return None if alone else self._fitting(new)

    def _fitting(self, new: ClusterMember) -> int | None:
        scores: dict[int, float] = {}
        best: dict[int, float] = {}
        for other in self._window.candidates(new.language, new.day, new.weights):
            scores[other.key] = pair_score(new, other)
            best[other.story] = max(best.get(other.story, -1.0), scores[other.key])
        # A story is told by all of its items; one that is hopeless only helps to tell how common the item is.
        fits = sorted(
            (self._score(new, story, scores) if score > HOPELESS else min(score, HOPELESS), -story)
            for story, score in best.items()
        )[::-1]
        forbidden = self._closed | {self._homes[key] for key in self._links.foes(new.key) if key in self._homes}
        least = threshold([score for score, _ in fits])
        # Of two that fit alike, the older one.
        return next((-story for score, story in fits if score >= least and -story not in forbidden), None)

    def _score(self, new: ClusterMember, story: int, known: Mapping[int, float]) -> float:
        latest = self._window.latest(story, new.day, MEMBERS)
        return story_score(
            [known[one.key] if one.key in known else pair_score(new, one) for one in latest if _speak(new, one)]
        )


def _speak(new: ClusterMember, other: ClusterMember) -> bool:
    """Both are of one language. The reader may have put several into a story."""
    return new.language == other.language


def _opened(item: ClusterItem) -> ClusterItem:
    """An item of the opening words alone."""
    words = opening(item).split("\x1f")[1:]
    return replace(item, title=" ".join(words), summary="")
