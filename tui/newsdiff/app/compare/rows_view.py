"""The rows: the lead outlet's sentences with the others' counterparts join_strips them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.strip import Strip

from newsdiff.app.rendering.text_strips import LaidSentence, blank, join_strips, sentence_strips
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Ref


@dataclass(frozen=True, slots=True)
class _LaidRow:
    """A row laid into the visible columns."""

    cells: tuple[tuple[LaidSentence, ...], ...]
    gap: int
    """Empty lines after it."""

    @property
    def height(self) -> int:
        return max(sum(len(laid.lines) for laid in cell) for cell in self.cells) + self.gap


class RowsView(BlockView):
    """Rows of one story in as many columns as there is room for."""

    # A selection would run across the columns; y and Y copy sentences.
    ALLOW_SELECT = False

    def __init__(self, state: CompareState, renderer: SentenceRenderer) -> None:
        super().__init__()
        self._state, self._renderer = state, renderer
        self._columns: Sequence[Column] = ()
        self._visible: Sequence[int] = ()
        self._airy = False
        self._laid: list[_LaidRow] = []
        self._bare: set[int] = set()
        """Columns that had nothing in the row before."""

    def show(self, columns: Sequence[Column], visible: Sequence[int], *, airy: bool) -> None:
        """Lay the rows out.

        Args:
            columns: Where the columns stand.
            visible: For each column, the index of its outlet in `state.order`.
            airy: An empty line after each row, and not only after paragraphs.
        """
        self._columns, self._visible, self._airy = columns, visible, airy
        self._bare = set()
        self._laid = [self._lay(row, number) for number, row in enumerate(self._state.rows)]
        self.cursor = self._state.cursor.row
        self.set_heights([laid.height for laid in self._laid], self.size.width)

    def follow(self) -> None:
        """Go where the cursor is."""
        self.set_cursor(self._state.cursor.row)
        self.reveal(self._state.cursor.row)

    # Laying out

    def _lay(self, row: Row, number: int) -> _LaidRow:
        cells = [self._lay_cell(row, column) for column in range(len(self._columns))]
        if not any(row.cells[position] for position in self._visible):
            cells[-1] = self._lay_elsewhere(row, number)
        if not row.heading:
            self._bare = {column for column, position in enumerate(self._visible) if not row.cells[position]}
        return _LaidRow(tuple(cells), self._gap(row, number))

    def _lay_cell(self, row: Row, column: int) -> tuple[LaidSentence, ...]:
        width, refs = self._columns[column].width, row.cells[self._visible[column]]
        if refs:
            return tuple(self._renderer.lay(ref, width, row=row) for ref in refs)
        if row.heading or self._state.pending:
            return (LaidSentence.lay("", width),)
        # Said once for a run of rows: the sign goes on, the words would make a wall.
        words = "" if column in self._bare else MatchMark.NONE.words
        elsewhere = [
            ref.article for position, cell in enumerate(row.cells) if position not in self._visible for ref in cell[:1]
        ]
        if elsewhere and self._visible[column] == min(one for one in self._visible if not row.cells[one]):
            # A sentence whose counterpart has no column now: where it is.
            words = f"{MatchMark.NONE.words}, but in {', '.join(self._renderer.outlet(one) for one in elsewhere)}"
        return (LaidSentence.lay(words, width, sign=self._renderer.sign(MatchMark.NONE), role="muted"),)

    def _lay_elsewhere(self, row: Row, number: int) -> tuple[LaidSentence, ...]:
        """A row of outlets that have no column now: their words under their names."""
        width = self._columns[-1].width
        before = self._state.rows[number - 1] if number else None
        # A run of one outlet's rows is named once.
        same = before is not None and before.alone and [bool(c) for c in before.cells] == [bool(c) for c in row.cells]
        laid: list[LaidSentence] = []
        for refs in row.cells:
            if refs and not same:
                laid.append(LaidSentence.lay(self._renderer.outlet(refs[0].article), width, role="muted"))
            laid += (self._renderer.lay(ref, width) for ref in refs)
        return tuple(laid)

    def _gap(self, row: Row, number: int) -> int:
        if row.heading:
            return 0
        if self._airy or number + 1 >= len(self._state.rows):
            return 1
        after = self._state.rows[number + 1]
        return int(after.heading or self._paragraph(row) != self._paragraph(after))

    def _paragraph(self, row: Row) -> tuple[int, int] | None:
        ref: Ref | None = next((ref for ref in row.refs), None)
        return (ref.article, self._state.alignment.sentence(ref).paragraph) if ref else None

    # Painting

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a row, all columns."""
        row, under = self._laid[block], block == self.cursor
        back = self.back(cursor=under)
        ground = back if under else self.between()
        columns = [self._paint_cell(row, column, under, back) for column in range(len(row.cells))]
        empty: list[list[Strip]] = [[] for _ in columns]
        lines = [self._line(columns, line, back, ground) for line in range(row.height - row.gap)]
        return lines + [self._line(empty, 0, self.back(), self.between()) for _ in range(row.gap)]

    def _paint_cell(self, row: _LaidRow, column: int, under: bool, back: Style) -> list[Strip]:
        """The lines of one cell; the cursor is before its sentence, or before the first where it is on none."""
        cell, width = row.cells[column], self._columns[column].width
        focused = under and self._visible[column] == self._state.cursor.column
        current = self._state.cursor.current if focused else None
        first = next((number for number, one in enumerate(cell) if one.ref), 0)
        strips: list[Strip] = []
        for number, laid in enumerate(cell):
            here = focused and (laid.ref == current if current else number == first)
            cursor = self._renderer.cursor if here else " "
            strips += sentence_strips(laid, width, self._renderer.spans(laid), self.role_styles, back, cursor=cursor)
        return strips

    def _line(self, columns: list[list[Strip]], line: int, back: Style, ground: Style) -> Strip:
        parts = [
            strips[line] if line < len(strips) else blank(self._columns[number].width, back)
            for number, strips in enumerate(columns)
        ]
        return Strip.join([blank(self._columns[0].x, self.between()), join_strips(parts, blank(1, ground))])
