"""The desk: where the program and the command line ask for what newsdiff can do."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Self

from newsdiff.config import Config, config_file, data_dir, save_setting
from newsdiff.errors import MeaningError, ReadError, StoreError
from newsdiff.service.comparison import Comparison, Session
from newsdiff.service.load_articles import LoadedArticles, gather
from newsdiff.wording import language_notice, store_notice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from newsdiff.adapters.browser import Browser
    from newsdiff.adapters.http import Fetcher
    from newsdiff.adapters.sandbox import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.alignment.embeddings import TokenVectors
    from newsdiff.core.models import Article
    from newsdiff.service.feed_service import FeedService


class AppContext:
    """Opens what it needs when it is first needed, and closes it at the end: use it with `async with`."""

    def __init__(self, settings: Config | None = None) -> None:
        """Take the reader's settings; the defaults where none are given."""
        self._settings = settings or Config()
        self._fetcher: Fetcher | None = None
        self._pool: Pool | None = None
        self._store: Store | None = None
        self._feed_service: FeedService | None = None
        self._session = Session()
        # Several comparisons and the list of feeds may want the store at once, in threads of their own, and the last of
        # them may end after the program has left.
        self._store_lock = threading.RLock()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._feed_service is not None:
                await self._feed_service.close()
            if self._fetcher is not None:
                await self._fetcher.__aexit__(kind, error, trace)
            if self._pool is not None:
                await self._pool.close()
        finally:
            # It waits for a store that is being opened, and the loop should not.
            await asyncio.to_thread(self._close_store)

    async def load_articles(
        self, sources: Sequence[str], *, beside: Sequence[Article] = (), strict: bool = False
    ) -> LoadedArticles:
        """The articles of some files, folders and addresses; of the sample story where none is named.

        Args:
            sources: What the reader named.
            beside: Articles that the story has already; they come first.
            strict: Any place that cannot be read is an error, even where the others can be shown.

        Raises:
            NewsdiffError: A place cannot be read; the sentence says which and why.
        """
        if not sources:
            from newsdiff.resources import seeds

            sources = [str(path) for path in seeds()]
        return await gather(sources, fetcher=self._the_fetcher, pool=self._the_pool, beside=beside, strict=strict)

    # Files are read without any of these, and what they need is not imported then.

    def _the_fetcher(self) -> Fetcher:
        if self._fetcher is None:
            from newsdiff.adapters.http import CONNECTIONS, Fetcher

            # How many requests a host gets at once is for the newsstand to say, and a story has few articles.
            self._fetcher = Fetcher(per_host=CONNECTIONS)
        return self._fetcher

    def _the_pool(self) -> Pool:
        if self._pool is None:
            from newsdiff.adapters.sandbox import Pool
            from newsdiff.service.feed_client import cores

            # Two more than can work at once: what hangs there takes no place from the others.
            self._pool = Pool(cores() + 2)
        return self._pool

    def _meaning(self, articles: Sequence[Article]) -> tuple[dict[str, TokenVectors] | None, tuple[str, ...]]:
        """What the reader's language model makes of the sentences, if there is one, and what to say of it."""
        model = self._settings.semantic_model
        if not model:
            return None, ()
        from newsdiff.core.alignment.embeddings import texts
        from newsdiff.service.embeddings import embed

        try:
            found = embed(texts(articles), model, data_dir() / "vectors.sqlite3")
        except MeaningError as error:
            return None, (str(error),)
        return found, (f'Sentences are compared by their words and by meaning ("{model}").',)

    def compare(
        self, articles: Sequence[Article], *, min_score: float | None = None, strict: bool = False
    ) -> Comparison:
        """The matches between articles, with the reader's word on them. To be called off the event loop.

        Args:
            articles: Two or more.
            min_score: Keep every pair that scores above this (0..1), linked or not; otherwise those worth showing.
            strict: A store that cannot be read is an error. Else it is only told, and the texts alone speak.

        Raises:
            ReadError: There is only one article.
            StoreError: The reader's store cannot be read (only where `strict`).
        """
        from newsdiff.core.alignment.aligner import align
        from newsdiff.core.alignment.language_support import language_notices

        if len(articles) < 2:
            raise ReadError("One article alone cannot be compared; name a second one.")
        embed, mode = self._meaning(articles)
        aligned = align(articles, min_score=min_score, vectors=embed)
        known = (*map(language_notice, language_notices(articles)), *mode)
        notices: tuple[str, ...] = ()
        try:
            store, notices = self._open_store()
            return Comparison(aligned, store, (*known, *notices), self._session)
        except StoreError as error:
            if strict:
                raise
            notices = (*known, *notices, f"{error} Your own links are not shown, and none can be kept now.")
            return Comparison(aligned, None, notices, self._session)

    @property
    def feed_service(self) -> FeedService:
        """The feeds. The first call opens the store, which may have to examine or copy it: make it off the event loop
        where somebody watches.

        Raises:
            StoreError: The store cannot be opened.
        """
        with self._store_lock:
            if self._feed_service is None:
                from newsdiff.service.feed_service import FeedService

                store, notices = self._open_store()
                if store is None:
                    raise StoreError("The store is closed.")
                self._feed_service = FeedService(
                    store,
                    self._the_fetcher(),
                    self._the_pool(),
                    usual=self._settings.refresh_interval,
                    notices=notices,
                )
            return self._feed_service

    def _open_store(self) -> tuple[Store | None, tuple[str, ...]]:
        """The store, and what should be said about opening it, once; None where the desk is closed already."""
        with self._store_lock:
            if self._closed or self._store is not None:
                return (None if self._closed else self._store), ()
            from newsdiff.adapters.store import open_store, store

            opened = open_store(data_dir() / store.FILE_NAME)
            self._store = opened.store
            return opened.store, (store_notice(opened.notice),) if opened.notice else ()

    def _close_store(self) -> None:
        with self._store_lock:
            self._closed = True
            if self._store is not None:
                self._store.close()

    def keep_setting(self, name: str, value: str | bool | int) -> None:
        """Write one setting into the reader's configuration file.

        Raises:
            ConfigError: It could not be written; the file is as it was.
        """
        save_setting(config_file(), name, value)

    def browser(self, url: str) -> Browser:
        """The reader's browser for an address, which is checked first.

        Raises:
            FetchError: It is not an http or https address that can be opened safely.
        """
        from newsdiff.adapters.browser import browser
        from newsdiff.adapters.urls import safe

        return browser(safe(url))
