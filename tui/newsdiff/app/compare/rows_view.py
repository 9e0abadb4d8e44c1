"""The rows: the lead outlet's sentences with the others' counterparts beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.strip import Strip

from newsdiff.app.rendering.text_strips import LaidSentence, beside, blank, piece_strips
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
class _Drawn:
    """A row laid into the visible columns."""

    cells: tuple[tuple[LaidSentence, ...], ...]
    gap: int
    """Empty lines after it."""

    @property
    def height(self) -> int:
        return max(sum(len(piece.lines) for piece in cell) for cell in self.cells) + self.gap


class RowsView(BlockView):
    """Rows of one story in as many columns as there is room for."""

    # A selection would run across the columns; y and Y copy sentences.
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._rows: list[_Drawn] = []
        self._reading: CompareState

    def show(
        self,
        reading: CompareState,
        pen: SentenceRenderer,
        columns: Sequence[Column],
        visible: Sequence[int],
        *,
        airy: bool,
    ) -> None:
        """Lay the rows out.

        Args:
            reading: What is shown and where the reader is.
            pen: How sentences are marked.
            columns: Where the columns stand.
            visible: For each column, the place of its outlet in `reading.order`.
            airy: An empty line after each row, and not only after paragraphs.
        """
        self._reading, self._pen, self._columns, self._visible = reading, pen, columns, visible
        self._airy = airy
        self._bare: set[int] = set()
        self.empty = f'Nothing here with the filter "{reading.filter.value}": f goes to the next one, esc shows all'
        self._rows = [self._lay(row, number) for number, row in enumerate(reading.rows)]
        self.cursor = reading.row
        self.set_heights([row.height for row in self._rows], self.size.width)

    def follow(self) -> None:
        """Go where the reader is."""
        self.set_cursor(self._reading.row)
        self.reveal(self._reading.row)

    # Laying out

    def _lay(self, row: Row, number: int) -> _Drawn:
        cells = [self._lay_cell(row, column) for column in range(len(self._columns))]
        if not any(row.cells[place] for place in self._visible):
            cells[-1] = self._lay_elsewhere(row, number)
        if not row.heading:
            self._bare = {column for column, place in enumerate(self._visible) if not row.cells[place]}
        return _Drawn(tuple(cells), self._gap(row, number))

    def _lay_cell(self, row: Row, column: int) -> tuple[LaidSentence, ...]:
        width, refs = self._columns[column].width, row.cells[self._visible[column]]
        if refs:
            return tuple(self._pen.piece(ref, width, row=row) for ref in refs)
        if row.heading or self._pen.reading.pending:
            return (LaidSentence.lay("", width),)
        # Said once for a run of rows: the sign goes on, the words would make a wall.
        words = "" if column in self._bare else MatchMark.NONE.words
        elsewhere = [
            ref.article for place, cell in enumerate(row.cells) if place not in self._visible for ref in cell[:1]
        ]
        if elsewhere and self._visible[column] == min(p for p in self._visible if not row.cells[p]):
            # A sentence whose counterpart has no column now: where it is.
            words = f"{MatchMark.NONE.words}, but in {', '.join(self._pen.outlet(article) for article in elsewhere)}"
        return (LaidSentence.lay(words, width, sign=self._pen.sign(MatchMark.NONE), role="muted"),)

    def _lay_elsewhere(self, row: Row, number: int) -> tuple[LaidSentence, ...]:
        """A row of outlets that have no column now: their words under their names."""
        width = self._columns[-1].width
        before = self._reading.rows[number - 1] if number else None
        # A run of one outlet's rows is named once.
        same = before is not None and before.alone and [bool(c) for c in before.cells] == [bool(c) for c in row.cells]
        pieces: list[LaidSentence] = []
        for refs in row.cells:
            if refs and same:
                pieces += (self._pen.piece(ref, width) for ref in refs)
            elif refs:
                pieces.append(LaidSentence.lay(self._pen.outlet(refs[0].article), width, role="muted"))
                pieces += (self._pen.piece(ref, width) for ref in refs)
        return tuple(pieces)

    def _gap(self, row: Row, number: int) -> int:
        if row.heading:
            return 0
        if self._airy or number + 1 >= len(self._reading.rows):
            return 1
        after = self._reading.rows[number + 1]
        return int(after.heading or self._paragraph(row) != self._paragraph(after))

    def _paragraph(self, row: Row) -> tuple[int, int] | None:
        ref: Ref | None = next((ref for ref in row.refs), None)
        return (ref.article, self._reading.alignment.sentence(ref).paragraph) if ref else None

    # Painting

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a row, all columns."""
        row, under = self._rows[block], block == self.cursor
        back = self.back(cursor=under)
        ground = back if under else self.between()
        current = self._reading.current if under else None
        columns = []
        for number, cell in enumerate(row.cells):
            strips: list[Strip] = []
            focused = under and self._visible[number] == self._reading.column
            for place, piece in enumerate(cell):
                first = next((number for number, one in enumerate(cell) if one.ref), 0)
                here = focused and (piece.ref == current if current else place == first)
                cursor = self._pen.cursor if here else " "
                strips += piece_strips(
                    piece, self._columns[number].width, self._pen.spans(piece), self.ink, back, cursor=cursor
                )
            columns.append(strips)
        empty: list[list[Strip]] = [[] for _ in columns]
        lines = [self._line(columns, line, back, ground) for line in range(row.height - row.gap)]
        return lines + [self._line(empty, 0, self.back(), self.between()) for _ in range(row.gap)]

    def _line(self, columns: list[list[Strip]], line: int, back: Style, ground: Style) -> Strip:
        parts = [
            strips[line] if line < len(strips) else blank(self._columns[number].width, back)
            for number, strips in enumerate(columns)
        ]
        return Strip.join([blank(self._columns[0].x, self.between()), beside(parts, blank(1, ground))])
