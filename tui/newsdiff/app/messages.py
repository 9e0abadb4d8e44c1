"""Messages to the screens: what was read, what has changed, and the progress of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.core.library.entries import SavedSearch
    from newsdiff.core.library.feeds import Feed
    from newsdiff.core.library.stories import StoryPreview, StoryScope, StorySummary, TimelineEvent
    from newsdiff.errors import NewsdiffError
    from newsdiff.service.feed_service import RefreshReport


@dataclass
class WorkFailed(Message):
    """Something the reader asked for could not be done; the error says what, and what was kept."""

    error: NewsdiffError


@dataclass
class FeedsRead(Message):
    """The feeds with their counts, and the saved searches and tags that are listed with them."""

    feeds: tuple[Feed, ...]
    searches: tuple[SavedSearch, ...]
    tags: tuple[tuple[str, int], ...]


@dataclass
class LibraryChanged(Message):
    """Entries were added, removed or changed: lists must be read again, without moving the cursor."""


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
class StoriesRead(Message):
    """The list of stories was read, or more of it."""

    scope: StoryScope
    cards: tuple[StorySummary, ...]
    total: int
    """How many there are, read or not."""
    stay: bool
    """The user did not ask for it: what is on the screen must not move."""
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
