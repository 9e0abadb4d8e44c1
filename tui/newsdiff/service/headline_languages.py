"""Finds the languages of entries before they are clustered; a language model is asked where nothing else tells."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Final

from newsdiff.adapters import identify_languages
from newsdiff.adapters.encoder.english_words import english_words
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.clustering.item_languages import identified_languages, texts_to_identify, told_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.clustering.item_languages import Headline, ItemLanguages
    from newsdiff.service.store_writer import StoreWriter

_ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Each thread of numpy's library of linear algebra would take address space, and none is needed."""


class HeadlineLanguages:
    """The languages of the entries of a store that have no story yet.

    Most are told by their words or by the other entries of their feed. A process with a language model is started only
    for headlines that neither tells, once between two calls of `close`; where it fails, they stay open.
    """

    def __init__(self, store: Store, writer: StoreWriter, *, limit: int) -> None:
        """Take the store, what reads it in a thread, and the most entries of which the languages are found at once."""
        self._store = store
        self._writer = writer
        self._limit = limit
        self._pool: Pool | None = None
        self._failed = False
        self._words: frozenset[str] | None = None

    async def next_entries(self) -> Mapping[int, str]:
        """The languages of the entries that are clustered next, as ISO 639-1 codes by id.

        Raises:
            StoreError: The store cannot be read.
        """
        told, still_open = await self._writer.run(self._read)
        if not still_open:
            return told
        answers = await self._identify(texts_to_identify(still_open))
        return {**told, **identified_languages(still_open, answers)}

    async def close(self) -> None:
        """End the process, if there is one; the next call that needs it starts another."""
        pool, self._pool, self._failed, self._words = self._pool, None, False, None
        if pool is not None:
            await pool.close()

    def _read(self) -> ItemLanguages:
        with self._store.reading_clusters() as reader:
            ids = [entry_id for _, entry_id in reader.pending()] or reader.unclustered(self._limit)
            headlines = reader.headlines(ids)
            found = told_languages(headlines, {}, self._english)
            if not found.open:
                return found
            earlier = reader.feed_languages(found.open)
        feeds: dict[int, list[Headline]] = {feed: [] for feed in found.open}
        for one in headlines:
            if one.feed in feeds:
                feeds[one.feed].append(one)
        again = told_languages((one for some in feeds.values() for one in some), earlier, self._english)
        return again._replace(told={**found.told, **again.told})

    def _english(self) -> frozenset[str]:
        if self._words is None:
            self._words = english_words()
        return self._words

    async def _identify(self, texts: Sequence[str]) -> Sequence[str]:
        if self._failed or importlib.util.find_spec(identify_languages.PACKAGE) is None:
            return ()
        if self._pool is None:
            from newsdiff.adapters.sandbox.pool import Pool

            self._pool = Pool(
                1, memory=identify_languages.MEMORY, tasks=identify_languages.TASKS, environment=_ENVIRONMENT
            )
        try:
            return await identify_languages.identify(self._pool, texts)
        except WorkerError:
            # It would fail again: without it, headlines are grouped as far as their words tell.
            self._failed = True
            return ()
