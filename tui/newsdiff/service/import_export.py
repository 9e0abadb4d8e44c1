"""Lists of subscriptions, in from other programs and out to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.adapters import newsboat, opml
from newsdiff.errors import ReadError
from newsdiff.service.manual_articles import BY_HAND

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.opml import Export
    from newsdiff.adapters.sandbox import Pool
    from newsdiff.adapters.store import Store
    from newsdiff.core.library.subscription_lists import ListFault, ParsedList
    from newsdiff.service.store_writer import StoreWriter

MAX_BYTES = 15 * 2**20
"""Of a list. One of 10,000 feeds has 2 MB."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought."""

    added: int
    """Feeds that are new, or back after they had been removed. They have no articles before the next refresh."""
    known: int
    """Feeds that were subscribed already, and were left as they are."""
    refused: tuple[ListFault, ...] = ()


class SubscriptionLists:
    """Takes lists into a store, and writes them."""

    def __init__(self, store: Store, pool: Pool, writer: StoreWriter) -> None:
        """Take the store, where lists are parsed, and the way to keep."""
        self._store = store
        self._pool = pool
        self._writer = writer

    async def import_file(self, path: Path) -> ImportResult:
        """The feeds of a list in OPML, or of newsboat's file `urls`; its first character tells which it is.

        Raises:
            ReadError: The file cannot be read.
            FeedError: It is no list.
            StoreError: The feeds could not be kept. Those before are.
        """
        body = await self._writer.run(partial(_read, path))
        if body.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            return await self._kept(await opml.read(self._pool, body, str(path)))
        return await self._kept(newsboat.read(body), typed=True)

    async def exported(self, *, secrets: bool = False) -> Export:
        """The subscriptions in OPML; passwords and keys in their addresses only with `secrets`."""
        feeds = [feed for feed in await self._writer.run(self._store.feeds) if not feed.url.startswith(BY_HAND)]
        return opml.write(feeds, secrets="keep" if secrets else "redact")

    async def _kept(self, told: ParsedList, *, typed: bool = False) -> ImportResult:
        """Takes a list in. Newsboat's file is typed by the reader; a list in OPML may be anybody's."""

        def keep() -> int:
            known = 0
            for one in told.subscriptions:
                known += self._store.add_feed(one.url, one.settings, typed_url=one.url if typed else None).already
            return known

        known = await self._writer.run(keep)
        return ImportResult(len(told.subscriptions) - known, known, told.faults)


def _read(path: Path) -> bytes:
    try:
        with path.expanduser().open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"{path} could not be read ({error.strerror or type(error).__name__}).") from error
    if len(body) > MAX_BYTES:
        raise ReadError(f"{path} has more than {MAX_BYTES >> 20} MB, too much for a list of feeds.")
    return body
