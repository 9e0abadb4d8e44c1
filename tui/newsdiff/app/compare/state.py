"""What the compare view shows of a story: which outlets, which rows, which marks. It knows no screen."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from newsdiff.app.compare.cursor import Cursor
from newsdiff.core.alignment.rows import Row, rows
from newsdiff.core.diff.match_marks import MatchMark, matched
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Alignment, Ref
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from newsdiff.core.models import Article, Match

MOST_SHOWN = 8
"""Outlets that can be shown at once."""


class Filter(Enum):
    """Which rows are shown; the value is what the screen calls it."""

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


class Chosen(Enum):
    """What the key of an outlet did."""

    LEADS = auto()
    HIDDEN = auto()
    SHOWN_AGAIN = auto()
    NO_ROOM = auto()
    """Nothing: `MOST_SHOWN` outlets are shown already."""
    NEEDED = auto()
    """Nothing: it is one of the last two outlets that are shown."""


class NoMatch(Enum):
    """Why there is no match to judge."""

    NO_SENTENCE = auto()
    NONE_IN_OUTLET = auto()
    """The focused outlet has nothing in this row."""
    NONE = auto()
    SEVERAL = auto()


class CompareState:
    """The state of the compare view. Whoever changes it calls its methods; whoever draws it reads its attributes.

    Articles are named by their index in the story. Without any, there is nothing to show and everything else holds.
    """

    def __init__(self, alignment: Alignment, *, pending: bool = False) -> None:
        self.pending = pending
        """The matches are not known yet, so nothing is shown about sentences that have none."""
        self.lead = 0
        self.hidden: set[int] = set(range(MOST_SHOWN, len(alignment.articles)))
        self.filter = Filter.ALL
        self.weaker = False
        """Matches that are too weak to be linked are shown as well."""
        self.query = ""
        self.hits: tuple[Ref, ...] = ()
        """The shown sentences that the search finds."""
        self.linking: Ref | None = None
        """Where a link by hand was begun."""
        self.rows: tuple[Row, ...] = ()
        self.order: tuple[int, ...] = ()
        """The shown articles, the lead first."""
        self.alignment = alignment
        self.differences = Differences(alignment)
        self.cursor = Cursor(self)
        self.refresh()

    # What is shown

    def refresh(self) -> None:
        """Work out order and rows anew after what they depend on has changed; the cursor keeps its sentence."""
        self._lay_out(self.cursor.subject)

    def replace(self, alignment: Alignment, differences: Differences | None = None, *, pending: bool = False) -> None:
        """Show the same story as it is now: articles or texts have come, or matches have changed.

        Lead, hidden outlets, cursor and a link that was begun follow their articles and sentences.

        Args:
            alignment: The story as it is now.
            differences: What differs inside its matches, where some of it is worked out already.
            pending: Its matches are not known yet.
        """
        here, before = self.cursor.subject, self.alignment.articles
        self.pending, self.alignment = pending, alignment
        self.differences = differences or Differences(alignment)
        if before != alignment.articles:
            moved = _moved(before, alignment.articles)
            self.lead = moved.get(self.lead, 0)
            self._hide(moved)
            here = _followed(here, before, alignment.articles, moved)
            self.linking = _followed(self.linking, before, alignment.articles, moved, exact=True)
        self._lay_out(here)

    def _hide(self, moved: dict[int, int]) -> None:
        """An outlet that joins when all columns are taken waits for its key."""
        hidden = {moved[article] for article in self.hidden if article in moved}
        shown = len(moved) - len(hidden)
        for article in range(len(self.alignment.articles)):
            if article not in moved.values():
                if shown >= MOST_SHOWN:
                    hidden.add(article)
                shown += 1
        self.hidden = hidden - {self.lead}

    def _lay_out(self, here: Ref | None) -> None:
        shown = [number for number in range(len(self.alignment.articles)) if number not in {*self.hidden, self.lead}]
        self.order = (self.lead, *shown) if self.alignment.articles else ()
        every = rows(self.alignment, self.order, weaker=self.weaker)
        # Before the matches are known, only the lead's sentences have their rows.
        self.rows = tuple(row for row in every if (row.cells[0] or not self.pending) and self._passes(row))
        self._matched: dict[int, tuple[int, int]] = {}
        self._find_hits()
        self.cursor.clamp(here)

    def cell(self, row: int, column: int) -> tuple[Ref, ...]:
        """The sentences of a cell, without the headings above them (a heading row has its heading)."""
        if not 0 <= row < len(self.rows):
            return ()
        here = self.rows[row]
        return tuple(ref for ref in here.cells[column] if here.heading or not self.alignment.sentence(ref).heading)

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

    # Marks

    def matched(self, article: int) -> tuple[int, int]:
        """How many sentences of an article are matched in another shown outlet, and how many it has."""
        if article not in self._matched:
            self._matched[article] = matched(self.alignment, article, [one for one in self.order if one != article])
        return self._matched[article]

    def differs(self, row: Row) -> bool:
        """Whether not every shown outlet says the same in a row."""
        if row.heading:
            return False
        return not all(row.cells) or self.differences.row_mark(row, self.order) is not MatchMark.SAME

    def mark(self, ref: Ref) -> MatchMark:
        """What a sentence is to the other shown outlets."""
        return MatchMark.UNKNOWN if self.pending else self.differences.mark(ref, self.order, weaker=self.weaker)

    def mark_in(self, row: Row, ref: Ref) -> MatchMark:
        """What a sentence is in a row: the mark of its match with the lead's sentence there, if there is one."""
        if ref.article != self.lead and row.cells[0] and not self.pending:
            for match in self.alignment.counterparts(ref, self.lead, weaker=self.weaker):
                if match.other(ref) in row.cells[0]:
                    return self.differences.match_mark(match)
        return self.mark(ref)

    # Search

    def search(self, query: str) -> int:
        """Find a text in the shown rows; gives the number of sentences that have it. An empty one ends the search."""
        self.query = fold(query.strip())
        self._find_hits()
        return len(self.hits)

    def _find_hits(self) -> None:
        refs = {ref for row in self.rows for ref in row.refs} if self.query else set()
        # The cursor cannot go to headings.
        self.hits = tuple(
            ref
            for ref in sorted(refs)
            if not self.alignment.sentence(ref).heading and self.query in fold(self.alignment.sentence(ref).text)
        )

    # Outlets and matches

    def choose(self, article: int) -> Chosen:
        """One key for each outlet: let it lead; if it leads already, hide it; if it is hidden, show it again."""
        if article in self.hidden:
            if len(self.order) >= MOST_SHOWN:
                return Chosen.NO_ROOM
            self.hidden.discard(article)
            done = Chosen.SHOWN_AGAIN
        elif article != self.lead:
            self.lead = article
            self.refresh()
            # Who calls an outlet to the front looks from there.
            self.cursor.go_to_counterpart(article)
            done = Chosen.LEADS
        elif len(self.order) <= 2:
            return Chosen.NEEDED
        else:
            self.hidden.add(article)
            self.lead = self.order[1]
            done = Chosen.HIDDEN
        self.refresh()
        return done

    def match_at_cursor(self, *, accept: bool) -> Match | NoMatch:
        """The match that accept (or reject) means, or why there is none. A rejected one can be accepted again."""
        found = self._matches_at_cursor()
        if isinstance(found, NoMatch):
            return found
        # What the user has decided already need not be decided again.
        return _the_one([match for match in found if match.by != "reader" or match.rejected is accept])

    def mark_at_cursor(self) -> Match | NoMatch:
        """The match whose mark of details can be rejected, else the one whose mark can be brought back."""
        found = self._matches_at_cursor()
        if isinstance(found, NoMatch):
            return found
        marked = [match for match in found if self.differences.match_mark(match) is MatchMark.FIGURES]
        return _the_one(marked or [match for match in found if match.level and match.details_rejected])

    def _matches_at_cursor(self) -> list[Match] | NoMatch:
        here, current, column = self.cursor.subject, self.cursor.current, self.cursor.column
        if here is None:
            return NoMatch.NO_SENTENCE
        if current is None and column:
            return NoMatch.NONE_IN_OUTLET
        lead_cell = self.cell(self.cursor.row, 0)
        if column and current and lead_cell:
            return [match for match in self.alignment.of(lead_cell[0]) if match.other(lead_cell[0]) == current]
        return [
            match
            for match in self.alignment.of(here)
            if match.other(here).article in self.order and (match.level or match.rejected or self.weaker)
        ]


def _the_one(found: list[Match]) -> Match | NoMatch:
    if len(found) > 1:
        return NoMatch.SEVERAL
    return found[0] if found else NoMatch.NONE


def _moved(before: tuple[Article, ...], after: tuple[Article, ...]) -> dict[int, int]:
    """Where the articles of a story went: old index to new index. What is not in it any more is left out."""
    free = list(range(len(after)))
    moved: dict[int, int] = {}
    for old, article in enumerate(before):
        new = next((number for number in free if _is_same(article, after[number])), None)
        if new is not None:
            moved[old] = new
            free.remove(new)
    return moved


def _is_same(one: Article, other: Article) -> bool:
    """Whether two are the same article, of which one may have more of its text."""
    return (one.source, one.outlet, one.title) == (other.source, other.outlet, other.title)


def _followed(
    ref: Ref | None,
    before: tuple[Article, ...],
    after: tuple[Article, ...],
    moved: dict[int, int],
    *,
    exact: bool = False,
) -> Ref | None:
    """Where a sentence stands now: the nearest with the same text, else (unless `exact`) what has its number."""
    if ref is None or ref.article not in moved:
        return None
    article = moved[ref.article]
    old, new = before[ref.article].sentences, after[article].sentences
    same = (number for number, one in enumerate(new) if one.text == old[ref.sentence].text)
    nearest = min(same, key=lambda number: abs(number - ref.sentence), default=None)
    if nearest is None and not exact and new:
        nearest = min(ref.sentence, len(new) - 1)
    return None if nearest is None else Ref(article, nearest)
