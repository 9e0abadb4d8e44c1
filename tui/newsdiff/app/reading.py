"""One reader over one story: what is shown, and where they are. No screen in it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newsdiff.core.differences import Differences
from newsdiff.core.marks import Mark, matched
from newsdiff.core.models import Ref
from newsdiff.core.rows import Row, rows
from newsdiff.core.text import fold

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment, Match


class Filter(Enum):
    """Which rows are shown, with the reader's word for it."""

    ALL = "all"
    DIFFERS = "differs"
    ONLY = "only here"
    FIGURES = "figures"
    QUOTES = "quotes"

    @property
    def next(self) -> Filter:
        """The filter after this one, round and round."""
        every = list(Filter)
        return every[(every.index(self) + 1) % len(every)]


class Reading:
    """The state of the compare view. Whoever changes it calls its methods; whoever draws it reads its attributes."""

    MOST = 8
    """Outlets that can be shown at once."""

    def __init__(self, alignment: Alignment, *, pending: bool = False) -> None:
        self.pending = pending
        """The matches are being looked for: nothing is said yet about what has none."""
        self.lead = 0
        self.hidden: set[int] = set(range(self.MOST, len(alignment.articles)))
        self.filter = Filter.ALL
        self.weaker = False
        self.row = self.column = self.depth = 0
        self.hits: tuple[Ref, ...] = ()
        self.query = ""
        self._take(alignment)

    def _take(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self.differences = Differences(alignment)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Work out order and rows again after what they depend on has changed; the cursor keeps its sentence."""
        here = self.current or self.subject if hasattr(self, "rows") else None
        others = (number for number in range(len(self.alignment.articles)) if number not in {*self.hidden, self.lead})
        self.order: tuple[int, ...] = (self.lead, *others)
        # Before its matches are known, only the lead's sentences have their place.
        shown = rows(self.alignment, self.order, weaker=self.weaker)
        self.all_rows = tuple(row for row in shown if row.cells[0]) if self.pending else shown
        self.rows: tuple[Row, ...] = tuple(row for row in self.all_rows if self._passes(row))
        self._matched: dict[int, tuple[int, int]] = {}
        self.column = min(self.column, len(self.order) - 1)
        self.row = min(self.row, max(0, len(self.rows) - 1))
        if here is None or not self.go_to(here):
            self._settle(1)

    def replace(self, alignment: Alignment) -> None:
        """Go on in the same place of the same story: its matches are known, or the reader's word has changed one."""
        self.pending = False
        self._take(alignment)

    def matched(self, article: int) -> tuple[int, int]:
        """How many sentences of an article are matched in another shown outlet, and how many it has."""
        if article not in self._matched:
            self._matched[article] = matched(self.alignment, article, [one for one in self.order if one != article])
        return self._matched[article]

    def _passes(self, row: Row) -> bool:
        if self.filter is Filter.ALL:
            return True
        if row.heading:
            return False
        if self.filter is Filter.ONLY:
            return row.alone
        if self.filter is Filter.DIFFERS:
            return self.differs(row)
        if self.filter is Filter.FIGURES:
            return self.differences.row_mark(row, self.order) is Mark.FIGURES
        return any(self.differences.quotes(ref) for ref in row.refs)

    def differs(self, row: Row) -> bool:
        """Not every shown outlet says the same here."""
        if row.heading:
            return False
        whole = all(row.cells)
        return not whole or self.differences.row_mark(row, self.order) is not Mark.SAME

    def mark(self, ref: Ref) -> Mark:
        """What a sentence is to the other shown outlets."""
        return Mark.UNKNOWN if self.pending else self.differences.mark(ref, self.order, weaker=self.weaker)

    # Where the reader is

    def cell(self, row: int, column: int) -> tuple[Ref, ...]:
        """The sentences of a cell, without the headings above them (a heading row has its heading)."""
        if not 0 <= row < len(self.rows):
            return ()
        here = self.rows[row]
        return tuple(ref for ref in here.cells[column] if here.heading or not self.alignment.sentence(ref).heading)

    @property
    def current(self) -> Ref | None:
        """The sentence under the cursor; `None` where the focused outlet has no match."""
        cell = self.cell(self.row, self.column)
        return cell[min(self.depth, len(cell) - 1)] if cell else None

    @property
    def subject(self) -> Ref | None:
        """The sentence that the row is about: the one under the cursor, else the first that stands in the row."""
        if self.current is not None:
            return self.current
        for column in range(len(self.order)):
            cell = self.cell(self.row, column)
            if cell:
                return cell[0]
        return None

    def go_to(self, ref: Ref) -> bool:
        """Put the cursor on a sentence; false where it is not shown."""
        if ref.article not in self.order:
            return False
        column = self.order.index(ref.article)
        found = [number for number, row in enumerate(self.rows) if ref in row.cells[column]]
        if not found:
            return False
        best = next((number for number in found if ref not in self.rows[number].again), found[0])
        self.row, self.column = best, column
        cell = self.cell(best, column)
        self.depth = cell.index(ref) if ref in cell else 0
        return True

    def go_to_counterpart(self, article: int) -> None:
        """Go to what another outlet says about this sentence, or to where its article begins if no match is found."""
        here = self.subject
        found = self.alignment.counterparts(here, article, weaker=self.weaker) if here else ()
        if here and found:
            self.go_to(found[0].other(here))
            return
        sentences = self.alignment.articles[article].sentences
        first = next((number for number, sentence in enumerate(sentences) if not sentence.heading), 0)
        self.go_to(Ref(article, first))

    def move(self, by: int) -> None:
        """Go `by` sentences down, or up where it is negative; through the sentences of a cell before the next row."""
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            deep = self.depth + step
            if 0 <= deep < len(self.cell(self.row, self.column)):
                self.depth = deep
            elif not self._step(step):
                return

    def _step(self, step: int) -> bool:
        row = self.row + step
        while 0 <= row < len(self.rows) and self.rows[row].heading:
            row += step
        if not 0 <= row < len(self.rows):
            return False
        self.row = row
        self.depth = 0 if step > 0 else max(0, len(self.cell(row, self.column)) - 1)
        return True

    def _settle(self, step: int) -> None:
        """Do not stand on a heading."""
        self.depth = 0
        if self.rows and self.rows[self.row].heading and not self._step(step):
            self._step(-step)

    def move_to_row(self, row: int) -> None:
        """Go to a row, or to the first or last one where there are fewer."""
        self.row = max(0, min(row, len(self.rows) - 1))
        self._settle(1 if self.row == 0 else -1)

    def move_column(self, by: int) -> None:
        """Go `by` outlets to the right, or to the left where it is negative."""
        self.column = max(0, min(self.column + by, len(self.order) - 1))
        self.depth = 0

    # Differences and hits

    def next_difference(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) row that differs; what one outlet has alone counts once."""
        number = self.row + step
        while 0 <= number < len(self.rows):
            if self._is_stop(number, step):
                self.row, self.depth = number, 0
                return True
            number += step
        return False

    def _is_stop(self, number: int, step: int) -> bool:
        row = self.rows[number]
        if not self.differs(row):
            return False
        before = number - step
        if not row.alone or not 0 <= before < len(self.rows):
            return True
        previous = self.rows[before]
        return not (previous.alone and _sides(previous) == _sides(row))

    def search(self, query: str) -> int:
        """Find a text in the shown articles; gives how many sentences have it. An empty one ends the search."""
        self.query = fold(query.strip())
        self.hits = (
            tuple(
                ref
                for ref in self.alignment.refs()
                if ref.article in self.order and self.query in fold(self.alignment.sentence(ref).text)
            )
            if self.query
            else ()
        )
        return len(self.hits)

    def next_hit(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sentence that was found, in the order of the rows."""
        places = self._hit_places()
        here = (self.row, self.column, self.depth)
        ahead = [place for place in places if (place > here if step > 0 else place < here)] or places
        if not ahead:
            return False
        self.row, self.column, self.depth = ahead[0] if step > 0 else ahead[-1]
        return True

    def _hit_places(self) -> list[tuple[int, int, int]]:
        wanted = set(self.hits)
        return [
            (number, column, depth)
            for number in range(len(self.rows))
            for column in range(len(self.order))
            for depth, ref in enumerate(self.cell(number, column))
            if ref in wanted
        ]

    # The outlets

    def choose(self, article: int) -> str:
        """One key for each outlet: let it lead; if it leads already, put it away; if it is away, bring it back.

        Gives what was done, in words.
        """
        outlet = self.alignment.articles[article].outlet
        if article in self.hidden:
            if len(self.order) >= self.MOST:
                return f"{self.MOST} outlets are shown, and no more fit: put one away first"
            self.hidden.discard(article)
            done = f"{outlet} is shown again"
        elif article != self.lead:
            self.lead = article
            done = f"{outlet} leads now; the same key again puts it away"
        elif len(self.order) <= 2:
            return f"{outlet} stays: two outlets are needed to compare"
        else:
            self.hidden.add(article)
            self.lead = self.order[1]
            done = f"{outlet} is put away; the same key brings it back"
        self.refresh()
        return done

    def match_at_cursor(self) -> tuple[Match | None, str]:
        """The match that accept and reject mean, or none and the reason."""
        here = self.subject
        if here is None:
            return None, "There is no sentence here"
        lead_cell = self.cell(self.row, 0)
        if self.column and self.current and lead_cell:
            found = self._between(lead_cell[0], self.current)
        else:
            found = [
                match
                for article in self.order
                if article != here.article
                for match in self.alignment.counterparts(here, article, weaker=self.weaker)
            ]
        if not found:
            return None, "No match to judge here. L links two sentences by hand"
        if len(found) > 1:
            return None, "Several sentences match this one: go to the one you mean with l, then press again"
        return found[0], ""

    def _between(self, a: Ref, b: Ref) -> list[Match]:
        return [match for match in self.alignment.of(a) if match.other(a) == b]


def _sides(row: Row) -> tuple[bool, ...]:
    return tuple(bool(cell) for cell in row.cells)
