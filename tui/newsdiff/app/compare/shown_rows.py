"""The rows that the compare view shows: filtered, numbered, and folded where only one outlet goes on for long."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsdiff.app.compare.row_runs import RowOwner, find_runs
from newsdiff.core.diff.match_marks import MatchMark, linked, lone_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Match, Ref

MOST_WEAKER = 2
"""Weaker matches that are shown for a sentence in one outlet."""

WeakerLines = tuple[tuple["Match", ...], ...]
"""For each shown outlet, the weaker matches that a row shows in its column, best first."""


@dataclass(frozen=True, slots=True)
class RowRun:
    """Consecutive rows that only one outlet has."""

    article: int
    rows: tuple[Row, ...]
    sentences: int
    folds: bool
    """It is long enough to fold."""
    folded: bool = False
    """It is shown as one line."""

    @property
    def key(self) -> Ref:
        """Its first place, which names it."""
        return self.rows[0].refs[0]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All its places, headings included."""
        return tuple(ref for row in self.rows for ref in row.refs)


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The rows on the screen, in order. A folded run is told by its first row."""

    rows: tuple[Row, ...] = ()
    numbers: tuple[int, ...] = ()
    """For each row, its number among all rows of the filter, folded or not, from 1; headings have that of the next."""
    total: int = 0
    """Rows of the filter, headings not counted."""
    runs: tuple[RowRun | None, ...] = ()
    """For each row, the run that it is part of."""
    starts: tuple[int, ...] = ()
    """Index of the first sentence of each run that is known to be only there, long or short, folded or not."""
    weaker: tuple[WeakerLines, ...] = ()
    """For each row, the weaker matches in it."""
    homes: Mapping[Ref, int] = field(default_factory=dict)
    """For each sentence, the number of the row where it matches best."""


def show_rows(
    alignment: Alignment, every: Sequence[Row], weaker: Sequence[WeakerLines], is_folded: Callable[[RowRun], bool]
) -> ShownRows:
    """Fold rows.

    Args:
        alignment: The story.
        every: The rows that the filter keeps.
        weaker: The weaker matches shown in each of them; where there are any, not only one outlet has the row.
        is_folded: Whether a run that is long enough to fold is folded.
    """
    numbers, count = [], 1
    for row in every:
        numbers.append(count)
        count += not row.heading
    shown: list[int] = []
    runs: list[RowRun | None] = []
    starts: list[int] = []
    end = 0
    present = {ref.article for row in every for ref in row.refs}
    for span in find_runs([_owner(alignment, row, weaker[at], present) for at, row in enumerate(every)]):
        shown += range(end, span.first)
        runs += [None] * (span.first - end)
        run = RowRun(span.outlet, tuple(every[span.first : span.end]), span.sentences, folds=span.folds)
        opening = next(at for at in range(span.first, span.end) if not every[at].heading)
        if span.folds and is_folded(run):
            start = len(shown)
            shown.append(opening)
            runs.append(replace(run, folded=True))
        else:
            start = len(shown) + opening - span.first
            shown += range(span.first, span.end)
            runs += [run] * (span.end - span.first)
        if lone_mark(alignment, span.outlet, present) is MatchMark.ONLY:
            starts.append(start)
        end = span.end
    shown += range(end, len(every))
    runs += [None] * (len(every) - end)
    return ShownRows(
        tuple(every[one] for one in shown),
        tuple(numbers[one] for one in shown),
        count - 1,
        tuple(runs),
        tuple(starts),
        tuple(weaker[one] for one in shown),
        _homes(alignment, every, numbers),
    )


def _homes(alignment: Alignment, every: Sequence[Row], numbers: Sequence[int]) -> dict[Ref, int]:
    return {
        ref: numbers[at]
        for at, row in enumerate(every)
        for ref in row.refs
        if ref not in row.again and not alignment.sentence(ref).heading
    }


def _owner(alignment: Alignment, row: Row, weaker: WeakerLines, present: Collection[int]) -> RowOwner:
    # What stands alone in its row may match what stands in another one: that is not of one outlet alone.
    if any(weaker) or any(linked(alignment, ref, present) for ref in row.refs):
        return RowOwner(None)
    filled = [cell[0].article for cell in row.cells if cell]
    return RowOwner(filled[0] if len(filled) == 1 else None, row.heading)


def weaker_lines(alignment: Alignment, row: Row, order: Sequence[int]) -> WeakerLines:
    """The weaker matches that a row shows where an outlet has nothing linked in it: two at most for each outlet.

    Args:
        alignment: The story.
        row: The row.
        order: The shown outlets, the lead first.
    """
    if row.heading:
        return ((),) * len(order)
    subject = next(ref for cell in row.cells for ref in cell if not alignment.sentence(ref).heading)
    return tuple(
        () if row.cells[column] else weaker_matches(alignment, subject, article) for column, article in enumerate(order)
    )


def weaker_matches(alignment: Alignment, subject: Ref, article: int) -> tuple[Match, ...]:
    """The weaker matches shown for a sentence in another article, best first; none where it is linked there."""
    if alignment.counterparts(subject, article):
        return ()
    return alignment.counterparts(subject, article, weaker=True)[:MOST_WEAKER]
