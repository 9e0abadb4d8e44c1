"""Feeds and their entries: what a subscription is, what a feed's bytes hold, and what the store keeps of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

FullText = Literal["auto", "always", "never"]
"""When the page of an entry is fetched for its full text: if the feed gave little; for each new entry; never."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as a feed gives it, cleaned."""

    key: str
    """Its identity within the feed: the guid, else the link, else a hash of title and date; never empty."""
    title: str
    url: str | None = None
    """http or https, written anew; None where the feed gives nothing that can be opened."""
    author: str | None = None
    published: datetime | None = None
    """In UTC, as the feed says; None where it says nothing usable. Who keeps it guards against the future."""
    published_text: str | None = None
    """The date as the feed wrote it."""
    text: str = ""
    """Content, else summary, as clean text; paragraphs apart by an empty line; links numbered as [1]."""
    links: tuple[str, ...] = ()
    """The addresses behind the numbers in `text`."""
    summary_only: bool = True
    """The feed gave a summary and no content of its own."""
    tags: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes when what a reader sees changes (title or text)."""
        return hashlib.sha256(f"{self.title}\x00{self.text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """What the reader should know about how a feed was read; `newsdiff.wording` words it."""

    kind: Literal["too_many", "too_large", "unreadable", "cut", "malformed", "text"]
    """Items beyond the limit, or after too much text, were not taken; items could not be read; the feed breaks off, or
    is no well-formed XML. `text`: an earlier newsdiff kept it in words."""
    count: int = 0
    """The items that it is about: those not taken, or for `cut` those taken."""
    total: int = 0
    """Items that the feed has."""
    limit: int = 0
    """Items that newsdiff takes of a feed."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What the bytes of a feed hold."""

    kind: Literal["rss", "atom", "rdf", "json"]
    title: str
    site: str | None
    """The address of the page that the feed belongs to."""
    language: str
    """ISO 639-1; "" where the feed does not say."""
    entries: tuple[FeedItem, ...]
    total: int
    """Entries that the feed has; more than `entries` where it was cut."""
    notices: tuple[FeedNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the reader sets for one feed."""

    name: str | None = None
    """The reader's own name for it; else the feed's title stands."""
    group: str = ""
    tags: tuple[str, ...] = ()
    full_text: FullText = "auto"
    interval: int | None = None
    """Seconds between refreshes; None: the program's own."""
    user_agent: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    paused: bool = False
    never_group: bool = False
    """Its articles stay alone: they come into no story, and nothing comes to them."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """How fetching a feed has gone."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """Hash of the last body that was parsed; the same body is not parsed again."""
    last_try: datetime | None = None
    last_good: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    """Failed tries since the last good one."""
    failing_since: datetime | None = None
    error: str | None = None
    """The last failure in words; None after a good try."""
    gone: bool = False
    """The server said 410: it is not asked again until the reader says so."""
    notices: tuple[FeedNotice, ...] = ()
    """How it was last read."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription, as the store keeps it."""

    id: int
    url: str
    title: str
    """What is shown: the reader's name, else the feed's own title, else its host."""
    site: str | None
    language: str
    settings: FeedSettings
    state: FeedState
    items: int = 0
    unread: int = 0
    typed_url: str | None = None
    """The address that the reader typed to get it: its host alone may lie in a private network. None: it came in a
    list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the store keeps it."""

    id: int
    feed_id: int
    outlet: str
    """The title of its feed, as shown."""
    title: str
    url: str | None
    author: str | None
    published: datetime
    """UTC; the time it was first seen where the feed gives none that can be believed."""
    first_seen: datetime
    read: bool
    starred: bool
    revised: int
    """How many earlier texts are kept."""
    tags: tuple[str, ...] = field(default=())
