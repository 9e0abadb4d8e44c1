"""The base of lists and texts: blocks of painted lines, drawn by the Line API, each visited and clicked as one."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from newsdiff.app.rendering.ascii_fallback import to_ascii
from newsdiff.app.rendering.text_wrap import wrap
from newsdiff.app.widgets.styled_view import StyledView

if TYPE_CHECKING:
    from textual import events
    from textual.selection import Selection

MARGIN = 2
"""Lines kept visible above and below the cursor."""

_EMPTY_MARGIN = 3
"""Cells on either side of what stands in the place of blocks."""


class BlockView(StyledView):
    """A scrolled column of blocks (rows, sentences); a block is a few lines that the cursor visits as one.

    A subclass says how high each block is (`set_heights`) and paints it (`paint_block`). A block is painted when it
    comes into view, and again when the cursor comes or goes.
    """

    ascii = False
    """The terminal has ASCII only."""

    @dataclass
    class Picked(Message):
        """A block was clicked."""

        view: BlockView
        block: int
        x: int
        """Cells from the view's left edge."""

        @property
        def control(self) -> BlockView:
            """The view that was clicked."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, classes=classes)
        self.tops: Sequence[int] = [0]
        self.heights: Sequence[int] = []
        self.cursor = -1
        self.empty = ""
        """Shown where there are no blocks."""
        self.covered = 0
        """Lines at the lower end of the view that the next layout takes away."""
        self._painted: dict[int, list[Strip]] = {}

    def notify_style_update(self) -> None:
        """Repaint all blocks when the theme has changed."""
        super().notify_style_update()
        self._painted.clear()

    # Blocks

    def set_heights(self, heights: Sequence[int], width: int) -> None:
        """Replace the blocks.

        Args:
            heights: The lines of each block.
            width: The cells of a line, for the horizontal extent.
        """
        self.heights = list(heights)
        self.tops = list(accumulate(heights, initial=0))
        self._replaced(width)

    def add_heights(self, heights: Sequence[int], width: int) -> None:
        """Add blocks at the end, whose lines are given; the arguments are those of `set_heights`."""
        before = self.tops[-1]
        self.heights = [*self.heights, *heights]
        self.tops = [*self.tops[:-1], *accumulate(heights, initial=before)]
        self.virtual_size = Size(width, self.tops[-1])
        if before < self.top + self.size.height:
            self.refresh()

    def set_lines(self, count: int, width: int) -> None:
        """Replace the blocks by `count` of one line each, in constant time."""
        self.heights = _OneLineEach(count)
        self.tops = range(count + 1)
        self._replaced(width)

    def _replaced(self, width: int) -> None:
        self._painted.clear()
        self.virtual_size = Size(width, self.tops[-1])
        self.refresh()

    @abstractmethod
    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a block, as many as it is high. mypy enforces that subclasses implement it."""

    def repaint(self, *blocks: int) -> None:
        """Repaint these blocks; all of them if none is named."""
        if not blocks:
            self._painted.clear()
            self.refresh()
        for block in blocks:
            if self._painted.pop(block, None) is not None:
                self.refresh_lines(self.tops[block], self.heights[block])

    def set_cursor(self, block: int) -> None:
        """Move the cursor to a block (-1: to none) without scrolling."""
        old, self.cursor = self.cursor, block
        if old != block:
            self.repaint(*(number for number in (old, block) if 0 <= number < len(self.heights)))

    def block_at(self, line: int) -> int | None:
        """The block that a line of the whole content belongs to."""
        if not 0 <= line < self.tops[-1]:
            return None
        return bisect_right(self.tops, line) - 1

    @property
    def top(self) -> int:
        """The first line in view."""
        return round(self.scroll_y)

    @property
    def lines_in_view(self) -> int:
        """The lines that can be seen at once."""
        return max(0, self.size.height - self.covered)

    def sees(self, block: int) -> bool:
        """Whether some of a block is in view."""
        return (
            0 <= block < len(self.heights)
            and self.tops[block + 1] > self.top
            and self.tops[block] < self.top + self.size.height
        )

    def reveal(self, block: int) -> None:
        """Scroll as little as is needed to show a block with a margin; from afar, to a third of the view above it."""
        view = self.lines_in_view
        if not 0 <= block < len(self.heights) or not view:
            return
        first, last = self.tops[block], self.tops[block + 1]
        if last - first > view and first <= self.top and self.top + view <= last:
            # The reader is in the middle of a block that is taller than the view.
            return
        margin = min(MARGIN, max(0, (view - (last - first)) // 2))
        top = self.top
        if first - margin < top:
            target = first - margin if top - first < view else first - view // 3
        elif last + margin > top + view:
            target = last + margin - view if last - top < 2 * view else first - view // 3
            target = min(target, first)
        else:
            return
        self.jump(target)

    def scroll_inside(self, step: int) -> bool:
        """Show more of the block under the cursor, where some of it is out of view below (1) or above (-1)."""
        if not 0 <= self.cursor < len(self.heights) or self.heights[self.cursor] <= self.size.height:
            return False
        first, last, view = self.tops[self.cursor], self.tops[self.cursor + 1], self.size.height
        if step > 0 and self.top + view < last:
            self.jump(min(self.top + view - 1, last - view))
            return True
        if step < 0 and self.top > first:
            self.jump(max(self.top - view + 1, first))
            return True
        return False

    def jump(self, line: int) -> None:
        """Scroll a line of the whole content to the top of the view, or as near as there is content."""
        most = max(0, self.tops[-1] - self.lines_in_view)
        self.scroll_to(y=max(0, min(line, most)), animate=False, immediate=True, force=True)

    # Drawing and the mouse

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        line = y + self.top
        width = self.size.width
        block = self.block_at(line)
        if block is None:
            words = self._words_if_empty(y - 1) if not self.heights else ""
            back = self.back()
            return Strip([Segment(words, back + self.role_styles["muted"])]).adjust_cell_length(width, back)
        strips = self._painted.get(block)
        if strips is None:
            strips = self._painted[block] = self.paint_block(block)
        strip = strips[line - self.tops[block]].adjust_cell_length(width, self.between())
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(line)) is not None:
            start, end = span
            end = strip.cell_length if end == -1 else end
            chosen = strip.crop(start, end).apply_style(self.screen.get_component_rich_style("screen--selection"))
            strip = Strip.join([strip.crop(0, start), chosen, strip.crop(end)])
        return strip.apply_offsets(0, line) if self.allow_select else strip

    def _words_if_empty(self, line: int) -> str:
        """A line of what stands in the place of blocks, below a line that stays empty."""
        words = to_ascii(self.empty) if self.ascii else self.empty
        lines = wrap(words, self.size.width - 2 * _EMPTY_MARGIN)
        return " " * _EMPTY_MARGIN + words[slice(*lines[line])] if 0 <= line < len(lines) else ""

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, for the clipboard."""
        lines = []
        for block in range(len(self.heights)):
            strips = self._painted.get(block) or self.paint_block(block)
            lines += [strip.text.rstrip() for strip in strips]
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what is selected."""
        del selection
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Report which block was clicked."""
        block = self.block_at(event.y + self.top)
        if block is not None:
            self.post_message(self.Picked(self, block, event.x))


class _OneLineEach(Sequence[int]):
    """The heights of blocks that are all one line high."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int | slice) -> Any:  # noqa: ANN401 -- one height or some, as for every sequence
        return 1 if isinstance(at, int) else [1] * len(range(*at.indices(self._count)))
