"""What the reader asks of the stored feeds and entries, and what the store answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.core.library.feeds import Entry, Feed

ScopeKind = Literal["all", "feed", "group", "tag", "search", "starred", "muted"]
"""Which entries a list is about; what is muted shows only in the list of that kind."""

Shown = Literal["feed", "page"]
"""Which text of an entry is shown: the feed's, or the one that was taken from its page."""


@dataclass(frozen=True, slots=True)
class ListScope:
    """The entries of one list, as the reader chose them."""

    kind: ScopeKind = "all"
    value: str = ""
    """The name of the group ("": the feeds in none) or of the tag, or the search as it was typed."""
    feed: int = 0
    """The feed's id, for the kind `feed`."""
    unread: bool = False
    """Only those that are not read."""
    starred: bool = False
    """Only those that have a star."""


class ListCursor(NamedTuple):
    """Where an entry stands in every list: the newest first, and of the same time the one stored last."""

    published: datetime
    id: int


def cursor_at(entry: Entry) -> ListCursor:
    """The place of an entry."""
    return ListCursor(entry.published, entry.id)


@dataclass(frozen=True, slots=True)
class AddResult:
    """A feed that was asked for."""

    feed: Feed
    already: bool = False
    """It was subscribed before; nothing was changed."""
    restored: bool = False
    """It had been removed and is back with its entries and its settings."""


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What a refresh brought."""

    new: tuple[int, ...] = ()
    """Ids of entries that were not known, in the order of the feed; those that are muted among them."""
    revised: tuple[int, ...] = ()
    """Ids of entries whose title or text has changed. The earlier text of each is kept."""
    muted: int = 0
    """How many of the new ones are muted."""
    moved: bool = False
    """The feed has its new address now. False where it has not moved, or another feed has that address already."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What an entry's page gave for its full text."""

    text: str
    """Clean text; "" where the page has never given any."""
    url: str
    """The address that the text came from."""
    fetched: datetime
    links: tuple[str, ...] = ()
    """The addresses behind the numbers in `text`."""
    error: str | None = None
    """Why the last try gave no text, in words; None after one that did."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """The texts of an entry: the feed's own, and the page's where it was fetched."""

    text: str
    links: tuple[str, ...]
    """The addresses behind the numbers in `text`."""
    summary_only: bool
    """The feed gave a summary and no content of its own."""
    categories: tuple[str, ...]
    """The tags that the feed gives it."""
    published_text: str | None
    """The date as the feed wrote it."""
    page: PageText | None
    """None: the page was never asked."""
    shown: Shown


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier state of an entry."""

    title: str
    text: str
    since: datetime
    """When it was first seen so."""
    until: datetime
    """When it was last seen to have changed from this."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that stands among the feeds."""

    id: int
    name: str
    query: str
