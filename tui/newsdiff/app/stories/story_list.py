"""The list of stories: how many outlets have each, what it is about, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message

from newsdiff.app.rendering.hit_spans import hit_spans
from newsdiff.app.rendering.list_signs import list_sign
from newsdiff.app.stories.bindings import STORY_LIST
from newsdiff.app.stories.list_query import StoryListQuery
from newsdiff.app.stories.story_rows import StoryRows
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.focus_pane import ListPane
from newsdiff.app.widgets.row_list import Cell
from newsdiff.text_format import WIDEST_AGE, age, count_noun, local_now

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.binding import BindingType
    from textual.strip import Strip

    from newsdiff.core.library.search_query import QueryTerm
    from newsdiff.core.library.stories import StorySummary

NAMES_FROM = 90
"""Width in cells from which the names of the outlets show beside the headline."""

WORDS_FROM = 60
"""Width in cells from which the number of outlets is written out."""


class StoryList(ListPane):
    """The stories loaded so far, one of them under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*STORY_LIST]

    class EndRequested(Message):
        """The reader goes to the last story, which is not loaded yet."""

    class Opened(Message):
        """The story under the cursor was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = StoryRows(StoryListQuery())
        self.picked: Collection[int] = ()
        """Ids of the stories that are marked."""
        self.words: tuple[QueryTerm, ...] = ()
        """The terms of the search, highlighted in the headlines."""
        self._now = local_now()

    def show(self, rows: StoryRows, cursor: int, *, stay: bool = False) -> None:
        """Take stories.

        Args:
            rows: The stories.
            cursor: The row to be on.
            stay: The row under the cursor stays where it is on the screen.
        """
        line = self.cursor - self.top
        self.rows, self._now = rows, local_now()
        self.cursor = max(0, min(cursor, len(rows) - 1)) if len(rows) else -1
        self.set_lines(len(rows), self.size.width)
        if stay and self.cursor >= 0:
            self.jump(self.cursor - line)
        self.reveal(self.cursor)

    @property
    def summary(self) -> StorySummary | None:
        """The story under the cursor."""
        return self.rows.at(self.cursor)

    @property
    def in_view(self) -> list[StorySummary]:
        """The stories whose rows can be seen."""
        return self.rows.summaries[self.top : self.top + self.size.height]

    def change(self, summary: StorySummary) -> None:
        """Update the row of a story."""
        row = self.rows.change(summary)
        if row is not None:
            self.repaint(row)

    def mark(self, picked: Collection[int]) -> None:
        """Show which stories are marked."""
        self.picked = picked
        self.repaint()

    # Keys and the mouse

    def go_to(self, row: int) -> None:
        """Move the cursor to a row, or the nearest one, as a key does."""
        self._go(row)

    def action_edge(self, end: int) -> None:
        """Go to the first story (-1), or to the last (1)."""
        super().action_edge(end)
        if end > 0 and not self.rows.complete:
            self.post_message(self.EndRequested())

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        message.stop()
        again = self.current and self.cursor == message.block
        self.screen.set_focus(self)
        self.go_to(message.block)
        if again:
            self.post_message(self.Opened())

    # Drawing

    def paint_block(self, block: int) -> list[Strip]:
        """A row: marks, outlets, headline, names, what differs, age."""
        under, summary = block == self.cursor, self.rows.summaries[block]
        pointer = self.sign("cursor") if under and self.current else " "
        return [self.strip((Cell(pointer, "accent", 1), *self._cells(summary)), under=under)]

    def _cells(self, summary: StorySummary) -> tuple[Cell, ...]:
        width, count = self.size.width, summary.outlets
        outlets = count_noun(count, "outlet") if width >= WORDS_FROM else str(count)
        outlets_width = 11 if width >= WORDS_FROM else 4
        names = min(36, width // 4) if width >= NAMES_FROM else 0
        figures = summary.compared.figures if summary.compared else 0
        new = self.sign("fresh") if summary.fresh else self.sign("unread") if summary.unread else " "
        title = max(0, width - 6 - outlets_width - names - (2 if names else 0) - 4 - 2 - WIDEST_AGE - 2)
        return (
            Cell(self.sign("picked") if summary.id in self.picked else " ", "only", 1),
            Cell(new, "accent", 1),
            Cell(self.sign("starred") if summary.starred else " ", "only", 1),
            Cell("w" if summary.watched else " ", "accent" if summary.fresh else "muted", 1),
            Cell("", "text", 1),
            Cell(outlets, "muted" if count == 1 else "text", outlets_width),
            Cell(
                summary.headline or "(no title)",
                "text" if summary.unread else "again",
                title,
                spans=hit_spans(summary.headline, self.words),
            ),
            Cell("", "text", 2 if names else 0),
            Cell(outlet_names(summary), "muted", names),
            Cell(f"{self.sign('differs')}{figures}" if figures else "", "differs", 4, right=True),
            Cell(self.sign("revised") if summary.revised else "", "accent", 2, right=True),
            Cell(age(summary.newest, self._now), "muted", WIDEST_AGE + 1, right=True),
            Cell("", "text", 1),
        )


def outlet_names(summary: StorySummary) -> str:
    """The outlets of a story, in the order in which they came."""
    return ", ".join(one.outlet for one in summary.accounts)


def signs(*, plain: bool) -> list[str]:
    """The signs of the list, each with what it means."""
    meanings = {
        "picked": "marked",
        "unread": "unread",
        "fresh": "new since you last looked",
        "starred": "with a star",
        "differs": "how many details differ",
        "revised": "an article changed",
    }
    return [f"{list_sign(name, plain=plain)} {means}" for name, means in meanings.items()] + ["w watched"]
