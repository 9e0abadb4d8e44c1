"""The filters of the rows, and when one is worth offering."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.story_diff import Differences

_MOST_KEPT = 9, 10
"""A filter that would keep more than this share of the rows is none."""


class Filter(Enum):
    """Which rows are shown; the value is what the screen calls it."""

    ALL = "all"
    DETAILS = "details differ"
    SIMILAR = "similar"
    ONLY = "only here"
    QUOTES = "quotes"
    TOLD_BY_ALL = "told by all"

    def keeps(self, row: Row, differences: Differences, shown: Sequence[int]) -> bool:
        """Whether a row is shown. Headings stand only among all rows: without their text they head nothing."""
        if self is Filter.ALL:
            return True
        if row.heading:
            return False
        if self is Filter.QUOTES:
            return any(differences.quotes(ref) for ref in row.refs)
        if self is Filter.TOLD_BY_ALL:
            return not differences.overview(shown).told_by_all.isdisjoint(row.own_refs)
        # What was compared with no other outlet is not known to be in one only.
        return differences.row_mark(row, shown) is _MARKS[self]


_MARKS = {Filter.DETAILS: MatchMark.FIGURES, Filter.SIMILAR: MatchMark.SIMILAR, Filter.ONLY: MatchMark.ONLY}


def next_filter(present: Filter, every: Sequence[Row], differences: Differences, shown: Sequence[int]) -> Filter:
    """The filter after this one, round and round; one that would keep more than nine rows of ten is passed over.

    What all tell is not known, and passed over too, where not every two outlets were compared.

    Args:
        present: The filter now.
        every: All rows of the story.
        differences: Of the story.
        shown: The outlets whose rows they are.
    """
    order = list(Filter)
    at = order.index(present)
    sentences = sum(not row.heading for row in every)
    for following in (*order[at + 1 :], Filter.ALL):
        if following is Filter.TOLD_BY_ALL and not differences.overview(shown).all_compared:
            continue
        kept = sum(following.keeps(row, differences, shown) for row in every)
        if following is Filter.ALL or kept * _MOST_KEPT[1] <= sentences * _MOST_KEPT[0]:
            return following
    return Filter.ALL
