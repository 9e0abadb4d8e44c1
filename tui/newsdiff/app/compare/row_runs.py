"""Runs of rows that only one outlet has: where they begin and end, and which of them are long enough to fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEAST_FOLDED = 3
"""Sentences from which a run folds into one line."""


class RowOwner(NamedTuple):
    """Whose row it is."""

    outlet: int | None
    """The only outlet with something in the row; None where several have."""
    heading: bool = False
    """The row holds a heading and no sentence."""


class RunSpan(NamedTuple):
    """Consecutive rows of one outlet alone."""

    first: int
    """Index of its first row, which may be a heading."""
    end: int
    """Index after its last row, which is a sentence."""
    outlet: int
    sentences: int

    @property
    def folds(self) -> bool:
        """It is long enough to fold."""
        return self.sentences >= LEAST_FOLDED


def find_runs(owners: Sequence[RowOwner]) -> tuple[RunSpan, ...]:
    """Every run of rows that one outlet has alone, in order, with the headings above and among its sentences.

    A heading that no sentence of the run follows belongs to what comes next, and is not part of it.
    """
    return tuple(_runs(owners))


def _runs(owners: Sequence[RowOwner]) -> Iterator[RunSpan]:
    first = 0
    while first < len(owners):
        outlet = owners[first].outlet
        if outlet is None:
            first += 1
            continue
        end, sentences, row = first, 0, first
        while row < len(owners) and owners[row].outlet == outlet:
            row += 1
            if not owners[row - 1].heading:
                end, sentences = row, sentences + 1
        if sentences:
            yield RunSpan(first, end, outlet, sentences)
        first = row
