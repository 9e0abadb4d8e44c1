"""Values for reading and changing stored entries: which entries a list has, and what the store returns about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.core.emphasis_span import Emphasis
    from newsdiff.core.library.feeds import Entry, Feed

ScopeKind = Literal["all", "feed", "group", "tag", "search", "starred", "muted"]
"""What selects the entries of a list. Muted entries are in no list but that of the kind `muted`."""

Shown = Literal["feed", "page"]
"""Which text of an entry is shown: that of its feed, or the full text from its page."""


@dataclass(frozen=True, slots=True)
class ListScope:
    """Which entries a list has."""

    kind: ScopeKind = "all"
    value: str = ""
    """The name of the group ("" for the feeds without one) or of the tag, or the search as it was typed."""
    feed: int = 0
    """The id of the feed, for the kind `feed`."""
    unread: bool = False
    """Only unread entries."""
    starred: bool = False
    """Only starred entries."""


class ListCursor(NamedTuple):
    """The position of an entry in every list, for pagination: the newest first, then the one stored last."""

    published: datetime
    id: int


def cursor_at(entry: Entry) -> ListCursor:
    """The position of an entry."""
    return ListCursor(entry.published, entry.id)


@dataclass(frozen=True, slots=True)
class AddResult:
    """What adding a feed to the store did."""

    feed: Feed
    already: bool = False
    """It was in the store already, and was not changed."""
    restored: bool = False
    """It had been removed, and is back with its entries and settings."""


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """What the reader did with an article in another program."""

    read: bool
    starred: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What storing the content of a feed did."""

    new: tuple[int, ...] = ()
    """The ids of new entries, muted ones included, in the order of the feed."""
    revised: tuple[int, ...] = ()
    """The ids of entries whose title or text has changed. Their earlier texts are kept."""
    muted: int = 0
    """How many of the new entries are muted."""
    moved: bool = False
    """The feed has got its new address. False if it has not moved, or if another feed has that address."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The full text of an entry, from its page."""

    text: str
    """Clean text; "" if no try has succeeded."""
    url: str
    """The address that the text came from."""
    fetched: datetime
    """When it was last fetched, in UTC."""
    links: tuple[str, ...] = ()
    """The addresses behind the numbers in `text`."""
    error: str | None = None
    """A sentence that says why the last try failed; None if it succeeded."""
    emphasis: tuple[Emphasis, ...] = ()
    """The bold and italic words of `text`."""


@dataclass(frozen=True, slots=True)
class EntryText:
    """The texts of an entry: that of its feed, and the full text if its page was fetched."""

    text: str
    """From the feed."""
    links: tuple[str, ...]
    """The addresses behind the numbers in `text`."""
    summary_only: bool
    """The feed has only a summary of it."""
    categories: tuple[str, ...]
    """Its tags in the feed."""
    published_text: str | None
    """Its date as the feed writes it."""
    page: PageText | None
    """None if the page was never fetched."""
    shown: Shown
    revised: datetime | None = None
    """When its feed was last seen to say something else, in UTC; None if it never was."""
    emphasis: tuple[Emphasis, ...] = ()
    """The bold and italic words of `text`."""

    @property
    def shown_text(self) -> tuple[str, tuple[str, ...], tuple[Emphasis, ...]]:
        """The text that is shown, the addresses behind its numbers, and its bold and italic words."""
        if self.shown == "page" and self.page is not None:
            return self.page.text, self.page.links, self.page.emphasis
        return self.text, self.links, self.emphasis

    @property
    def page_is_stale(self) -> bool:
        """Its page was fetched before the feed was last seen to have changed."""
        return self.page is not None and self.revised is not None and self.page.fetched < self.revised


@dataclass(frozen=True, slots=True)
class Revision:
    """An earlier version of an entry."""

    title: str
    text: str
    since: datetime
    """When it was first seen, in UTC."""
    until: datetime
    """When it was seen to have changed, in UTC."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the user has saved; it is listed with the feeds."""

    id: int
    name: str
    query: str
