"""The story: rows or panes in as many columns as there is room for, under the names of their outlets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from newsdiff.app.compare.article_pane import ArticlePane
from newsdiff.app.compare.rows_view import RowsView
from newsdiff.app.rendering.text_strips import GUTTER
from newsdiff.app.rendering.text_wrap import columns
from newsdiff.app.widgets.bars import Heading, HeadsBar
from newsdiff.core.models import Ref
from newsdiff.text_format import short_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.app.widgets.block_view import BlockView

AIRY = 20
"""Lines of height from which every row is followed by an empty line."""

SCROLLBAR = 1

TWO_COLUMNS = 100
"""Cells of width from which two outlets stand side by side."""


class StoryView(Vertical):
    """Shows a reading as rows or as panes, and keeps the cursor in view; of the reading it changes only the place."""

    def __init__(self) -> None:
        super().__init__()
        self.panes = False
        self.alone = False
        """One article and nothing beside it."""
        self.sync = True
        self.text_width = 76
        self._ready = False
        self._reading: CompareState
        self._pen: SentenceRenderer
        self._columns: Sequence[Column] = ()
        self._visible: tuple[int, ...] = ()
        self._laid: tuple[object, ...] = ()
        self._headed: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The names, the rows, and room for the panes."""
        yield HeadsBar()
        yield RowsView()
        yield Horizontal(id="panes")

    # What is shown

    def take(self, reading: CompareState, pen: SentenceRenderer) -> None:
        """Show a story, or show it anew after something of it changed."""
        self._reading, self._pen, self._ready = reading, pen, True
        self._laid = ()
        self.lay_out()

    def lay_out(self) -> None:
        """Lay everything out for the present size; cheap where nothing changed."""
        if not self._ready or not self.size.width:
            return
        wanted = len(self._reading.order)
        single = self.alone or self.size.width < TWO_COLUMNS
        self._columns = columns(self.size.width - SCROLLBAR, 1 if single else wanted, self.text_width + GUTTER)
        self._visible = self._window()
        in_panes = self.panes or self.alone
        laid = (self.size, in_panes, self._columns, self._visible)
        if laid != self._laid:
            self._laid = laid
            self.query_one(RowsView).display = not in_panes
            self.query_one("#panes").display = in_panes
            self._lay_panes() if in_panes else self._lay_rows()
        self.follow()

    def _lay_rows(self) -> None:
        airy = self.size.height >= AIRY
        self.query_one(RowsView).show(self._reading, self._pen, self._columns, self._visible, airy=airy)

    def _lay_panes(self) -> None:
        articles = [self._reading.order[place] for place in self._visible]
        panes = {pane.article: pane for pane in self.query(ArticlePane)}
        box = self.query_one("#panes", Horizontal)
        for article in articles:
            if article not in panes:
                panes[article] = ArticlePane(article)
                box.mount(panes[article])
        for pane in panes.values():
            pane.display = pane.article in articles
        end = 0
        for article, column in zip(articles, self._columns, strict=False):
            pane = panes[article]
            pane.styles.width = column.width
            pane.styles.margin = (0, 0, 0, column.x - end)
            end = column.x + column.width
            pane.show(self._pen, column.width)
        ordered = [panes[article] for article in articles]
        for before, after in pairwise(ordered):
            box.move_child(after, after=before)

    def _window(self) -> tuple[int, ...]:
        """The places in the order of outlets that get a column: the lead, and as many as fit around the focused one."""
        count, place = len(self._columns), self._reading.column
        if count == 1:
            return (place,)
        first = self._visible[1] if len(self._visible) == count and self._visible[1] else 1
        if place:
            first = min(max(first, place - count + 2), place)
        first = min(first, max(1, len(self._reading.order) - count + 1))
        return (0, *range(first, first + count - 1))

    def repaint(self) -> None:
        """Paint anew what is laid out: words, hits or colours have changed, not the text."""
        self.query_one(RowsView).repaint()
        for pane in self.query(ArticlePane):
            pane.repaint()

    # Where the reader is

    def follow(self) -> None:
        """Bring the sentence under the cursor into view, and in panes the others' counterparts beside it."""
        if not self._ready:
            return
        if self._window() != self._visible:
            self._laid = ()
            self.lay_out()
            return
        self._show_heads()
        if self.panes or self.alone:
            self._follow_panes()
        else:
            self.query_one(RowsView).follow()

    def _follow_panes(self) -> None:
        self._reading.stand_in([self._reading.order[place] for place in self._visible])
        here = self._reading.current
        lead = self._pane(here.article) if here else None
        if here is None or lead is None:
            return
        for pane in self.query(ArticlePane):
            pane.set_lead(pane is lead)
        lead.set_cursor(here.sentence)
        lead.reveal(here.sentence)
        offset = lead.offset_of(here.sentence)
        for pane in self.query(ArticlePane):
            if pane is lead or not pane.display:
                continue
            found = self._reading.alignment.counterparts(here, pane.article, weaker=self._reading.weaker)
            pane.set_cursor(found[0].other(here).sentence if found else -1)
            if found and self.sync:
                pane.bring(found[0].other(here).sentence, offset)

    def _pane(self, article: int) -> ArticlePane | None:
        return next((pane for pane in self.query(ArticlePane) if pane.article == article and pane.display), None)

    def _show_heads(self) -> None:
        heads = []
        for place in self._visible:
            article = self._reading.alignment.articles[self._reading.order[place]]
            published = short_time(article.published, day_only=article.day_only)
            left = " · ".join(
                part for part in (f"{self._reading.order[place] + 1} {article.outlet}", published) if part
            )
            right = f"{article.words} words"
            heads.append(Heading(left, right, place == self._reading.column))
        if (heads, self._columns) != self._headed:
            self._headed = (heads, self._columns)
            self.query_one(HeadsBar).show(self._columns[: len(heads)], heads)

    # Moving

    def _focused_pane(self) -> ArticlePane | None:
        here = self._reading.current
        return self._pane(here.article) if here else None

    def move(self, by: int) -> None:
        """Go `by` sentences down or up, in the rows or in the focused article."""
        pane = self._focused_pane() if self.panes or self.alone else None
        if (pane or self.query_one(RowsView)).scroll_inside(1 if by > 0 else -1):
            return
        if not (self.panes or self.alone):
            self._reading.move(by)
            return
        if pane is None:
            return
        start = self._reading.current.sentence if self._reading.current else max(pane.cursor, 0)
        # Who scrolled away goes on from what they see.
        if pane.size.height and not pane.sees(start):
            start = pane.anchored if pane.anchored is not None else start
            by -= 1 if by > 0 else 0
        self._go(pane, start, by)

    def _go(self, pane: ArticlePane, start: int, by: int) -> None:
        sentences = self._reading.alignment.articles[pane.article].sentences
        step = 1 if by >= 0 else -1
        place, left = start, abs(by)
        probe = start
        while left or not 0 <= place < len(sentences) or sentences[place].heading:
            probe += step
            if not 0 <= probe < len(sentences):
                break
            if not sentences[probe].heading:
                place, left = probe, max(0, left - 1)
        if 0 <= place < len(sentences) and not sentences[place].heading:
            self._reading.go_to(Ref(pane.article, place))

    def next(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) difference: a row, or a sentence of the focused article."""
        if self.panes or self.alone:
            return self._reading.next_in_article(step)
        return self._reading.next_difference(step)

    def page(self, part: float) -> None:
        """Go down (or up, where negative) by a part of what fits on the screen."""
        pane = self._focused_pane() if self.panes or self.alone else None
        view = pane or self.query_one(RowsView)
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
            self._reading.move_to_row(target)
        else:
            self._go(pane, target, 0)

    def edge(self, *, end: bool) -> None:
        """Go to the first sentence, or the last."""
        pane = self._focused_pane() if self.panes or self.alone else None
        if pane is None:
            self._reading.move_to_row(len(self._reading.rows) if end else 0)
            return
        count = len(self._reading.alignment.articles[pane.article].sentences)
        if end:
            self._go(pane, count, -1)
        else:
            self._go(pane, -1, 1)

    def turn(self, by: int) -> None:
        """Look from the outlet to the left or right; in panes, from where its pane stands."""
        column = max(0, min(self._reading.column + by, len(self._reading.order) - 1))
        pane = self._pane(self._reading.order[column]) if self.panes and not self.alone else None
        if pane is not None and pane.cursor >= 0:
            self._reading.go_to(Ref(pane.article, pane.cursor))
        elif pane is not None and pane.anchored is not None:
            self._reading.go_to(Ref(pane.article, pane.anchored))
        elif self.panes or self.alone:
            self._reading.go_to_counterpart(self._reading.order[column])
        else:
            self._reading.move_column(by)

    def re_anchor(self) -> None:
        """Let the sentence at the top of the focused pane be the one that the others come to."""
        pane = self._focused_pane()
        if pane is not None and pane.anchored is not None:
            self._reading.go_to(Ref(pane.article, pane.anchored))

    def pick(self, view: BlockView, block: int, x: int) -> None:
        """Go to what was clicked."""
        if isinstance(view, ArticlePane):
            self._go(view, block, 0)
        elif isinstance(view, RowsView):
            column = self.column_at(x)
            self._reading.move_to_row(block)
            if column is not None:
                self._reading.move_column(column - self._reading.column)

    def place_of(self, column: int) -> int:
        """The place in the order of outlets of a column on the screen."""
        return self._visible[column]

    @property
    def widest(self) -> int:
        """Cells of text in the widest column on the screen."""
        return max((column.width - GUTTER for column in self._columns), default=self.text_width)

    def column_at(self, x: int) -> int | None:
        """The place in the order of outlets of the column at a cell."""
        for place, column in zip(self._visible, self._columns, strict=False):
            if column.x <= x < column.x + column.width:
                return place
        return None
