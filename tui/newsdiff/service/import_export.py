"""Lists of subscriptions, imported from other programs and exported to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.adapters import newsboat, opml, urls
from newsdiff.adapters.newsboat.cache import MAGIC
from newsdiff.config import user_path
from newsdiff.errors import FeedError, ReadError, unreadable
from newsdiff.service.manual_articles import BY_HAND
from newsdiff.service.newsboat_import import import_cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.subscription_lists import ListFault, ParsedList
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


class SubscriptionLists:
    """Imports lists of subscriptions into a store, and exports them."""

    def __init__(self, store: Store, pool: Pool, writer: StoreWriter, *, clock: Callable[[], datetime]) -> None:
        """Create the service for a store, to which `writer` writes; `pool` parses the lists."""
        self._clock = clock
        self._store = store
        self._pool = pool
        self._writer = writer

    async def import_file(self, path: Path, *, private: bool = False, star_flag: str = "") -> ImportResult:
        """Subscribe to the feeds of a list in OPML, or of newsboat's file `urls`; or bring over its `cache.db`. The
        first bytes show which it is.

        Args:
            path: The file.
            private: The list is the user's own, so that its feeds may lie in a private network.
            star_flag: Flags of newsboat whose articles are starred.

        Raises:
            ReadError: The file cannot be read.
            FeedError: It is no such list.
            StoreError: A feed could not be stored. Those before it were.
        """
        path, body = await self._writer.run(partial(_read, path))
        if body.startswith(MAGIC):
            cache = await import_cache(
                path, self._store, self._pool, self._writer, star_flag=star_flag, clock=self._clock
            )
            return ImportResult(cache.added, cache.known, cache=cache)
        if body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            return await self._add(await opml.read(self._pool, body, str(path)), typed=private)
        found = None if b"\x00" in body else newsboat.read(body)
        if found is None or _is_no_list(found):
            raise FeedError(f"{path} is no list of feeds: neither OPML nor newsboat's “urls” or “cache.db”.")
        return await self._add(found, typed=True)

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
