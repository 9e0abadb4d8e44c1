"""Protocols of what the app needs from the services, and the services from the network, so that tests can use fakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from newsdiff.adapters.browser import Browser
    from newsdiff.adapters.http import Response
    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Feed, FeedSettings
    from newsdiff.core.models import Article
    from newsdiff.service.comparison import Comparison
    from newsdiff.service.import_export import ImportResult
    from newsdiff.service.load_articles import LoadedArticles
    from newsdiff.service.refresh import FeedProgress, RefreshReport
    from newsdiff.service.story_service import StoryService
    from newsdiff.service.subscribe import SubscribeResult


class HttpClient(Protocol):
    """An HTTP client; `adapters.http.Fetcher` documents the arguments."""

    async def warm(self) -> None:
        """Load what the first fetch would have to wait for."""

    async def fetch(
        self,
        url: str,
        *,
        typed: bool = ...,
        accept: str = ...,
        etag: str | None = ...,
        last_modified: str | None = ...,
        headers: Mapping[str, str] | None = ...,
        timeout: float | None = ...,  # noqa: ASYNC109 -- as the fetcher has it
    ) -> Response:
        """The good answer of an address, redirects followed. Raises FetchError."""


class Feeds(Protocol):
    """What the app needs of `FeedService`, which documents the methods."""

    @property
    def store(self) -> Store:
        """Where everything is kept."""

    @property
    def stories(self) -> StoryService:
        """The work on stories."""

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences about how the store was opened."""

    async def warm(self) -> None:
        """Load what the first refresh would have to wait for."""

    async def add(self, url: str, settings: FeedSettings = ..., *, found_on: str | None = ...) -> SubscribeResult:
        """Subscribe to the feed at an address, or find the feeds of the page there."""

    async def refresh(
        self,
        feed_ids: Collection[int] | None = ...,
        *,
        forced: bool = ...,
        cluster: bool = ...,
        progress: Callable[[FeedProgress], None] | None = ...,
    ) -> RefreshReport:
        """Fetch feeds and store what they bring."""

    def due(self) -> tuple[Feed, ...]:
        """The feeds that it is time to fetch."""

    async def full_text(self, entry_id: int) -> None:
        """Fetch the page of an entry and store its text."""

    async def articles(self, entry_ids: Sequence[int]) -> LoadedArticles:
        """Entries as the articles of one story."""

    async def import_list(self, place: str, *, private: bool = ...) -> ImportResult:
        """Subscribe to the feeds of a list."""

    async def export_opml(self, path: Path | None, *, secrets: bool = ..., force: bool = ...) -> Export:
        """Write the subscriptions as OPML."""


class Context(Protocol):
    """What the app needs of `AppContext`, which documents the methods."""

    @property
    def feed_service(self) -> Feeds:
        """The feeds and the store. Raises StoreError where the store cannot be opened."""

    async def load_articles(self, sources: Sequence[str], *, beside: Sequence[Article] = ...) -> LoadedArticles:
        """The articles of files, folders and addresses."""

    def compare(self, articles: Sequence[Article], *, wait: bool = ...) -> Comparison:
        """The matches between articles; without `wait`, provisional ones where the encoder has yet to read some."""

    def save_setting(self, name: str, value: str | bool | int) -> None:
        """Write one setting into the configuration file."""

    def browser(self, url: str) -> Browser:
        """The browser for an address."""

    def file_browser(self, path: Path) -> Browser:
        """What opens a file that newsdiff has written."""
