"""The context of a run: the services of newsdiff, for the screens and the command line, and what they have open."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Self

from newsdiff.adapters import store_file
from newsdiff.config import Config, config_file, data_dir, save_setting
from newsdiff.errors import ReadError, StoreError
from newsdiff.service.article_aligner import ArticleAligner
from newsdiff.service.load_articles import LoadedArticles, load_articles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from newsdiff.adapters.browser import Browser
    from newsdiff.adapters.http import Fetcher
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.models import Article
    from newsdiff.service.comparison import Comparison, UserDecisions
    from newsdiff.service.feed_service import FeedService


class AppContext:
    """Opens what is needed when it is first used, and closes it at the end: use it with `async with`."""

    def __init__(self, settings: Config | None = None) -> None:
        """Create a context with the user's settings; None: with the defaults."""
        self._settings = settings or Config()
        self._fetcher: Fetcher | None = None
        self._pool: Pool | None = None
        self._store: Store | None = None
        self._feed_service: FeedService | None = None
        self._decisions: UserDecisions | None = None
        self._aligner = ArticleAligner(self._settings, data_dir())
        # Several comparisons and the list of feeds may open the store at once, in threads of their own, and the last of
        # them may end after the context was closed.
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
            await asyncio.to_thread(self._aligner.close)
            # It waits for a store that is being opened, which must not block the event loop.
            await asyncio.to_thread(self._close_store)

    async def load_articles(
        self, sources: Sequence[str], *, beside: Sequence[Article] = (), strict: bool = False
    ) -> LoadedArticles:
        """The articles of some files, folders and addresses; of the sample story where none is named.

        Args:
            sources: Paths and addresses.
            beside: Articles that the story has already; they come first.
            strict: Raise an error for any source that cannot be read. Otherwise it leads to a notice, as long as there
                is an article.

        Raises:
            ReadError, FetchError, ExtractError: A source cannot be read; the message says which and why.
        """
        if not sources:
            from newsdiff.resources import seeds

            sources = [str(path) for path in seeds()]
        return await load_articles(
            sources, fetcher=self._get_fetcher, pool=self._get_pool, beside=beside, strict=strict
        )

    # Created lazily; text files need neither.

    def _get_fetcher(self) -> Fetcher:
        if self._fetcher is None:
            from newsdiff.adapters.http import CONNECTIONS, Fetcher

            # `FeedService` limits the requests to one host itself, and a story has few articles.
            self._fetcher = Fetcher(per_host=CONNECTIONS, contact=self._settings.contact)
        return self._fetcher

    def _get_pool(self) -> Pool:
        if self._pool is None:
            from newsdiff.adapters.sandbox.pool import Pool
            from newsdiff.service.cpu_count import cores

            # One more than can work at once, so that one that hangs does not delay the others. Each may take 60 MB.
            self._pool = Pool(cores() + 1)
        return self._pool

    def compare(
        self, articles: Sequence[Article], *, min_score: float | None = None, strict: bool = False, wait: bool = True
    ) -> Comparison:
        """The matches between articles, with the user's decisions about them. It blocks: call it in a thread.

        Args:
            articles: Two or more.
            min_score: Keep every pair that scores above this (0..1), linked or not; None: those worth showing.
            strict: Raise an error if the store cannot be read. Otherwise that leads to a notice, and the matches come
                from the texts alone.
            wait: Wait for the sentence encoder. Otherwise a comparison whose sentences it has not read yet is
                `provisional`.

        Raises:
            ReadError: There is only one article.
            StoreError: The store cannot be read (only if `strict` is set).
        """
        from newsdiff.core.alignment.language_support import language_notices
        from newsdiff.service.comparison import Comparison
        from newsdiff.wording import language_notice

        if len(articles) < 2:
            raise ReadError("One article alone cannot be compared; name a second one.")
        aligned = self._aligner.align(articles, min_score=min_score, wait=wait)
        known = (*map(language_notice, language_notices(articles)), *aligned.notices)
        notices: tuple[str, ...] = ()
        try:
            store, notices = self._open_store()
            return Comparison(
                aligned.alignment, store, (*known, *notices), self._made(), provisional=aligned.provisional
            )
        except StoreError as error:
            if strict:
                raise
            notices = (*known, *notices, f"{error} Your own links are not shown, and none can be kept now.")
            return Comparison(aligned.alignment, None, notices, self._made(), provisional=aligned.provisional)

    def _made(self) -> UserDecisions:
        """The user's decisions, which are the same for all comparisons."""
        from newsdiff.service.comparison import UserDecisions

        with self._store_lock:
            if self._decisions is None:
                self._decisions = UserDecisions()
            return self._decisions

    def has_feeds(self) -> bool:
        """Whether there are feeds in the store, which is not created if there is none. It is opened only where its file
        does not tell at a glance.

        Raises:
            StoreError: The store cannot be opened.
        """
        path = data_dir() / store_file.FILE_NAME
        if not path.exists():
            return False
        found = store_file.has_feeds(path)
        return bool(self.feed_service.store.feeds()) if found is None else found

    @property
    def feed_service(self) -> FeedService:
        """The feeds. The first access opens the store, which may have to check or copy it: make it in a thread where
        a screen is shown.

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
                    self._get_fetcher(),
                    self._get_pool(),
                    default_interval=self._settings.refresh_interval,
                    notices=notices,
                    align=lambda articles: self._aligner.align(articles).alignment,
                )
            return self._feed_service

    def _open_store(self) -> tuple[Store | None, tuple[str, ...]]:
        """The store, and the notices about opening it, once; None if the context is closed already."""
        with self._store_lock:
            if self._closed or self._store is not None:
                return (None if self._closed else self._store), ()
            from newsdiff.adapters.store import open_store
            from newsdiff.wording import store_notice

            opened = open_store(data_dir() / store_file.FILE_NAME)
            if not opened.store.read_only:
                opened.store.name_outlets(self._settings.outlets)
            self._store = opened.store
            return opened.store, (store_notice(opened.notice),) if opened.notice else ()

    def _close_store(self) -> None:
        with self._store_lock:
            self._closed = True
            if self._store is not None:
                self._store.close()

    def save_setting(self, name: str, value: str | bool | int) -> None:
        """Write one setting into the user's configuration file.

        Raises:
            ConfigError: It could not be written; the file is as it was.
        """
        save_setting(config_file(), name, value)

    def browser(self, url: str) -> Browser:
        """The user's browser for an address, which is checked first.

        Raises:
            FetchError: It is not an http or https address that can be opened safely.
        """
        from newsdiff.adapters.browser import browser
        from newsdiff.adapters.urls import safe

        return browser(safe(url))

    def file_browser(self, path: Path) -> Browser:
        """What opens a file that newsdiff has written: the user's browser, or what their system has for it."""
        from newsdiff.adapters.browser import browser

        return browser(path.absolute().as_uri())
