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
    """Old id → current summary, of the story under the cursor and the marked ones; the merge target if merged, None if
    gone."""
    to_top: bool = False
    """Go to the first story."""


@dataclass
class MoreStoriesRead(Message):
    """More stories of the list were read."""

    before: StoryRows
    """What was there when reading began."""
    rows: StoryRows
    """The same, with those that follow."""
    to_end: bool
    """Go to the last story."""


@dataclass
class PreviewRead(Message):
    """The preview of a story was read."""

    story_id: int
    preview: StoryPreview | None
    timeline: tuple[TimelineEvent, ...]
    suggestions: int = 0
    """How many articles of other stories may belong to it."""


@dataclass
class StoryCompared(Message):
    """A story was compared, and its numbers are known."""

    summaries: tuple[StorySummary, ...]
    """The story as it is now; empty if it is gone."""


@dataclass
class ComparingProgressed(Message):
    """How far comparing many stories is, in words; "" when it has ended."""

    words: str


@dataclass
class ComparingEnded(Message):
    """Many stories were compared, so an order by differences has changed."""
