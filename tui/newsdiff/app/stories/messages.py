"""Results of background work, as messages to the stories screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.app.stories.story_rows import StoryRows
    from newsdiff.core.library.stories import StoryPreview, StorySummary, TimelineEvent


@dataclass
class StoriesRead(Message):
    """The first stories of a list were read."""

    rows: StoryRows
    known: Mapping[int, StorySummary | None]
    """The story that was under the cursor and those that were marked, as they are now, by the ids that they had: a
    story that was merged is what it was merged into, one that is gone is None."""
    to_top: bool = False
    """The reader wants the first story, whichever it is."""


@dataclass
class MoreStoriesRead(Message):
    """More stories of the list were read."""

    before: StoryRows
    """What was there when reading began."""
    rows: StoryRows
    """The same, with those that follow."""
    to_end: bool
    """The reader wants the last story."""


@dataclass
class PreviewRead(Message):
    """What is shown of a story before it is opened was read."""

    story_id: int
    preview: StoryPreview | None
    timeline: tuple[TimelineEvent, ...]


@dataclass
class StoryCounted(Message):
    """A story was compared, and its numbers are known."""

    summaries: tuple[StorySummary, ...]
    """The story as it is now; none where it is gone."""


@dataclass
class CountProgressed(Message):
    """How far comparing many stories is, in words; "" when it has ended."""

    words: str


@dataclass
class CountEnded(Message):
    """Many stories were compared: an order by their numbers is another one now."""
