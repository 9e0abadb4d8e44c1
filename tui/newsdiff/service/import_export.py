"""Lists of subscriptions, imported from other programs and exported to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.adapters import newsboat, opml
from newsdiff.config import user_path
from newsdiff.errors import ReadError, unreadable
from newsdiff.service.manual_articles import BY_HAND

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.subscription_lists import ListFault, ParsedList
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


class SubscriptionLists:
    """Imports lists of subscriptions into a store, and exports them."""

    def __init__(self, store: Store, pool: Pool, writer: StoreWriter) -> None:
        """Create the service for a store, to which `writer` writes; `pool` parses the lists."""
        self._store = store
        self._pool = pool
        self._writer = writer

    async def import_file(self, path: Path) -> ImportResult:
        """Subscribe to the feeds of a list in OPML, or of newsboat's file `urls`. The first character shows which it
        is.

        Raises:
            ReadError: The file cannot be read.
            FeedError: It is no such list.
            StoreError: A feed could not be stored. Those before it were.
        """
        body = await self._writer.run(partial(_read, path))
        if body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            return await self._add(await opml.read(self._pool, body, str(path)))
        return await self._add(newsboat.read(body), typed=True)

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
        return ImportResult(len(parsed.subscriptions) - known, known, parsed.faults)


def _read(path: Path) -> bytes:
    try:
        with user_path(path, ReadError).open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(body) > MAX_BYTES:
        raise ReadError(f"{path} has more than {MAX_BYTES >> 20} MB, too much for a list of feeds.")
    return body
