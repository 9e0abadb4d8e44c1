"""What the compare view shows of a story: which outlets, which rows, which marks. It knows no screen."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from newsdiff.app.compare.cursor import Cursor
from newsdiff.app.compare.detail_stops import detail_stops
from newsdiff.app.compare.filters import Filter, next_filter
from newsdiff.app.compare.folding import Folding
from newsdiff.app.compare.shown_rows import ShownRows, weaker_lines
from newsdiff.app.compare.story_change import followed_sentence, hidden_articles, moved_articles
from newsdiff.core.alignment.rows import Row, rows
from newsdiff.core.diff.match_marks import MatchMark, lone_mark, matched
from newsdiff.core.diff.overview import Overview
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from newsdiff.app.compare.detail_stops import DetailStop
    from newsdiff.app.compare.shown_rows import RowRun
    from newsdiff.core.library.stories import ComparedStory, OutletEntries
    from newsdiff.core.models import Alignment, Match, Ref

MOST_SHOWN = 8
"""Outlets that can be shown at once."""


class Chosen(Enum):
    """What the key of an outlet did."""

    LEADS = auto()
    HIDDEN = auto()
    SHOWN_AGAIN = auto()
    NO_ROOM = auto()
    """Nothing: `MOST_SHOWN` outlets are shown already."""
    NEEDED = auto()
    """Nothing: it is one of the last two outlets that are shown."""


class CompareState:
    """The state of the compare view. Whoever changes it calls its methods; whoever draws it reads its attributes.

    Articles are named by their index in the story. Without any, there is nothing to show and everything else holds.
    """

    def __init__(self, alignment: Alignment, *, pending: bool = False) -> None:
        self.pending = pending
        """The matches are not known yet, so nothing is shown about sentences that have none."""
        self.provisional = False
        """The matches are known by words alone so far."""
        self.story: ComparedStory | None = None
        """The story in the library; None where the articles are of none."""
        self.doubtful: frozenset[int] = frozenset()
        """The ids of its entries that may not belong to it."""
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
        self.whole = False
        """Whole articles are shown, so that nothing is folded."""
        self.opened_weaker: set[tuple[Ref, Ref]] = set()
        """Weaker matches that are shown in full."""
        self._all: tuple[Row, ...] = ()
        self.folding = Folding(alignment)
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
            moved = moved_articles(before, alignment.articles)
            self.lead = moved.get(self.lead, 0)
            self.hidden = hidden_articles(self.hidden, moved, len(alignment.articles), MOST_SHOWN) - {self.lead}
            here = followed_sentence(here, before, alignment.articles, moved)
            self.linking = followed_sentence(self.linking, before, alignment.articles, moved, exact=True)
        self._lay_out(here)

    def _lay_out(self, here: Ref | None) -> None:
        shown = [number for number in range(len(self.alignment.articles)) if number not in {*self.hidden, self.lead}]
        # The columns beside the lead are for those that were compared with it.
        shown.sort(key=lambda number: not self.alignment.is_compared(self.lead, number))
        self.order = (self.lead, *shown) if self.alignment.articles else ()
        self._all = rows(self.alignment, self.order)
        # Before the matches are known, only the lead's sentences have their rows.
        every = [
            row
            for row in self._all
            if (row.cells[0] or not self.pending) and self.filter.keeps(row, self.differences, self.order)
        ]
        none, weaker = ((),) * len(self.order), self.weaker and not self.pending
        lines = [weaker_lines(self.alignment, row, self.order) if weaker else none for row in every]
        self.folding.replace(self.alignment, every, lines)
        self._overview: Overview | None = None
        self._stops: tuple[ShownRows, tuple[DetailStop, ...]] | None = None
        self._matched: dict[int, tuple[int, int]] = {}
        self._find_hits()
        self._fold(here)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows on the screen; a folded run is told by its first one."""
        return self.shown.rows

    @property
    def outlets(self) -> tuple[OutletEntries, ...]:
        """Of a stored story, for each article the entries of its outlet."""
        return self.story.outlets if self.story else ()

    def is_doubtful(self, article: int) -> bool:
        """Whether an article may not belong to the story."""
        return article < len(self.outlets) and self.outlets[article].shown in self.doubtful

    @property
    def headline(self) -> str:
        """What the story is called: its headline in the library, else the title of the lead."""
        articles = self.alignment.articles
        return self.story.headline if self.story else articles[self.lead].title if articles else ""

    @property
    def shown_entries(self) -> set[int]:
        """The ids of the stored entries whose articles are shown."""
        return {self.outlets[article].shown for article in self.order if article < len(self.outlets)}

    def cell(self, row: int, column: int) -> tuple[Ref, ...]:
        """What the cursor can stand on in a cell: its sentences, then the other sides of its weaker matches.

        Headings above a sentence are left out, and a heading row has its heading.
        """
        if not 0 <= row < len(self.rows):
            return ()
        here = self.rows[row]
        if here.heading:
            return here.cells[column]
        refs = tuple(ref for ref in here.cells[column] if not self.alignment.sentence(ref).heading)
        weaker = self.shown.weaker[row][column]
        return refs + tuple(match.other(self.subject_of(row)) for match in weaker) if weaker else refs

    def subject_of(self, row: int) -> Ref:
        """The first sentence of a row, or its heading where it has nothing else."""
        refs = self.rows[row].refs
        return next((ref for ref in refs if not self.alignment.sentence(ref).heading), refs[0])

    @property
    def weaker_at_cursor(self) -> Match | None:
        """The weaker match on whose line the cursor is."""
        row, column = self.cursor.row, self.cursor.column
        weaker = self.shown.weaker[row][column] if self.rows else ()
        current = self.cursor.current
        return next((match for match in weaker if match.other(self.subject_of(row)) == current), None)

    # Folding

    @property
    def shown(self) -> ShownRows:
        """The rows on the screen, and what they are part of."""
        return self.folding.shown

    @property
    def foldable_run(self) -> RowRun | None:
        """The run under the cursor that can be folded or unfolded."""
        run = self.folding.run_at(self.cursor.row)
        return run if run is not None and run.folds and self.folding.enabled else None

    @property
    def is_unfolded_by_hand(self) -> bool:
        """The run under the cursor was unfolded by itself, and not with all others."""
        run = self.foldable_run
        return run is not None and not run.folded and self.folding.all_folded

    def toggle_run(self) -> bool:
        """Unfold the run under the cursor, or fold it again; False where there is none."""
        run, here = self.foldable_run, self.cursor.subject
        if run is not None:
            self.folding.toggle(run)
            self._stand_on(here)
        return run is not None

    def toggle_folding(self) -> bool | None:
        """Unfold all runs, or fold all where none is folded; gives whether they are folded, None where none can be."""
        runs, here = [run for run in self.shown.runs if run is not None and run.folds], self.cursor.subject
        if not runs or not self.folding.enabled:
            return None
        self.folding.set_all(not any(run.folded for run in runs))
        self._stand_on(here)
        return self.folding.all_folded

    def open(self) -> None:
        """Fold all that folds, and go to the first conflict, or else to the first row."""
        self.folding.set_all(True)
        # Headlines are on the screen already.
        self.cursor.move_to_row(next((stop.row for stop in self.stops if not stop.only_headlines), 0))

    def reveal(self, ref: Ref) -> bool:
        """Go to a sentence, and unfold the run that it is in; False where it is not shown."""
        self._unfold(ref)
        return self.cursor.go_to(ref)

    def _fold(self, here: Ref | None) -> None:
        """Fold the rows anew. The sentence under the cursor is not folded away, unless it stood for a folded run."""
        was_folded = self.folding.is_folded(self.cursor.row)
        # Who asks for what only one outlet has wants to read it.
        self.folding.enabled = not self.pending and not self.whole and self.filter is Filter.ALL
        self.folding.show(self.hits)
        if not was_folded:
            self._unfold(here)
        self._stand_on(here)

    def _unfold(self, ref: Ref | None) -> None:
        at = self.folding.folded_at(ref)
        run = None if at is None else self.folding.run_at(at)
        if run is not None:
            self.folding.toggle(run)

    def _stand_on(self, here: Ref | None) -> None:
        at = self.folding.folded_at(here)
        if at is None:
            self.cursor.clamp(here)
        else:
            self.cursor.move_to_row(at)

    # Marks

    def matched(self, article: int) -> tuple[int, int]:
        """How many sentences of an article are matched in another shown outlet, and how many it has."""
        if article not in self._matched:
            self._matched[article] = matched(self.alignment, article, [one for one in self.order if one != article])
        return self._matched[article]

    def is_compared(self, article: int) -> bool:
        """Whether an article was compared with another shown one; it was not with those in other languages."""
        return lone_mark(self.alignment, article, self.order) is MatchMark.ONLY

    def next_filter(self) -> Filter:
        """The filter that comes after the present one."""
        return next_filter(self.filter, self._all, self.differences, self.order)

    def mark_at_cursor(self) -> MatchMark | None:
        """The mark of the sentence under the cursor, or of the first of its row."""
        subject = self.cursor.subject
        return None if subject is None else self.mark(subject)

    @property
    def overview(self) -> Overview:
        """The story at a glance, as the shown outlets tell it."""
        if self._overview is None:
            self._overview = self.differences.overview(self.order) if not self.pending else Overview()
        return self._overview

    @property
    def stops(self) -> tuple[DetailStop, ...]:
        """The rows with details that differ, each detail in one of them."""
        if self._stops is None or self._stops[0] is not self.shown:
            self._stops = self.shown, detail_stops(self.overview.conflicts, self.shown.rows)
        return self._stops[1]

    @property
    def stop_at_cursor(self) -> DetailStop | None:
        """The details of the row under the cursor, if it has the place of any."""
        return next((stop for stop in self.stops if stop.row == self.cursor.row), None)

    def mark(self, ref: Ref) -> MatchMark:
        """What a sentence is to the other shown outlets."""
        return MatchMark.UNKNOWN if self.pending else self.differences.mark(ref, self.order, weaker=self.weaker)

    def mark_in(self, row: Row, ref: Ref) -> MatchMark:
        """What a sentence is in a row: the mark of its match with the lead's sentence there, if there is one.

        Where a detail of it and of another sentence in the row differs, it is that.
        """
        if ref.article != self.lead and row.cells[0] and not self.pending:
            if self.differences.contradictions(row, ref):
                return MatchMark.FIGURES
            for match in self.alignment.counterparts(ref, self.lead, weaker=self.weaker):
                if match.other(ref) in row.cells[0]:
                    return self.differences.match_mark(match)
        return self.mark(ref)

    # Search

    def search(self, query: str) -> int:
        """Find a text in the shown rows; gives the number of sentences that have it. An empty one ends the search."""
        self.query = fold(query.strip())
        self._find_hits()
        # A run is unfolded while something is found in it.
        self._fold(self.cursor.subject)
        return len(self.hits)

    def _find_hits(self) -> None:
        refs = {ref for row in self.folding.every for ref in row.refs} if self.query else set()
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
            # Who calls an outlet to the front looks from there, and stays where it says nothing.
            self.cursor.go_to_match(article)
            done = Chosen.LEADS
        elif len(self.order) <= 2:
            return Chosen.NEEDED
        else:
            self.hidden.add(article)
            self.lead = self.order[1]
            done = Chosen.HIDDEN
        self.refresh()
        return done
