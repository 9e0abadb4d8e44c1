"""The rows: the lead outlet's sentences with the others' counterparts beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.compare.row_layout import WITHOUT_SPANS, LaidRow, RowKind, RowLayout
from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_strips import blank, join_strips, on_ground, sentence_strips
from newsdiff.app.rendering.text_wrap import shorten, width_of
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_strips import LaidSentence
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.core.models import Ref


class RowsView(BlockView):
    """Rows of one story in as many columns as there is room for."""

    # A selection would run across the columns; y and Y copy sentences.
    ALLOW_SELECT = False

    def __init__(self, state: CompareState, renderer: SentenceRenderer) -> None:
        super().__init__()
        self._state, self._renderer = state, renderer
        self._layout_of_rows = RowLayout(state, renderer)
        self._columns: Sequence[Column] = ()
        self._visible: Sequence[int] = ()
        self._laid: list[LaidRow] = []
        self._within: tuple[int, Ref | None] = (0, None)
        """The column and the sentence that the cursor was painted at."""
        self._opened_at: tuple[int, int, int] | None = None
        """The row, the view and the number of rows for which the story was opened."""

    def show(self, columns: Sequence[Column], visible: Sequence[int], width: int, *, airy: bool) -> None:
        """Lay the rows out.

        The view may still be hidden, and then has no size of its own.

        Args:
            columns: Where the columns stand.
            visible: For each column, the index of its outlet in `state.order`.
            width: Cells of a line.
            airy: An empty line after each row, and not only after paragraphs.
        """
        self._columns, self._visible = columns, visible
        layout = self._layout_of_rows
        layout.columns, layout.visible, layout.airy, layout.width = columns, visible, airy, width
        line = self.tops[self.cursor] - self.top if self.top and self.sees(self.cursor) else None
        self._laid = layout.lay_all()
        self.cursor = self._state.cursor.row
        self.set_heights([laid.height for laid in self._laid], width)
        if line is not None and 0 <= self.cursor < len(self.heights):
            # What the reader stands on stays where it is, however the rows above have changed.
            self.jump(self.tops[self.cursor] - line)

    @property
    def cut_at_cursor(self) -> tuple[Ref, ...]:
        """The sentences of the row under the cursor whose ends are not shown."""
        row = self._laid[self._state.cursor.row] if self._state.cursor.row < len(self._laid) else None
        return tuple(laid.ref for cell in row.cells for laid in cell if laid.cut and laid.ref) if row else ()

    def follow(self, *, opening: bool = False) -> None:
        """Go where the cursor is; where the story opens, to a third of the view above it."""
        row, view = self._state.cursor.row, self.lines_in_view
        within = (self._state.cursor.column, self._state.cursor.current)
        if within != self._within:
            self._within = within
            if row == self.cursor:
                self.repaint(row)
        self.set_cursor(row)
        place = (row, view, len(self.heights))
        if opening and self._opened_at != place and 0 <= row < len(self.heights) and self.tops[row + 1] > view:
            # Once: who then scrolls inside a tall row is not brought back.
            self._opened_at = place
            self.jump(self.tops[row] - view // 3)
        else:
            self.reveal(row)

    # Painting

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a row."""
        row, under = self._laid[block], block == self.cursor
        back = self.back(cursor=under)
        if row.kind is RowKind.COLUMNS:
            lines = self._paint_columns(row, under, back)
        elif row.kind is RowKind.BAND:
            lines = self._paint_band(row, under, back)
        else:
            lines = [self._paint_fold(row.cells[0][0], under, back)]
        if row.kind is RowKind.COLUMNS:
            empty = self._line([[] for _ in self._columns], 0, self.back(), self.between())
        else:
            empty = blank(self.size.width, self.back())
        return lines + [empty] * row.gap

    def _paint_columns(self, row: LaidRow, under: bool, back: Style) -> list[Strip]:
        ground = back if under else self.between()
        columns = [self._paint_column(row, column, under, back) for column in range(len(row.cells))]
        return [self._line(columns, line, back, ground) for line in range(row.height - row.gap)]

    def _paint_column(self, row: LaidRow, column: int, under: bool, back: Style) -> list[Strip]:
        """The lines of one cell; the cursor is before its sentence, or before the first where it is on none."""
        cell = row.cells[column]
        at = -1
        if under and self._visible[column] == self._state.cursor.column:
            at = self._cursor_in(cell)
        return self._paint_cell(cell, self._columns[column].width, under, at, back)

    def _cursor_in(self, cell: Sequence[LaidSentence]) -> int:
        """Before which of its sentences the cursor stands in a cell that it is in."""
        current = self._state.cursor.current
        first = next((number for number, one in enumerate(cell) if one.ref), 0)
        return next((number for number, one in enumerate(cell) if current and one.ref == current), first)

    def _paint_cell(
        self, cell: Sequence[LaidSentence], width: int, under: bool, cursor_at: int, back: Style
    ) -> list[Strip]:
        strips: list[Strip] = []
        for number, laid in enumerate(cell):
            cursor = self._renderer.cursor if number == cursor_at else " "
            spans = () if laid.role in WITHOUT_SPANS else self._renderer.spans(laid)
            if under and laid.sign == self._renderer.sign(MatchMark.ONLY) and laid.role == "text":
                laid = replace(laid, role="only")
            strips += sentence_strips(laid, width, spans, self.role_styles, back, cursor=cursor)
        return strips

    def _line(self, columns: list[list[Strip]], line: int, back: Style, ground: Style) -> Strip:
        parts = [
            strips[line] if line < len(strips) else blank(self._columns[number].width, back)
            for number, strips in enumerate(columns)
        ]
        return Strip.join([blank(self._columns[0].x, self.between()), join_strips(parts, blank(1, ground))])

    # Bands and folded runs

    def _paint_band(self, row: LaidRow, under: bool, back: Style) -> list[Strip]:
        lines: list[Strip] = []
        width = self.size.width - self._layout_of_rows.label_width
        # The cursor may be in a column that has nothing here: it then stands before the first sentence.
        here = self._state.cursor.current
        inside = next((number for number, cell in enumerate(row.cells) for one in cell if one.ref == here), 0)
        for number, cell in enumerate(row.cells):
            at = self._cursor_in(cell) if under and number == inside else -1
            strips = self._paint_cell(cell, width, under, at, back)
            for line, strip in enumerate(strips):
                name = row.articles[number] if line == 0 and row.named else None
                lines.append(Strip.join([self._label(name, back), strip]))
        return lines

    def _label(self, article: int | None, back: Style) -> Strip:
        """What stands before a line of a band: the name of its outlet, or the room for it."""
        room = self._layout_of_rows.label_width
        name = "" if article is None else shorten(self._renderer.outlet(article), room - 2)
        bar = "|" if self._renderer.ascii else "▌"
        segments = [
            Segment(bar, on_ground(back, self.role_styles["accent"])),
            Segment(drawn(name), on_ground(back, self.role_styles["head"])),
            Segment(" " * (room - 1 - width_of(name)), back),
        ]
        return Strip(segments, room)

    def _paint_fold(self, laid: LaidSentence, under: bool, back: Style) -> Strip:
        rule = "-" if self._renderer.ascii else "─"
        muted = on_ground(back, self.role_styles["muted"])
        text = on_ground(back, self.role_styles["text"]) if under else muted
        left = self._renderer.cursor if under else rule
        used = width_of(laid.text) + 5
        return Strip(
            [
                Segment(left, on_ground(back, self.role_styles["accent"]) if under else muted),
                Segment(" ", back),
                Segment(laid.sign, on_ground(back, self.role_styles[laid.sign_role])),
                Segment(f" {drawn(laid.text)} ", text),
                Segment(rule * max(0, self.size.width - used), muted),
            ]
        ).adjust_cell_length(self.size.width, back)

    def render_line(self, y: int) -> Strip:
        """One line of the view; the first one names the outlet of a band whose name has been scrolled away."""
        strip = super().render_line(y)
        block = self.block_at(self.top) if y == 0 else None
        if block is None or self._laid[block].kind is not RowKind.BAND:
            return strip
        row, line, end = self._laid[block], self.top - self.tops[block], 0
        for article, cell in zip(row.articles, row.cells, strict=True):
            end += sum(len(laid.lines) for laid in cell)
            if line < end or (article == row.articles[-1] and self._goes_on(block)):
                label = self._label(article, self.back(cursor=line < end and block == self.cursor))
                return Strip.join([label, strip.crop(label.cell_length)])
        return strip

    def _goes_on(self, block: int) -> bool:
        """The row below belongs to the same band."""
        below = self._laid[block + 1] if block + 1 < len(self._laid) else None
        return below is not None and below.kind is RowKind.BAND and not below.named
