"""What workers tell the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.app.home.entry_window import EntryWindow
    from newsdiff.core.library.entries import EntryText, SavedSearch
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.core.library.stories import StoryPreview, StoryScope, StorySummary, TimelineEvent
    from newsdiff.errors import NewsdiffError
    from newsdiff.service import LoadedArticles
    from newsdiff.service.feed_service import FeedProgress, RefreshReport, SubscribeResult
    from newsdiff.service.protocols import Feeds


@dataclass
class WorkFailed(Message):
    """Something the reader asked for could not be done; the error says what, and what was kept."""

    error: NewsdiffError


@dataclass
class StoreOpened(Message):
    """The store is open, and what the home screen shows first was read from it."""

    feed_service: Feeds
    feeds: FeedsRead


@dataclass
class FeedsRead(Message):
    """The feeds, with their counts, and what stands among them."""

    feeds: tuple[Feed, ...]
    searches: tuple[SavedSearch, ...]
    tags: tuple[tuple[str, int], ...]


@dataclass
class LibraryChanged(Message):
    """Entries have come, gone or changed: lists are to be read anew, without moving the reader."""


@dataclass
class RefreshProgressed(Message):
    """A refresh has begun, or one more feed has answered; the session knows how far it is."""

    def can_replace(self, message: Message) -> bool:
        """Only the latest counts."""
        return isinstance(message, RefreshProgressed)


@dataclass
class RefreshEnded(Message):
    """A refresh has ended."""

    report: RefreshReport | None
    """None: it was stopped, or failed."""
    asked: bool
    """The reader asked for it."""


@dataclass
class StatusReported(Message):
    """A sentence for the status line."""

    words: str


@dataclass
class ListOpened(Message):
    """A list was opened, or opened anew because something has come in."""

    listing: EntryWindow
    cursor: int
    """The row of the entry that the reader was on."""
    slid: bool
    """The reader did not ask for it: nothing under their eyes may move."""


@dataclass
class WindowRead(Message):
    """Some rows of a list were read."""

    listing: EntryWindow
    window: int
    rows: tuple[Entry, ...]


@dataclass
class UnreadFound(Message):
    """The next unread entry was looked for in the store."""

    listing: EntryWindow
    row: int
    """-1: there is none."""
    step: int


@dataclass
class TextRead(Message):
    """The texts of an entry were read."""

    entry: Entry
    text: EntryText | None


@dataclass
class FeedsAsked(Message):
    """One more feed was asked for news."""

    progress: FeedProgress


@dataclass
class FeedsRefreshed(Message):
    """A refresh has ended."""

    report: RefreshReport | None
    """None: it was stopped."""
    asked: bool
    """The reader has asked for it."""


@dataclass
class FeedAdded(Message):
    """An address that the reader gave was looked at."""

    url: str
    added: SubscribeResult | None
    error: str = ""


@dataclass
class Done(Message):
    """Something that the reader asked for was done; the lists may have changed by it."""

    words: str = ""
    feeds: bool = False
    """What stands among the feeds has changed."""
    entries: bool = False
    """Entries have come, gone or changed."""


@dataclass
class ArticlesGathered(Message):
    """The entries that the reader wants to compare are there as articles."""

    gathered: LoadedArticles


@dataclass
class StoriesRead(Message):
    """The list of stories was read, or more of it."""

    scope: StoryScope
    cards: tuple[StorySummary, ...]
    total: int
    """How many there are, read or not."""
    stay: bool
    """The reader did not ask for it: nothing under their eyes may move."""
    to_end: bool = False
    """The reader goes to the end of it."""


@dataclass
class StoryRead(Message):
    """What shows of a story before it is opened was read."""

    story: int
    preview: StoryPreview | None
    course: tuple[TimelineEvent, ...]


@dataclass
class StoryCounted(Message):
    """Stories were compared, and know what differs."""

    cards: tuple[StorySummary, ...]
