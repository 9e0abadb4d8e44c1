"""The loaded stories of a list, and the row of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.app.stories.list_query import StoryListQuery
    from newsdiff.core.library.stories import StorySummary


class StoryRows:
    """The first rows of a list.

    It is made off the event loop. What the screen asks of it takes no longer for ten thousand stories than for ten.
    """

    def __init__(self, query: StoryListQuery, summaries: Iterable[StorySummary] = (), total: int = 0) -> None:
        """Take what was read.

        Args:
            query: The list.
            summaries: Its first stories, in its order; one that comes twice keeps its first row.
            total: How many stories the list has, read or not.
        """
        self.query = query
        self._row_of: dict[int, int] = {}
        self.summaries: list[StorySummary] = []
        for one in summaries:
            if one.id not in self._row_of:
                self._row_of[one.id] = len(self.summaries)
                self.summaries.append(one)
        self.total = max(total, len(self.summaries))
        self._unread = [row for row, one in enumerate(self.summaries) if one.unread]

    def __len__(self) -> int:
        return len(self.summaries)

    @property
    def complete(self) -> bool:
        """Every story of the list was read."""
        return len(self.summaries) >= self.total

    def at(self, row: int) -> StorySummary | None:
        """The story of a row; None if there is none."""
        return self.summaries[row] if 0 <= row < len(self.summaries) else None

    def row_of(self, story_id: int) -> int | None:
        """The row of a story; None if it is not among those read."""
        return self._row_of.get(story_id)

    def next_unread(self, row: int, step: int) -> int | None:
        """The nearest row below (1) or above (-1) whose story has something unread; None if none was read."""
        at = bisect_right(self._unread, row) if step > 0 else bisect_left(self._unread, row) - 1
        return self._unread[at] if 0 <= at < len(self._unread) else None

    def change(self, summary: StorySummary) -> int | None:
        """Take a story as it is now, and give its row; None if it is not among those read."""
        row = self._row_of.get(summary.id)
        if row is None:
            return None
        at = bisect_left(self._unread, row)
        listed = at < len(self._unread) and self._unread[at] == row
        if summary.unread and not listed:
            self._unread.insert(at, row)
        elif listed and not summary.unread:
            del self._unread[at]
        self.summaries[row] = summary
        return row

    def extended(self, more: Iterable[StorySummary]) -> StoryRows:
        """These and the ones that were read after them. Where there were none, these are all."""
        rows = StoryRows(self.query, (*self.summaries, *more), self.total)
        if len(rows) == len(self):
            rows.total = len(rows)
        return rows
