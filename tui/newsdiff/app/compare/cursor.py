"""The cursor of the compare view: the row, the outlet and the sentence that the user is on, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.alignment.rows import Row


class Cursor:
    """A position in the rows of a story. It changes nothing of what is shown.

    Attributes:
        row: Index into `state.rows`.
        column: Index into `state.order`, the shown outlets.
        depth: Which sentence of the cell, where it holds several.
    """

    def __init__(self, state: CompareState) -> None:
        self._state = state
        self.row = self.column = self.depth = 0

    # Where it is

    @property
    def current(self) -> Ref | None:
        """The sentence under the cursor; None where the focused outlet has no match."""
        cell = self._state.cell(self.row, self.column)
        return cell[min(self.depth, len(cell) - 1)] if cell else None

    @property
    def subject(self) -> Ref | None:
        """The sentence that the row is about: the one under the cursor, else the first of the row."""
        if self.current is not None:
            return self.current
        cells = (self._state.cell(self.row, column) for column in range(len(self._state.order)))
        return next((cell[0] for cell in cells if cell), None)

    # Going to a sentence

    def go_to(self, ref: Ref) -> bool:
        """Move to a sentence; False where it is not shown."""
        state = self._state
        if ref.article not in state.order:
            return False
        column = state.order.index(ref.article)
        found = [number for number, row in enumerate(state.rows) if ref in row.cells[column]]
        if not found:
            return False
        best = next((number for number in found if ref not in state.rows[number].again), found[0])
        self.row, self.column = best, column
        cell = state.cell(best, column)
        self.depth = cell.index(ref) if ref in cell else 0
        return True

    def go_to_counterpart(self, article: int) -> None:
        """Go to what another outlet says about this sentence, or to the start of its article if no match is found."""
        state = self._state
        here = self.subject
        found = state.alignment.counterparts(here, article, weaker=state.weaker) if here else ()
        if here and found:
            self.go_to(found[0].other(here))
            return
        sentences = state.alignment.articles[article].sentences
        first = next((number for number, sentence in enumerate(sentences) if not sentence.heading), 0)
        self.go_to(Ref(article, first))

    def go_into(self, articles: Collection[int]) -> None:
        """Go to a sentence of one of these articles: this one, its counterpart, or the nearest one before it.

        Args:
            articles: Indices of articles in the story, all of them shown; nothing happens where there are none.
        """
        state = self._state
        here = self.current
        if not articles or (here is not None and here.article in articles):
            return
        wanted = state.order[self.column] if state.order[self.column] in articles else next(iter(articles))
        subject = self.subject
        found = state.alignment.counterparts(subject, wanted, weaker=state.weaker) if subject else ()
        if subject and found and self.go_to(found[0].other(subject)):
            return
        column = state.order.index(wanted)
        for row in (*range(self.row, -1, -1), *range(self.row, len(state.rows))):
            cell = () if row >= len(state.rows) or state.rows[row].heading else state.cell(row, column)
            if cell:
                self.go_to(cell[-1])
                return

    # Moving

    def move(self, by: int) -> None:
        """Go `by` sentences down, or up where it is negative; through the sentences of a cell before the next row."""
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            deeper = self.depth + step
            if 0 <= deeper < len(self._state.cell(self.row, self.column)):
                self.depth = deeper
            elif not self._step(step):
                return

    def move_to_row(self, row: int) -> None:
        """Go to a row, or to the first or last one where there are fewer."""
        step = 1 if row >= self.row else -1
        self.row = max(0, min(row, len(self._state.rows) - 1))
        self._leave_heading(step)

    def move_column(self, by: int) -> None:
        """Go `by` outlets to the right, or to the left where it is negative."""
        self.column = max(0, min(self.column + by, len(self._state.order) - 1))
        self.depth = 0

    def clamp(self, ref: Ref | None) -> None:
        """Keep to a sentence after the rows have changed; where it is not shown, to the nearest row that is left."""
        self.column = max(0, min(self.column, len(self._state.order) - 1))
        self.row = max(0, min(self.row, len(self._state.rows) - 1))
        if ref is None or not self.go_to(ref) or self._state.rows[self.row].heading:
            self._leave_heading(1)

    def _step(self, step: int) -> bool:
        rows = self._state.rows
        row = self.row + step
        while 0 <= row < len(rows) and rows[row].heading:
            row += step
        if not 0 <= row < len(rows):
            return False
        self.row = row
        self.depth = 0 if step > 0 else max(0, len(self._state.cell(row, self.column)) - 1)
        return True

    def _leave_heading(self, step: int) -> None:
        """Headings are passed in the direction of travel."""
        self.depth = 0
        rows = self._state.rows
        if rows and rows[self.row].heading and not self._step(step):
            self._step(-step)

    # Differences and search hits

    def next_difference(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) row that differs; a run of rows of one outlet alone counts once.

        Gives False, and stays, where there is none.
        """
        row = self.row + step
        while 0 <= row < len(self._state.rows):
            if self._is_stop(row, step):
                self.row, self.depth = row, 0
                return True
            row += step
        return False

    def _is_stop(self, number: int, step: int) -> bool:
        rows = self._state.rows
        row, before = rows[number], number - step
        if not self._state.differs(row):
            return False
        if not row.alone or not 0 <= before < len(rows):
            return True
        return not (rows[before].alone and _filled(rows[before]) == _filled(row))

    def next_difference_in_article(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sentence of this article that not all outlets have alike.

        Gives False, and stays, where there is none.
        """
        here, state = self.current, self._state
        if here is None:
            return False
        sentences = state.alignment.articles[here.article].sentences
        before = state.mark(here)
        number = here.sentence + step
        while 0 <= number < len(sentences):
            if not sentences[number].heading:
                mark = state.mark(Ref(here.article, number))
                # A run of sentences that only this outlet has counts once.
                if mark is not MatchMark.SAME and (mark is not before or mark is not MatchMark.ONLY):
                    return self.go_to(Ref(here.article, number))
                before = mark
            number += step
        return False

    def next_hit(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) search hit in the order of the rows; past the end, to the other end.

        With 0 it stays on a hit and else goes to the next one. Gives False where there is no hit.
        """
        positions = self._hit_positions()
        here = (self.row, self.column, self.depth)
        if step == 0 and here in positions:
            return True
        ahead = [one for one in positions if (one > here if step >= 0 else one < here)] or positions
        if not ahead:
            return False
        self.row, self.column, self.depth = ahead[0] if step >= 0 else ahead[-1]
        return True

    def _hit_positions(self) -> list[tuple[int, int, int]]:
        state = self._state
        wanted = set(state.hits)
        return [
            (number, column, depth)
            for number, row in enumerate(state.rows)
            for column in range(len(state.order))
            for depth, ref in enumerate(state.cell(number, column))
            if ref in wanted and ref not in row.again
        ]


def _filled(row: Row) -> tuple[bool, ...]:
    return tuple(bool(cell) for cell in row.cells)
