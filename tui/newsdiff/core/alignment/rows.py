"""Rows of the compare view: the lead's sentences with their counterparts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsdiff.core.models import Alignment

Cell = tuple[Ref, ...]
"""The sentences of one outlet in a row, in the order of its article; empty if no match was found."""


@dataclass(frozen=True, slots=True)
class Row:
    """Matching sentences of the shown outlets."""

    cells: tuple[Cell, ...]
    """One cell for each shown outlet, the lead first. A heading stands in the cell of the sentence that follows it."""
    again: frozenset[Ref] = frozenset()
    """Sentences of this row that are also in another row, where they match better."""
    heading: bool = False
    """A heading of the lead outlet; the other cells are empty."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All sentences of the row, cell by cell."""
        return tuple(ref for cell in self.cells for ref in cell)

    @property
    def own_refs(self) -> tuple[Ref, ...]:
        """The sentences of the row that match no better elsewhere; there is always one."""
        return tuple(ref for ref in self.refs if ref not in self.again)

    @property
    def alone(self) -> bool:
        """Whether only one of the shown outlets has a sentence here."""
        return sum(1 for cell in self.cells if cell) == 1


def rows(alignment: Alignment, shown: Sequence[int], *, weaker: bool = False) -> tuple[Row, ...]:
    """The lead's sentences in order with their counterparts, and sentences without one near their neighbours.

    Args:
        alignment: The story.
        shown: The articles to show, the lead first; each at most once.
        weaker: Include weak matches that are not linked.

    Every sentence of every shown article is in at least one row. A sentence with counterparts in several rows is in
    each of them; `Row.again` has all but the best.
    """
    if not shown:
        return ()
    builder = _RowBuilder(alignment, shown, weaker)
    return tuple(builder.rows())


class _RowBuilder:
    """Builds the rows of `rows`."""

    def __init__(self, alignment: Alignment, shown: Sequence[int], weaker: bool) -> None:
        self.alignment, self.shown, self.weaker = alignment, shown, weaker
        self.home: dict[Ref, int] = {}
        """Sentence of another outlet → number of the lead sentence that it matches best."""
        self.after: dict[int, list[tuple[Cell, ...]]] = defaultdict(list)
        """Rows without the lead, by the lead sentence that they follow."""
        for ref in self._others():
            found = alignment.counterparts(ref, shown[0], weaker=weaker)
            if found:
                self.home[ref] = found[0].other(ref).sentence
        self.anchors: dict[int, list[int]] = {article: self._anchors(article) for article in shown[1:]}
        """By article and sentence: the lead sentence after which a row without the lead is placed."""
        self._place_free()

    def rows(self) -> Iterator[Row]:
        for number, sentence in enumerate(self.alignment.articles[self.shown[0]].sentences):
            lead = Ref(self.shown[0], number)
            if sentence.heading:
                yield Row(((lead,), *(() for _ in self.shown[1:])), heading=True)
            else:
                yield self._lead_row(lead)
            yield from self._free_rows(number)

    def _others(self) -> Iterator[Ref]:
        for article in self.shown[1:]:
            for number, sentence in enumerate(self.alignment.articles[article].sentences):
                if not sentence.heading:
                    yield Ref(article, number)

    def _lead_row(self, lead: Ref) -> Row:
        cells: list[Cell] = [(lead,)]
        again = set()
        for article in self.shown[1:]:
            found = self.alignment.counterparts(lead, article, weaker=self.weaker)
            refs = sorted(match.other(lead) for match in found)
            again |= {ref for ref in refs if self.home[ref] != lead.sentence}
            cells.append(self._with_headings(ref for ref in refs if ref not in again) if refs else ())
            cells[-1] = tuple(sorted({*cells[-1], *refs}))
        return Row(tuple(cells), frozenset(again))

    def _free_rows(self, number: int) -> Iterator[Row]:
        for cells in self.after[number]:
            yield Row(tuple(self._with_headings(cell) for cell in cells))

    def _with_headings(self, refs: Iterable[Ref]) -> Cell:
        """Insert each heading before the sentence that it heads."""
        cell: list[Ref] = []
        for ref in refs:
            sentences = self.alignment.articles[ref.article].sentences
            first = ref.sentence
            while first and sentences[first - 1].heading:
                first -= 1
            cell += (Ref(ref.article, number) for number in range(first, ref.sentence + 1))
        return tuple(cell)

    def _place_free(self) -> None:
        """Put the sentences without a counterpart in the lead into rows of their own, after the row of a neighbour."""
        taken: set[Ref] = set()
        for ref in self._others():
            if ref in self.home or ref in taken:
                continue
            group = {ref.article: [ref]}
            for article in self.shown[1:]:
                others = (match.other(ref) for match in self.alignment.counterparts(ref, article, weaker=self.weaker))
                free = sorted(other for other in others if other not in self.home and other not in taken)
                if free:
                    group[article] = free
            taken.update(*group.values())
            cells = ((), *(tuple(group.get(article, ())) for article in self.shown[1:]))
            self.after[self.anchors[ref.article][ref.sentence]].append(cells)

    def _anchors(self, article: int) -> list[int]:
        """For each sentence of an article, the lead sentence of its nearest earlier neighbour, else of a later one."""
        homes = [
            self.home.get(Ref(article, number)) for number in range(len(self.alignment.articles[article].sentences))
        ]
        at = self._opening(next((home for home in homes if home is not None), None))
        anchors = []
        for home in homes:
            anchors.append(at)
            if home is not None:
                at = home
        return anchors

    def _opening(self, home: int | None) -> int:
        """The lead sentence that comes before what an article opens with; `home` is that of its first neighbour."""
        lead = self.alignment.articles[self.shown[0]].sentences
        if home is None:
            return len(lead) - 1
        # The story opens with the lead's own first sentence, and nothing comes between a heading and its text.
        return next((number for number in range(home - 1, -1, -1) if not lead[number].heading), home)
