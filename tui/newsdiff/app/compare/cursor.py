"""The cursor of the compare view: the row, the outlet and the sentence that the user is on, and how it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.stops import next_stop
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Collection

    from newsdiff.app.compare.state import CompareState


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
        self._walked: Ref | None = None

    # Where it is

    @property
    def current(self) -> Ref | None:
        """The sentence under the cursor; None where the focused outlet has no match."""
        cell = self._state.cell(self.row, self.column)
        return cell[min(self.depth, len(cell) - 1)] if cell else None

    @property
    def subject(self) -> Ref | None:
        """The sentence that the row is about: the one under the cursor, else the first of the row."""
        current = self.current
        if current is not None or not self._state.rows:
            return current
        return self._state.subject_of(min(self.row, len(self._state.rows) - 1))

    @property
    def is_led_here(self) -> bool:
        """The key for the next difference led to this sentence."""
        return self._walked is not None and self._walked == self.subject

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

    def go_to_match(self, article: int) -> bool:
        """Go to what another outlet says about this sentence; False where no match is found."""
        state, here = self._state, self.subject
        found = state.alignment.counterparts(here, article, weaker=state.weaker) if here else ()
        return bool(here and found and self.go_to(found[0].other(here)))

    def go_to_counterpart(self, article: int) -> None:
        """Go to what another outlet says about this sentence, or to the start of its article if no match is found."""
        state = self._state
        if self.go_to_match(article):
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
        """Go to the next (1) or previous (-1) place of the filter; without one, conflicts, then runs.

        Gives False, and stays, where there is none.
        """
        row = self._next_place(step)
        if row is not None:
            self.row, self.depth = row, 0
            self._walked = self.subject
        return row is not None

    def _next_place(self, step: int) -> int | None:
        state = self._state
        starts = state.shown.starts
        if state.filter is Filter.ALL:
            stops = [stop.row for stop in state.stops]
            runs = [start for start in starts if start not in stops]
            return next_stop(stops, runs, self.row, step, walked=self._walked == self.subject)
        row = self.row + step
        while 0 <= row < len(state.rows):
            # A run counts once.
            if state.folding.run_at(row) is None or row in starts:
                return row
            row += step
        return None

    def next_difference_in_article(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) conflict of this article; after the last, to what only it has.

        Gives False, and stays, where there is none.
        """
        here, state = self.current, self._state
        if here is None:
            return False
        marks = {number: state.mark(Ref(here.article, number)) for number in self._sentences(here.article)}
        conflicts = [number for number, mark in marks.items() if mark is MatchMark.FIGURES]
        alone = [number for number, mark in marks.items() if mark is MatchMark.ONLY]
        numbers = list(marks)
        before = dict(zip(numbers[1:], numbers, strict=False))
        # A run of sentences that only this outlet has counts once.
        runs = [number for number in alone if before.get(number) not in alone]
        to = next_stop(conflicts, runs, here.sentence, step, walked=self._walked == here)
        if to is None or not self.go_to(Ref(here.article, to)):
            return False
        self._walked = self.subject
        return True

    def _sentences(self, article: int) -> list[int]:
        sentences = self._state.alignment.articles[article].sentences
        return [number for number, sentence in enumerate(sentences) if not sentence.heading]

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
