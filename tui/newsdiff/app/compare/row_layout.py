"""How a row of the story stands on the screen: in columns, in a band over the full width, or folded into a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from newsdiff.app.compare.elsewhere import sentence_elsewhere
from newsdiff.app.rendering.text_strips import GUTTER, LaidSentence, flat
from newsdiff.app.rendering.text_wrap import cut, shorten, width_of
from newsdiff.core.diff.match_marks import (
    REJECTED,
    Absence,
    MatchMark,
    absence,
    empty_mark,
    lone_mark,
    percent,
    probable_match,
)
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.shown_rows import RowRun
    from newsdiff.app.compare.state import CompareState
    from newsdiff.app.rendering.text_wrap import Column
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Match, Ref

MOST_EMPTY = 6
"""Lines that a column may stand empty: a longer run of one outlet takes the full width, and where an outlet has several
counterparts, the weaker ones take one line each."""

WIDEST_BAND = 100
"""Cells of text in a band at most: longer lines are hard to follow."""

_QUOTES = "\"'“”‘’„«»"

WITHOUT_SPANS = frozenset({"again", "muted", "weaker", "head"})
"""Roles of text in which nothing stands out: notes of ours, and headings."""


class RowKind(Enum):
    """How a row stands on the screen."""

    COLUMNS = auto()
    BAND = auto()
    """Over the full width, each outlet's words behind its name."""
    FOLD = auto()
    """A folded run in one line."""


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row laid out."""

    kind: RowKind
    cells: tuple[tuple[LaidSentence, ...], ...]
    """In columns, one cell for each; in a band, one for each outlet that has something; folded, one."""
    gap: int
    """Empty lines after it."""
    articles: tuple[int, ...] = ()
    """In a band, the outlet of each cell."""
    named: bool = True
    """In a band: the names are shown, and not only those of the row above."""

    @property
    def height(self) -> int:
        """Lines, with the empty ones after it."""
        heights = [_lines(cell) for cell in self.cells]
        return (sum(heights) if self.kind is RowKind.BAND else max(heights)) + self.gap


def _lines(cell: Iterable[LaidSentence]) -> int:
    return sum(len(laid.lines) for laid in cell)


class RowLayout:
    """Lays the rows of a story into a window."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer) -> None:
        self._state, self._renderer = state, renderer
        self.columns: Sequence[Column] = ()
        self.visible: Sequence[int] = ()
        """For each column, the index of its outlet in `state.order`."""
        self.width = 0
        self.airy = False
        """An empty line after each row, and not only after paragraphs."""
        self.label_width = 0
        """Cells before the text of a band: the name of its outlet."""

    def lay_all(self) -> list[LaidRow]:
        """Lay all rows out."""
        names = [width_of(self._renderer.outlet(article)) for article in self._state.order]
        self.label_width = min(max(names, default=0) + 3, self.width // 3)
        self._bare: set[int] = set()
        self._tall: dict[Ref, bool] = {}
        kinds = [self._kind(row, number) for number, row in enumerate(self._state.rows)]
        return [self._lay(row, number, kinds) for number, row in enumerate(self._state.rows)]

    def _kind(self, row: Row, number: int) -> RowKind:
        if self._state.folding.is_folded(number):
            return RowKind.FOLD
        if not any(row.cells[position] for position in self.visible):
            return RowKind.BAND
        run = self._state.folding.run_at(number)
        if run is None or len(self.columns) < 2 or self._state.pending:
            return RowKind.COLUMNS
        if run.key not in self._tall:
            width = self.columns[0].width
            heights = (len(self._renderer.lay(ref, width).lines) for ref in run.refs)
            self._tall[run.key] = sum(heights) > MOST_EMPTY
        return RowKind.BAND if self._tall[run.key] else RowKind.COLUMNS

    def _lay(self, row: Row, number: int, kinds: Sequence[RowKind]) -> LaidRow:
        kind, gap = kinds[number], self._gap(row, number, kinds)
        run = self._state.folding.run_at(number)
        if kind is RowKind.FOLD and run is not None:
            return LaidRow(kind, ((self._lay_fold(run),),), gap)
        if kind is RowKind.BAND:
            return self._lay_band(row, number, kinds, gap)
        cells = [self._lay_cell(row, number, column) for column in range(len(self.columns))]
        if not row.heading and not self._state.pending:
            room = min(_lines(cell) for cell in cells) + MOST_EMPTY
            cells = [
                self._fit_cell(row, number, column, cell, room) if _lines(cell) > room else cell
                for column, cell in enumerate(cells)
            ]
        if not row.heading:
            self._bare = {column for column, position in enumerate(self.visible) if not row.cells[position]}
        return LaidRow(kind, tuple(cells), gap)

    # A folded run

    def _lay_fold(self, run: RowRun) -> LaidSentence:
        sentence = self._state.alignment.sentence
        first = next(sentence(ref).text for ref in run.refs if not sentence(ref).heading)
        count, name = count_noun(run.sentences, "sentence"), self._renderer.outlet(run.article)
        # The sentence may begin with a quotation mark of its own.
        mark = lone_mark(self._state.alignment, run.article, self._state.order)
        alone = f"only in {name}" if mark is MatchMark.ONLY else f"not compared, in {name}"
        text = f'{count} {alone}: "{first.lstrip(_QUOTES)}"'
        room = self.width - GUTTER - 4
        if width_of(text) > room:
            text = shorten(text, room - 1) + '"'
        sign, role = self._renderer.sign(mark), self._renderer.sign_role(mark)
        return LaidSentence.lay(text, self.width - 2, sign=sign, sign_role=role)

    # A band

    def _lay_band(self, row: Row, number: int, kinds: Sequence[RowKind], gap: int) -> LaidRow:
        width = min(self.width - self.label_width, WIDEST_BAND + GUTTER)
        filled = [cell for cell in row.cells if cell]
        cells = tuple(tuple(self._lay_text(ref, row, number, width) for ref in cell) for cell in filled)
        run = self._state.folding.run_at(number)
        before = number and kinds[number - 1] is RowKind.BAND and run is not None
        named = not (before and self._state.folding.run_at(number - 1) is run)
        return LaidRow(RowKind.BAND, cells, gap, tuple(cell[0].article for cell in filled), named)

    # Columns

    def _lay_cell(self, row: Row, number: int, column: int) -> tuple[LaidSentence, ...]:
        width, position = self.columns[column].width, self.visible[column]
        refs = row.cells[position]
        if refs:
            return tuple(self._lay_text(ref, row, number, width) for ref in refs)
        if row.heading or self._state.pending:
            return (LaidSentence.lay(self._awaited(position, number), width, role="muted"),)
        weaker = self._state.shown.weaker[number][position]
        if weaker:
            subject = self._state.subject_of(number)
            return tuple(self._lay_weaker(match, match.other(subject), width) for match in weaker)
        article = self._state.order[position]
        # Said once for a run of rows: the sign goes on, the words would make a wall.
        present = [cell[0].article for cell in row.cells if cell]
        mark = empty_mark(self._state.alignment, article, present)
        words = "" if column in self._bare else mark.words
        elsewhere = [
            ref.article for place, cell in enumerate(row.cells) if place not in self.visible for ref in cell[:1]
        ]
        first = min(one for one in self.visible if not row.cells[one])
        if elsewhere and mark is MatchMark.NONE and position == first:
            # A sentence whose counterpart has no column now: where it is.
            words = f"not here; see {', '.join(self._renderer.outlet(one) for one in elsewhere)}"
        why = absence(self._state.alignment, article, row.own_refs)
        if why is Absence.REJECTED:
            words = f"match {REJECTED}"
        elif why is Absence.ELSEWHERE:
            home = sentence_elsewhere(self._state, number, position)
            words = self._arrow(home, number, width) if home else words
        elif why is Absence.NONE and words in {"", MatchMark.NONE.words}:
            words = self._probable(article, row) or words
        return (LaidSentence.lay(words, width, sign=self._renderer.sign(mark), role="muted"),)

    def _fit_cell(
        self, row: Row, number: int, column: int, cell: tuple[LaidSentence, ...], room: int
    ) -> tuple[LaidSentence, ...]:
        """A cell that leaves others empty for long, with the weaker of its counterparts in one line each.

        The best one stays whole, and so does what gives a value that is contradicted, or has a hit of the search.
        """
        subject, article = self._state.subject_of(number), self._state.order[self.visible[column]]
        fitted, valued = list(cell), self._state.overview.sentence_spans
        found = (match.other(subject) for match in self._state.alignment.counterparts(subject, article))
        _, *weaker = [ref for ref in found if ref not in row.again] or [subject]
        for ref in reversed(weaker):
            if _lines(fitted) <= room:
                break
            at = next((at for at, laid in enumerate(fitted) if laid.ref == ref), None)
            if at is not None and ref not in valued and ref not in self._state.hits:
                fitted[at] = fitted[at].in_one_line(self.columns[column].width)
        return tuple(fitted)

    def _awaited(self, position: int, number: int) -> str:
        """What stands beside the first sentence while nothing is compared yet: why the column is empty."""
        rows = self._state.rows
        first = next((at for at, row in enumerate(rows) if not row.heading), -1) if self._state.pending else -1
        if number != first:
            return ""
        return f"Looking for matches in {self._renderer.outlet(self._state.order[position])} …"

    def _probable(self, article: int, row: Row) -> str:
        """That a match is not sure, and how likely it is; "" where it is unlikely."""
        match = probable_match(self._state.alignment, article, row.refs)
        return f"no sure match ({self._renderer.sign(MatchMark.WEAKER)} {percent(match)}%)" if match else ""

    def _arrow(self, ref: Ref, number: int, width: int) -> str:
        """An arrow up or down to where a sentence stands, and how it begins, in a line."""
        below = self._state.shown.homes[ref] > self._state.shown.numbers[number]
        arrow, quote, end = ("^v"[below], '"', '"') if self._renderer.ascii else ("↑↓"[below], "“", "”")
        text = f"{arrow} {quote}{flat(self._state.alignment.sentence(ref).text).strip(_QUOTES)}"
        room = width - GUTTER
        return f"{text}{end}" if width_of(text) < room else f"{cut(text, room - 1)}{end}"

    def _lay_text(self, ref: Ref, row: Row, number: int, width: int) -> LaidSentence:
        if ref in row.again:
            return self._lay_again(ref, row, number, width)
        laid = self._renderer.lay(ref, width, row=row)
        run = self._state.folding.run_at(number)
        if laid.role in {"text", "only"} and run is not None:
            # In a long run gold would be a wall.
            mark = lone_mark(self._state.alignment, ref.article, self._state.order)
            return replace(laid, role="text" if run.folds or mark is not MatchMark.ONLY else "only")
        return laid

    def _lay_again(self, ref: Ref, row: Row, number: int, width: int) -> LaidSentence:
        """A sentence that stands in another row, where it matches better: an arrow to it.

        Where the filter does not keep that row, the sentence itself.
        """
        if ref not in self._state.shown.homes:
            return self._renderer.lay(ref, width, row=replace(row, again=frozenset()))
        laid = self._renderer.lay(ref, width, row=row)
        words = self._arrow(ref, number, width)
        return LaidSentence.lay(words, width, sign=laid.sign, sign_role=laid.sign_role, role="again", ref=ref)

    def _lay_weaker(self, match: Match, other: Ref, width: int) -> LaidSentence:
        text = f"{percent(match)}% {self._state.alignment.sentence(other).text}"
        if (match.a, match.b) not in self._state.opened_weaker:
            text = shorten(" ".join(text.split()), width - GUTTER)
        sign = self._renderer.sign(MatchMark.WEAKER)
        return LaidSentence.lay(text, width, sign=sign, sign_role="weaker", role="weaker", ref=other)

    # Gaps

    def _gap(self, row: Row, number: int, kinds: Sequence[RowKind]) -> int:
        if row.heading:
            return 0
        if number + 1 >= len(kinds):
            return 1
        after = self._state.rows[number + 1]
        run = self._state.folding.run_at(number)
        together = kinds[number] is kinds[number + 1] and kinds[number] is not RowKind.COLUMNS
        if together and (kinds[number] is RowKind.FOLD or run is self._state.folding.run_at(number + 1)):
            return int(kinds[number] is RowKind.BAND and self.airy and self._paragraph(row) != self._paragraph(after))
        return int(self.airy or after.heading or self._paragraph(row) != self._paragraph(after))

    def _paragraph(self, row: Row) -> tuple[int, int]:
        ref = row.refs[0]
        return ref.article, self._state.alignment.sentence(ref).paragraph
