"""Rows folded and unfolded: what the user wants of each run, and the rows that come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.shown_rows import ShownRows, show_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsdiff.app.compare.shown_rows import RowRun, WeakerLines
    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.models import Alignment, Ref


class Folding:
    """The rows of a filter with what is folded of them. The user folds all or none, and single runs otherwise."""

    def __init__(self, alignment: Alignment) -> None:
        self.shown = ShownRows()
        self.all_folded = True
        self.enabled = False
        """Runs fold here; not in whole articles, and not under a filter."""
        self._exceptions: set[Ref] = set()
        """By their keys, the runs that are folded where others are not, or the other way round."""
        self._alignment = alignment
        self.every: Sequence[Row] = ()
        """The rows of the filter before any of them is folded."""
        self._weaker: Sequence[WeakerLines] = ()
        self._hits: Collection[Ref] = ()

    def replace(self, alignment: Alignment, every: Sequence[Row], weaker: Sequence[WeakerLines]) -> None:
        """Take other rows, not folded, with their weaker matches; `show` shows them."""
        if alignment.articles != self._alignment.articles:
            self._exceptions = set()
        self._alignment, self.every, self._weaker = alignment, every, weaker

    def show(self, hits: Collection[Ref]) -> None:
        """Fold the rows; a run in which a search finds something is not folded."""
        self._hits = hits
        self.shown = show_rows(self._alignment, self.every, self._weaker, self._is_folded)

    def set_all(self, folded: bool) -> None:
        """Fold all runs, or unfold them."""
        self.all_folded = folded
        self._exceptions = set()
        self.show(self._hits)

    def toggle(self, run: RowRun) -> None:
        """Unfold a run, or fold it again."""
        self._exceptions ^= {run.key}
        self.show(self._hits)

    def run_at(self, row: int) -> RowRun | None:
        """The run of one outlet alone that a row is part of."""
        return self.shown.runs[row] if 0 <= row < len(self.shown.runs) else None

    def is_folded(self, row: int) -> bool:
        """The row stands for a folded run."""
        run = self.run_at(row)
        return run is not None and run.folded

    def folded_at(self, ref: Ref | None) -> int | None:
        """The row that stands for the folded run of a sentence; None where it is not folded away."""
        folded = ((at, run) for at, run in enumerate(self.shown.runs) if run is not None and run.folded)
        return next((at for at, run in folded if ref in run.refs), None)

    def _is_folded(self, run: RowRun) -> bool:
        folded = (run.key in self._exceptions) is not self.all_folded
        return self.enabled and folded and not any(ref in self._hits for ref in run.refs)
