"""Lists of subscriptions, imported from other programs and exported to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.adapters import newsboat, opml, urls
from newsdiff.adapters.newsboat.cache import MAGIC
from newsdiff.config import user_path
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import FeedError, ReadError, unreadable
from newsdiff.service.manual_articles import BY_HAND
from newsdiff.service.newsboat_import import import_cache
from newsdiff.wording import not_a_list

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.subscription_lists import ListFault, ParsedList
    from newsdiff.service.feed_client import FeedClient
    from newsdiff.service.newsboat_import import CacheImport
    from newsdiff.service.store_writer import StoreWriter

MAX_BYTES = 15 * 2**20
"""Size of a list, at most. One of 10,000 feeds has 2 MB."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    added: int
    """Feeds that are new, or back after they had been removed. They have no entries before the next refresh."""
    known: int
    """Feeds to which the user was subscribed already. They were not changed."""
    refused: tuple[ListFault, ...] = ()
    """What was not imported, or not as it was meant."""
    private: int = 0
    """Feeds in a private network, which are not asked, since a list may come from anybody."""
    searches: int = 0
    """Searches that were saved."""
    cache: CacheImport | None = None
    """What was brought over from newsboat's `cache.db`."""

    @property
    def nothing(self) -> bool:
        """There was nothing that could be imported."""
        return not (self.added or self.known or self.searches)


class SubscriptionLists:
    """Imports lists of subscriptions into a store, and exports them."""

    def __init__(self, store: Store, client: FeedClient, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Create the service for a store, to which `writer` writes; `client` fetches lists and has them parsed."""
        self._clock = clock
        self._store = store
        self._client = client
        self._pool = client.pool
        self._writer = writer

    async def import_list(self, place: str, *, private: bool = False, star_flag: str = "") -> ImportResult:
        """Subscribe to the feeds of a list in OPML, or of newsboat's file `urls`; or bring over its `cache.db`. The
        first bytes show which it is.

        Args:
            place: The file, or the address of a list.
            private: The list is the user's own, so that its feeds may lie in a private network.
            star_flag: Flags of newsboat whose articles are starred.

        Raises:
            ReadError: The file cannot be read.
            FetchError: The address gives no good answer.
            FeedError: It is no such list.
            StoreError: A feed could not be stored. Those before it were.
        """
        if urls.is_address(place):
            body = await self._fetched(place)
            if body.startswith(MAGIC):
                raise FeedError(f"{urls.source_name(place)} is a database: save it to a file, and import that.")
            # Whoever wrote it, it may name addresses in a private network.
            return await self._add(await self._parsed(body, place), typed=private)
        path, body = await self._writer.run(partial(_read, Path(place)))
        if body.startswith(MAGIC):
            cache = await import_cache(
                path, self._store, self._pool, self._writer, star_flag=star_flag, clock=self._clock
            )
            return ImportResult(cache.added, cache.known, cache=cache)
        return await self._add(await self._parsed(body, str(path)), typed=private or not _is_xml(body))

    async def _fetched(self, place: str) -> bytes:
        """The list at an address, which the user typed: its host may lie in a private network."""
        url = urls.safe(urls.as_web(place))
        async with self._client.hosts.slot(url):
            response = await self._client.get(url, FeedSettings(), typed=True)
        return response.body

    async def _parsed(self, body: bytes, place: str) -> ParsedList:
        if _is_xml(body):
            return await opml.read(self._pool, body, place)
        found = None if b"\x00" in body else newsboat.read(body)
        if found is None or _is_no_list(found):
            raise FeedError(not_a_list(urls.source_name(place)))
        return found

    async def export(self, *, secrets: bool = False) -> Export:
        """The subscriptions in OPML, with the passwords and keys in their addresses only if `secrets` is set.

        Raises:
            StoreError: The store cannot be read.
        """
        feeds = [feed for feed in await self._writer.run(self._store.feeds) if not feed.url.startswith(BY_HAND)]
        return opml.write(feeds, secrets="keep" if secrets else "redact")

    async def _add(self, parsed: ParsedList, *, typed: bool = False) -> ImportResult:
        """Add the feeds of a list. The user types newsboat's file; a list in OPML may come from anybody."""

        def add() -> int:
            known = 0
            for one in parsed.subscriptions:
                known += self._store.add_feed(one.url, one.settings, typed_url=one.url if typed else None).already
            return known

        known = await self._writer.run(add)
        for name, query in parsed.searches:
            await self._writer.run(partial(self._store.save_search, name, query))
        private = 0 if typed else sum(urls.is_private_host(urls.host(one.url)) for one in parsed.subscriptions)
        return ImportResult(
            len(parsed.subscriptions) - known, known, parsed.faults, private=private, searches=len(parsed.searches)
        )


def _is_xml(body: bytes) -> bool:
    """Whether it is meant as OPML."""
    return body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _is_no_list(parsed: ParsedList) -> bool:
    """Whether nothing in a text is a feed, and its lines are no addresses at all."""
    lines = [fault for fault in parsed.faults if fault.kind == "address"]
    return not parsed.subscriptions and not parsed.searches and bool(lines) and len(lines) == len(parsed.faults)


def _read(path: Path) -> tuple[Path, bytes]:
    """The file in full, and its bytes; of a database, the first of them."""
    try:
        path = user_path(path, ReadError)
        # A pipe would be waited for without end.
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ReadError(f"{path} is no regular file, so there is no list of feeds in it.")
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(body) > MAX_BYTES and not body.startswith(MAGIC):
        raise ReadError(f"{path} has more than {MAX_BYTES >> 20} MB, too much for a list of feeds.")
    return path, body
