"""One reader over one story: what is shown, and where they are. No screen in it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newsdiff.core.alignment.rows import Row, rows
from newsdiff.core.diff.match_marks import MatchMark, matched
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Ref
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Collection

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


class CompareState:
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
        self.rows: tuple[Row, ...] = ()
        self.order: tuple[int, ...] = ()
        self._take(alignment)

    def _take(self, alignment: Alignment, differences: Differences | None = None) -> None:
        self.alignment = alignment
        self.differences = differences or Differences(alignment)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Work out order and rows again after what they depend on has changed; the cursor keeps its sentence."""
        here = self.subject if self.rows else None
        others = (number for number in range(len(self.alignment.articles)) if number not in {*self.hidden, self.lead})
        self.order = (self.lead, *others)
        # Before its matches are known, only the lead's sentences have their place.
        shown = rows(self.alignment, self.order, weaker=self.weaker)
        self.all_rows = tuple(row for row in shown if row.cells[0]) if self.pending else shown
        self.rows = tuple(row for row in self.all_rows if self._passes(row))
        self._matched: dict[int, tuple[int, int]] = {}
        self._find_hits()
        self.column = min(self.column, len(self.order) - 1)
        self.row = min(self.row, max(0, len(self.rows) - 1))
        if here is None or not self.go_to(here):
            self._settle(1)

    def replace(self, alignment: Alignment, differences: Differences | None = None) -> None:
        """Go on in the same place of the same story: its matches are known, or the reader's word has changed one.

        Args:
            alignment: The story as it is now.
            differences: What differs inside its matches, where some of it is worked out already.
        """
        self.pending = False
        shown = len(self.alignment.articles) - len(self.hidden)
        for article in range(len(self.alignment.articles), len(alignment.articles)):
            # Who joins when all places are taken waits for its key.
            if shown >= self.MOST:
                self.hidden.add(article)
            shown += 1
        self._take(alignment, differences)

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
            return self.differences.row_mark(row, self.order) is MatchMark.FIGURES
        return any(self.differences.quotes(ref) for ref in row.refs)

    def differs(self, row: Row) -> bool:
        """Not every shown outlet says the same here."""
        if row.heading:
            return False
        whole = all(row.cells)
        return not whole or self.differences.row_mark(row, self.order) is not MatchMark.SAME

    def mark(self, ref: Ref) -> MatchMark:
        """What a sentence is to the other shown outlets."""
        return MatchMark.UNKNOWN if self.pending else self.differences.mark(ref, self.order, weaker=self.weaker)

    def mark_in(self, row: Row, ref: Ref) -> MatchMark:
        """What a sentence is in a row: its match with the lead's sentence there, if there is one."""
        if ref.article != self.lead and row.cells[0] and not self.pending:
            for match in self.alignment.counterparts(ref, self.lead, weaker=self.weaker):
                if match.other(ref) in row.cells[0]:
                    return self.differences.match_mark(match)
        return self.mark(ref)

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
        step = 1 if row >= self.row else -1
        self.row = max(0, min(row, len(self.rows) - 1))
        self._settle(step)

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
        self._find_hits()
        return len(self.hits)

    def _find_hits(self) -> None:
        """What is found stands in the rows that are shown; headings are no places to go to."""
        standing = {ref for row in self.rows for ref in row.refs} if self.query else set()
        self.hits = tuple(
            ref
            for ref in sorted(standing)
            if not self.alignment.sentence(ref).heading and self.query in fold(self.alignment.sentence(ref).text)
        )

    def next_hit(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sentence that was found, in the order of the rows; 0: or stay."""
        places = self._hit_places()
        here = (self.row, self.column, self.depth)
        if step == 0 and here in places:
            return True
        ahead = [place for place in places if (place > here if step >= 0 else place < here)] or places
        if not ahead:
            return False
        self.row, self.column, self.depth = ahead[0] if step >= 0 else ahead[-1]
        return True

    def _hit_places(self) -> list[tuple[int, int, int]]:
        wanted = set(self.hits)
        return [
            (number, column, depth)
            for number in range(len(self.rows))
            for column in range(len(self.order))
            for depth, ref in enumerate(self.cell(number, column))
            if ref in wanted and ref not in self.rows[number].again
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
            self.refresh()
            # Who calls an outlet to the front looks from there.
            self.go_to_counterpart(article)
            done = f"{outlet} leads now; the same key again puts it away"
        elif len(self.order) <= 2:
            return f"{outlet} stays: two outlets are needed to compare"
        else:
            self.hidden.add(article)
            self.lead = self.order[1]
            done = f"{outlet} is put away; the same key brings it back"
        self.refresh()
        return done

    def match_at_cursor(self, *, accept: bool) -> tuple[Match | None, str]:
        """The match that accept (or reject) means, or none and the reason. A rejected one can be accepted again."""
        here = self.subject
        if here is None:
            return None, "There is no sentence here"
        if self.current is None and self.column:
            return None, f"No match found in {self.alignment.articles[self.order[self.column]].outlet} to judge"
        lead_cell = self.cell(self.row, 0)
        if self.column and self.current and lead_cell:
            found = self._between(lead_cell[0], self.current)
        else:
            found = [
                match
                for match in self.alignment.of(here)
                if match.other(here).article in self.order and (match.level or match.rejected or self.weaker)
            ]
        # What the reader has said already need not be said again.
        found = [match for match in found if match.by != "reader" or match.rejected is accept]
        if not found:
            return None, "No match to judge here. L links two sentences by hand"
        if len(found) > 1:
            return None, "Several sentences match this one: go to the one you mean with l, then press again"
        return found[0], ""

    def next_in_article(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) sentence of this article that not all outlets have alike."""
        here = self.current
        if here is None:
            return False
        sentences = self.alignment.articles[here.article].sentences
        before = self.mark(here)
        number = here.sentence + step
        while 0 <= number < len(sentences):
            if not sentences[number].heading:
                mark = self.mark(Ref(here.article, number))
                if mark not in {MatchMark.SAME, before} or (
                    mark is before and mark not in {MatchMark.SAME, MatchMark.ONLY}
                ):
                    return self.go_to(Ref(here.article, number))
                before = mark
            number += step
        return False

    def stand_in(self, articles: Collection[int]) -> None:
        """Stand on a sentence of one of these articles: this one, its counterpart, or the nearest one before it."""
        here = self.current
        if here is not None and here.article in articles:
            return
        wanted = self.order[self.column] if self.order[self.column] in articles else next(iter(articles))
        subject = self.subject
        found = self.alignment.counterparts(subject, wanted, weaker=self.weaker) if subject else ()
        if subject and found and self.go_to(found[0].other(subject)):
            return
        column = self.order.index(wanted)
        for row in (*range(self.row, -1, -1), *range(self.row, len(self.rows))):
            cell = [] if self.rows[row].heading else self.cell(row, column)
            if cell:
                self.go_to(cell[-1])
                return

    def _between(self, a: Ref, b: Ref) -> list[Match]:
        return [match for match in self.alignment.of(a) if match.other(a) == b]


def _sides(row: Row) -> tuple[bool, ...]:
    return tuple(bool(cell) for cell in row.cells)
