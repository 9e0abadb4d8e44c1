"""The story: rows or panes in as many columns as there is room for, under the names of their outlets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsdiff.app.compare.article_pane import ArticlePane
from newsdiff.app.compare.column_window import column_window
from newsdiff.app.compare.masthead_controller import MastheadController
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.app.rendering.text_strips import GUTTER
from newsdiff.app.rendering.text_wrap import columns
from newsdiff.app.widgets.plain_lines import PlainContainer
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.app.widgets.block_view import BlockView

AIRY = 28
"""Lines of the window from which every row is followed by an empty line."""

SCROLLBAR = 1

TWO_COLUMNS = 100
"""Cells of width from which two outlets stand side by side."""


class StoryView(PlainContainer):
    """Shows a story as rows or as panes, and keeps the cursor in view; of the state it changes only the cursor."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer, key_of: Callable[[str], str]) -> None:
        """Take the story, how it is drawn, and what names the key of a binding."""
        super().__init__()
        self.panes = False
        """Whole articles side by side are wanted, and no rows."""
        self.from_rows = False
        """Panes were entered from a row, and `back` returns there."""
        self.alone = False
        """One article and nothing beside it."""
        self.sync = True
        """Panes scroll together."""
        self.text_width = 76
        """Cells of text that a column may take at most."""
        self._state, self._renderer = state, renderer
        self._columns: Sequence[Column] = ()
        self._visible: tuple[int, ...] = ()
        """For each column on the screen, the index of its outlet in `state.order`."""
        self._laid: tuple[object, ...] = ()
        """What the present layout was made for."""
        self.masthead = MastheadController(state, renderer, key_of)
        """What stands over the columns."""
        self._rows, self._box = RowsView(state, renderer), PlainContainer(id="panes")
        self._panes: dict[int, ArticlePane] = {}
        """By article, those that were shown so far."""

    def compose(self) -> ComposeResult:
        """The names, the rows, and room for the panes."""
        yield self.masthead.widget
        yield self._rows
        yield self._box

    @property
    def columns(self) -> Sequence[int]:
        """For each column on the screen, the index of its outlet in `state.order`."""
        return self._visible

    @property
    def cut_at_cursor(self) -> Sequence[Ref]:
        """The sentences beside the cursor whose ends are not shown."""
        return () if self.in_panes else self._rows.cut_at_cursor

    @property
    def in_panes(self) -> bool:
        """Whole articles are shown, and no rows. Without an article, the rows say what is missing."""
        return (self.panes or self.alone) and bool(self._state.order)

    # What is shown

    def show(self, empty: str) -> None:
        """Show the story anew after something of it has changed.

        Args:
            empty: What to show where there are no rows.
        """
        self._rows.empty = empty
        self._laid = ()
        self.lay_out()

    def lay_out(self) -> None:
        """Lay everything out for the present size, and follow the cursor; cheap where nothing changed."""
        if not self.size.width:
            return
        wanted = max(1, len(self._state.order))
        single = self.alone or self.size.width < TWO_COLUMNS
        self._columns = columns(self.size.width - SCROLLBAR, 1 if single else wanted, self.text_width + GUTTER)
        self._visible = self._window()
        # How high the view is matters not: the drawer below takes more or fewer lines with every sentence.
        airy = self.screen.size.height >= AIRY
        laid = (self.size.width, airy, self.in_panes, self._columns, self._visible)
        if laid != self._laid:
            self._laid = laid
            self._rows.display, self._box.display = not self.in_panes, self.in_panes
            if self.in_panes:
                self._lay_panes()
            else:
                self._rows.show(self._columns, self._visible, self.size.width - SCROLLBAR, airy=airy)
        self.follow()

    def _lay_panes(self) -> None:
        articles = [self._state.order[position] for position in self._visible]
        panes = self._panes
        for article in articles:
            if article not in panes:
                panes[article] = ArticlePane(article)
                self._box.mount(panes[article])
        for pane in panes.values():
            pane.display = pane.article in articles
        end = 0
        for article, column in zip(articles, self._columns, strict=False):
            pane = panes[article]
            pane.styles.width = column.width
            pane.styles.margin = (0, 0, 0, column.x - end)
            end = column.x + column.width
            pane.show(self._renderer, column.width)
        ordered = [panes[article] for article in articles]
        for before, after in pairwise(ordered):
            self._box.move_child(after, after=before)

    def _window(self) -> tuple[int, ...]:
        """The outlets that get a column, by index in the order."""
        count = min(len(self._columns), len(self._state.order))
        first = self._visible[1] if len(self._visible) == count > 1 and self._visible[1] else 1
        opposed = not self.in_panes and (self.masthead.is_at_opening or self._state.cursor.is_led_here)
        return column_window(self._state, count, first, opposed=opposed)

    def repaint(self) -> None:
        """Paint anew what is laid out: words, hits or colours have changed, not the text."""
        self._rows.repaint()
        for pane in self._panes.values():
            pane.repaint()

    # Following the cursor

    def follow_above(self, lines: int) -> None:
        """Bring the cursor into what is left of the view when the next layout has taken `lines` from its lower end."""
        views = (self._rows, *self._panes.values())
        for view in views:
            view.covered = lines
        self.follow()
        for view in views:
            view.covered = 0

    def follow(self) -> None:
        """Bring the sentence under the cursor into view, and in panes the others' counterparts beside it."""
        if not self._laid:
            return
        if self._window() != self._visible:
            self._laid = ()
            self.lay_out()
            return
        if self.in_panes:
            self._follow_panes()
        else:
            self._rows.follow(opening=self.masthead.is_at_opening)
        self._show_masthead()

    def _follow_panes(self) -> None:
        self._state.cursor.go_into([self._state.order[position] for position in self._visible])
        here = self._state.cursor.current
        lead = self._pane(here.article) if here else None
        if here is None or lead is None:
            return
        for pane in self._panes.values():
            pane.set_lead(pane is lead)
        lead.set_cursor(here.sentence)
        lead.reveal(here.sentence)
        offset = lead.offset_of(here.sentence)
        for pane in self._panes.values():
            if pane is lead or not pane.display:
                continue
            found = self._state.alignment.counterparts(here, pane.article, weaker=self._state.weaker)
            pane.set_cursor(found[0].other(here).sentence if found else -1)
            if found and self.sync:
                pane.bring(found[0].other(here).sentence, offset)

    def _pane(self, article: int) -> ArticlePane | None:
        pane = self._panes.get(article)
        return pane if pane is not None and pane.display else None

    def _show_masthead(self) -> None:
        view = self._focused_pane() or self._rows
        first = next((at for at, row in enumerate(self._state.rows) if not row.heading), 0) if view is self._rows else 0
        self.masthead.find_scrolled(view.top, at_first=view.cursor <= first)
        columns = list(zip(self._visible, self._columns, strict=False))
        if self.masthead.show(columns, self.size.width, self.screen.size.height):
            self.call_after_refresh(self.lay_out)

    # Moving

    def _focused_pane(self) -> ArticlePane | None:
        here = self._state.cursor.current
        return self._pane(here.article) if here and self.in_panes else None

    def move(self, by: int) -> None:
        """Go `by` sentences down or up, in the rows or in the focused article."""
        pane = self._focused_pane()
        if (pane or self._rows).scroll_inside(1 if by > 0 else -1):
            return
        if not self.in_panes:
            self._state.cursor.move(by)
            return
        if pane is None:
            return
        here = self._state.cursor.current
        start = here.sentence if here else max(pane.cursor, 0)
        # Who scrolled away goes on from what they see.
        if pane.size.height and not pane.sees(start):
            start = pane.anchored if pane.anchored is not None else start
            by -= 1 if by > 0 else 0
        self._go(pane, start, by)

    def _go(self, pane: ArticlePane, start: int, by: int) -> None:
        """Go to the sentence `by` sentences from the block `start` of a pane, headings not counted."""
        sentences = self._state.alignment.articles[pane.article].sentences
        step = 1 if by >= 0 else -1
        target, left = start, abs(by)
        probe = start
        while left or not 0 <= target < len(sentences) or sentences[target].heading:
            probe += step
            if not 0 <= probe < len(sentences):
                break
            if not sentences[probe].heading:
                target, left = probe, max(0, left - 1)
        if 0 <= target < len(sentences) and not sentences[target].heading:
            self._state.cursor.go_to(Ref(pane.article, target))

    def next(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) difference: a row, or a sentence of the focused article."""
        cursor = self._state.cursor
        return cursor.next_difference_in_article(step) if self.in_panes else cursor.next_difference(step)

    def page(self, part: float) -> None:
        """Go down (or up, where negative) by a part of what fits on the screen."""
        pane = self._focused_pane()
        view = pane or self._rows
        if not view.heights or view.scroll_inside(1 if part > 0 else -1):
            return
        lines = int(view.size.height * part)
        here = max(view.cursor, 0)
        target = view.block_at(max(0, min(view.tops[here] + lines, view.tops[-1] - 1)))
        target = here if target is None else target
        if target == here:
            target = max(0, min(here + (1 if part > 0 else -1), len(view.heights) - 1))
        view.jump(view.top + lines)
        if pane is None:
            self._state.cursor.move_to_row(target)
        else:
            self._go(pane, target, 0)

    def edge(self, *, end: bool) -> None:
        """Go to the first sentence, or the last."""
        pane = self._focused_pane()
        if pane is None:
            self._state.cursor.move_to_row(len(self._state.rows) if end else 0)
            return
        count = len(self._state.alignment.articles[pane.article].sentences)
        if end:
            self._go(pane, count, -1)
        else:
            self._go(pane, -1, 1)

    def focus_outlet(self, by: int) -> None:
        """Move to the outlet `by` columns to the right or left; in panes, to the sentence that is marked there."""
        cursor, order = self._state.cursor, self._state.order
        if not order:
            return
        column = max(0, min(cursor.column + by, len(order) - 1))
        pane = self._pane(order[column]) if self.panes and not self.alone else None
        if pane is not None and pane.cursor >= 0:
            cursor.go_to(Ref(pane.article, pane.cursor))
        elif pane is not None and pane.anchored is not None:
            cursor.go_to(Ref(pane.article, pane.anchored))
        elif self.in_panes:
            cursor.go_to_counterpart(order[column])
        else:
            cursor.move_column(by)

    def re_anchor(self) -> None:
        """Go to the sentence at the top of the focused pane; the others come to it."""
        pane = self._focused_pane()
        if pane is not None and pane.anchored is not None:
            self._state.cursor.go_to(Ref(pane.article, pane.anchored))

    # The mouse

    def pick(self, view: BlockView, block: int, x: int) -> None:
        """Go to what was clicked."""
        if isinstance(view, ArticlePane):
            self._go(view, block, 0)
        elif isinstance(view, RowsView):
            column = self._column_at(x)
            self._state.cursor.move_to_row(block)
            if column is not None:
                self._state.cursor.move_column(column - self._state.cursor.column)

    def pick_head(self, head: int) -> None:
        """Go to the outlet whose name was clicked; `head` counts the columns on the screen."""
        if head < len(self._visible):
            self.focus_outlet(self._visible[head] - self._state.cursor.column)

    def _column_at(self, x: int) -> int | None:
        """The outlet whose column is at a cell, by its index in the order."""
        for position, column in zip(self._visible, self._columns, strict=False):
            if column.x <= x < column.x + column.width:
                return position
        return None

    @property
    def widest(self) -> int:
        """Cells of text in the widest column on the screen."""
        return max((column.width - GUTTER for column in self._columns), default=self.text_width)
