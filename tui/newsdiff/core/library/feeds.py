"""Feeds and entries: a feed as it is parsed, a subscription, and an entry as it is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.core.emphasis_span import Emphasis

FullText = Literal["auto", "always", "never"]
"""When the full text of an entry is fetched: if the feed has little text; for each new entry; never."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed as it is parsed, cleaned."""

    key: str
    """What identifies it within the feed: the guid, else the link, else a hash of title and date; never empty."""
    title: str
    url: str | None = None
    """http or https, normalised (`adapters.urls.safe`); None if the feed has no such address for it."""
    author: str | None = None
    published: datetime | None = None
    """In UTC, as the feed says, which may be in the future; None if it has no date that can be read."""
    published_text: str | None = None
    """The date as the feed writes it."""
    text: str = ""
    """Content, else summary, as clean text, with empty lines between paragraphs; links are numbered as [1]."""
    links: tuple[str, ...] = ()
    """The addresses behind the numbers in `text`."""
    summary_only: bool = True
    """The feed has only a summary of it."""
    tags: tuple[str, ...] = ()
    day_only: bool = False
    """The feed gives the day alone; `published` is its midnight in UTC."""
    guid: str = ""
    """What the feed says identifies it, as it is in `key`; "" where it says nothing, and `key` comes from elsewhere."""
    emphasis: tuple[Emphasis, ...] = ()
    """The bold and italic words of `text`."""

    @property
    def fingerprint(self) -> str:
        """A hash of title and text, 32 hexadecimal digits: it changes when what is shown changes."""
        return hashlib.sha256(f"{self.title}\x00{self.text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """What the user should know about how a feed was read; `newsdiff.wording` words it."""

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
    """A feed as it is parsed."""

    kind: Literal["rss", "atom", "rdf", "json"]
    title: str
    site: str | None
    """The address of the website that it belongs to."""
    language: str
    """ISO 639-1 code; "" if the feed does not declare one."""
    entries: tuple[FeedItem, ...]
    total: int
    """How many items the feed has; more than `entries` if not all were taken."""
    notices: tuple[FeedNotice, ...] = ()
    items: tuple[str, ...] = field(default=(), compare=False)
    """A digest of each item as the feed writes it, 16 hexadecimal digits: an item that has not changed need not be read
    again. None where that cannot be told for certain."""
    known: int = 0
    """How many items are not among `entries` because they were known."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The user's settings for one feed."""

    name: str | None = None
    """A name to show instead of its title."""
    group: str = ""
    tags: tuple[str, ...] = ()
    full_text: FullText = "auto"
    interval: int | None = None
    """Seconds between refreshes; None for the interval of the configuration."""
    user_agent: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    paused: bool = False
    never_group: bool = False
    """Its entries are never grouped into stories with those of other feeds."""


def cleaned(settings: FeedSettings) -> FeedSettings:
    """Settings in which every text is one clean line (`clean`): they are shown, and sent in headers.

    A name of which nothing is left is none, and such a tag or header is left out.
    """
    lines = partial(clean, lines=False)
    headers = ((lines(name), lines(value)) for name, value in settings.headers)
    return replace(
        settings,
        name=lines(settings.name or "") or None,
        group=lines(settings.group),
        tags=tuple(dict.fromkeys(filter(None, map(lines, settings.tags)))),
        user_agent=lines(settings.user_agent or "") or None,
        headers=tuple((name, value) for name, value in headers if name and value),
    )


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known from fetching a feed: the validators of its last answer, its failures, and when it is due."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """A hash of the last body that was parsed: the same body is not parsed again."""
    last_try: datetime | None = None
    last_good: datetime | None = None
    next_try: datetime | None = None
    failures: int = 0
    """Failures since the last success."""
    failing_since: datetime | None = None
    error: str | None = None
    """A sentence about the last failure; None after a success."""
    gone: bool = False
    """The server answered 410 Gone: it is not fetched again unless the user asks for it."""
    notices: tuple[FeedNotice, ...] = ()
    """How it was last read."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription as it is stored."""

    id: int
    url: str
    title: str
    """What is shown: the user's name for it, else its title, else its host."""
    site: str | None
    language: str
    settings: FeedSettings
    state: FeedState
    items: int = 0
    unread: int = 0
    also: int = 0
    """Further articles in its list, which another feed told before and which count there."""
    also_unread: int = 0
    """Those of them that are unread."""
    typed_url: str | None = None
    """The address that the user typed, whose host may be in a private network. None if the feed came from a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored."""

    id: int
    feed_id: int
    outlet: str
    """The title of its feed, as shown."""
    title: str
    url: str | None
    author: str | None
    published: datetime
    """In UTC; when it was first seen if the feed has no credible date for it."""
    first_seen: datetime
    read: bool
    starred: bool
    revised: int
    """How many earlier versions are kept."""
    tags: tuple[str, ...] = field(default=())
    """The user's tags."""
    day_only: bool = False
    """Only the day of `published` is known, which is midnight in UTC."""
