"""Story ingest: stored entries are clustered into stories, in batches that survive a kill at any moment.

A batch is everything that has no story yet, in an order that depends only on what is stored. When it begins, its words
are counted and its order is stored, in one transaction; then its entries are assigned to stories in chunks, each in one
transaction. All that the next chunk depends on is in the store, so it makes no difference which process assigns it.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.adapters.store.sql.clustering_writer import latest_day
from newsdiff.core.clustering.clusterer import StoryClusterer
from newsdiff.core.clustering.constraints import Constraints
from newsdiff.core.clustering.recurring_titles import SPAN_DAYS
from newsdiff.core.clustering.tokenize import TermExtractor
from newsdiff.service.cluster_cache import ClusterCache
from newsdiff.service.story_originals import StoryOriginals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from newsdiff.adapters.store import Store
    from newsdiff.adapters.store.sql.clustering import ClusterReader
    from newsdiff.adapters.store.sql.clustering_writer import ClusterWriter
    from newsdiff.core.clustering.items import ClusterItem

MAX_BATCH: Final = 5_000
"""Entries in one batch: a store that was never clustered takes several."""

MAX_WAIT: Final = timedelta(hours=1)
"""How long the entries of an interrupted refresh wait to be clustered together with those of the next one."""

_LARGE = 100
"""Entries of a story from which it is no longer counted after each entry that joins it."""


@dataclass(slots=True)
class _LoadedBatch:
    """A batch in memory."""

    clusterer: StoryClusterer
    cache: ClusterCache
    items: list[ClusterItem]
    """What is still to be assigned, the next one last."""
    position: int
    """Of the next one in the batch, from 1."""
    originals: StoryOriginals


class _StartedBatch(NamedTuple):
    """What was read when a batch began, and need not be read again for its first chunk."""

    items: list[ClusterItem]
    edits: int
    clusterer: StoryClusterer
    cache: ClusterCache | None


class StoryIngest:
    """Clusters the entries of a store that have no story yet.

    The caller holds the refresh lock. The methods block, and are not for several threads at once. All raise
    `StoreError` where the store cannot be read or written, and have then changed nothing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stems = TermExtractor()
        self._loaded: _LoadedBatch | None = None
        self._begun: _StartedBatch | None = None
        self._languages: Mapping[int, str] = {}
        self._cache: ClusterCache | None = None
        """From the batch that was finished last; used again where nobody else has changed anything since."""

    @property
    def batch_in_memory(self) -> bool:
        """Whether a batch is under way whose entries need not be read, with their languages, before the next chunk."""
        return self._loaded is not None

    def set_languages(self, languages: Mapping[int, str]) -> None:
        """Take the languages of the next entries by id. Those of others are told by their words and their feed."""
        self._languages = languages

    def begin_batch(self, now: datetime, *, interrupted: bool = True) -> int:
        """Begin a batch, unless one is under way.

        Args:
            now: The current time (timezone-aware).
            interrupted: Take the entries of an interrupted refresh too. Otherwise they wait for the next refresh, up
                to `MAX_WAIT`.

        Returns:
            How many entries are left to be assigned.
        """
        with self._store.reading_clusters() as reader:
            left = reader.count_pending()
            if left or not (interrupted or _complete(reader, now)):
                return left
            items = reader.items(reader.unclustered(MAX_BATCH), self._languages)
            edits = reader.edits()
        clusterer = StoryClusterer(stems=self._stems)
        clusterer.add_batch(items)
        with self._store.writing_clusters() as writer:
            if not items:
                writer.end_refresh()
            elif not writer.count_pending():
                cache, self._cache = self._cache, None
                if cache is not None and cache.state != writer.state():
                    cache = None
                oldest = _write_batch(writer, clusterer, items, now)
                if cache is not None:
                    cache.state = writer.state()
                    cache.drop(oldest)
                # If another process assigns this batch, the cache is discarded with `_begun`.
                self._begun = _StartedBatch(items, edits, clusterer, cache)
            return writer.count_pending()

    def assign(self, limit: int, now: datetime) -> int:
        """Assign the next entries of the batch to stories, in one transaction.

        What the user changes between two calls holds from the next call on.

        Args:
            limit: The most entries to assign.
            now: The current time (timezone-aware): when they join.

        Returns:
            How many entries of the batch are left.
        """
        loaded = self._loaded or self._load()
        with self._store.writing_clusters() as writer:
            if not _current(writer, loaded):
                self._loaded = None
                return writer.count_pending()
            loaded.cache.window.source = writer
            try:
                left = _assign(writer, loaded, limit, now)
            except BaseException:
                # What is in memory is ahead of what is stored.
                self._loaded = None
                raise
            finally:
                loaded.cache.window.source = None
        self._loaded = loaded if left else None
        if not left:
            self._cache = loaded.cache
            self._cache.evict_old(latest_day(now))
        return left

    def _load(self) -> _LoadedBatch:
        with self._store.reading_clusters() as reader:
            pending = reader.pending()
            edits = reader.edits()
            begun, self._begun = self._begun, None
            ids = [entry_id for _, entry_id in pending]
            if begun is not None and (begun.edits != edits or [item.key for item in begun.items] != ids):
                begun = None
            items = begun.items if begun else reader.items(ids, self._languages)
            cache = ClusterCache.around(reader, items, begun.cache if begun else None)
            together, apart = reader.links(item.key for item in items)
            clusterer = StoryClusterer(
                first_story=reader.next_story(),
                constraints=Constraints(together, apart),
                assigned=reader.stories_of(sorted({key for pair in (*together, *apart) for key in pair})),
                pinned=reader.pinned(),
                stems=self._stems,
                index=cache.window,
            )
            clusterer.add_batch(items, counted=True, read_by=begun.clusterer if begun else None)
            names = sorted({name for name, _ in clusterer.pending_openings()})
            clusterer.recurring_titles.restore(reader.openings(names))
            for language, words in clusterer.pending_terms().items():
                clusterer.frequencies(language).restore(*reader.word_counts(language, sorted(words)))
            clusterer.read_index(items)
        return _LoadedBatch(clusterer, cache, items[::-1], pending[0][0] if pending else 0, StoryOriginals())


def _complete(reader: ClusterReader, now: datetime) -> bool:
    """Whether no refresh was interrupted, or too long ago for the rest to come."""
    began = reader.refresh_began()
    return began is None or began <= now - MAX_WAIT or began > now


def _write_batch(
    writer: ClusterWriter, clusterer: StoryClusterer, items: Sequence[ClusterItem], now: datetime
) -> float:
    """Store the order of a batch and what it adds to the counts, and delete what is too old to matter.

    Returns:
        The day before which the words of clustered entries were deleted.
    """
    writer.add_pending(item.key for item in items)
    for language in sorted({item.language for item in items}):
        counts = clusterer.frequencies(language)
        writer.add_counts(language, counts.documents, counts.counts)
    writer.add_openings(sorted(clusterer.pending_openings()))
    writer.delete_openings(int(min(latest_day(now), *(item.day for item in items))) - SPAN_DAYS)
    writer.end_refresh()
    return writer.delete_old_members(latest_day(now))


def _assign(writer: ClusterWriter, loaded: _LoadedBatch, limit: int, now: datetime) -> int:
    items = [loaded.items.pop() for _ in range(min(limit, len(loaded.items)))]
    members = [loaded.clusterer.assign(item) for item in items]
    loaded.position += len(items)
    joined: set[int] = set()
    large = writer.largest({member.story for member in members}) >= _LARGE
    with writer.counting_once() if large else nullcontext():
        for member in members:
            new = writer.add_story(member.story)
            original = None if new else loaded.originals.original_of(writer, member)
            if not new:
                joined.add(member.story)
            writer.assign(member.key, member.story, original, now)
    writer.add_members(member for item, member in zip(items, members, strict=True) if not item.never_group)
    writer.set_central(sorted(joined))
    writer.remove_pending([item.key for item in items])
    return writer.count_pending()


def _current(reader: ClusterReader, loaded: _LoadedBatch) -> bool:
    """Whether a batch in memory is still the one in the store."""
    if loaded.cache.state.edits != reader.edits():
        return False
    # Positions restart with each batch, and another newsdiff may have finished this one and begun the next.
    return reader.next_pending() == ((loaded.position, loaded.items[-1].key) if loaded.items else None)
