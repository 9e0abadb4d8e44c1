"""Messages to the screens: what was read, what has changed, and the progress of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsdiff.core.library.entries import SavedSearch
    from newsdiff.core.library.feeds import Feed
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
class StoriesPlaced(Message):
    """More articles were clustered into stories, and others are still to come."""

    def can_replace(self, message: Message) -> bool:
        """One of them is as good as several."""
        return isinstance(message, StoriesPlaced)


@dataclass
class RefreshProgressed(Message):
    """More feeds have answered, or more articles have a story; the session knows how far that is."""

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
