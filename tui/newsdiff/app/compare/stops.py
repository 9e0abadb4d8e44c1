"""Where the keys for the next and the previous difference go: conflicts first, then what only one outlet has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def next_stop(conflicts: Sequence[int], runs: Sequence[int], here: int, step: int, *, walked: bool) -> int | None:
    """The next (1) or previous (-1) stop from a place; None where there is none.

    All stops make one walk: every conflict from the top, then the beginning of every run from the top. Who left it
    joins it again at the nearest conflict ahead, or at the nearest run where no conflict is ahead.

    Args:
        conflicts: Places of details that differ, ascending.
        runs: Places where a run of one outlet alone begins, ascending; none of them a conflict.
        here: The place to go from.
        step: 1 or -1.
        walked: The last step of the walk led here.
    """
    order = [*conflicts, *runs]
    if here in conflicts or (walked and here in runs):
        to = order.index(here) + step
        return order[to] if 0 <= to < len(order) else None
    for places in (conflicts, runs):
        ahead = [place for place in places if (place > here if step > 0 else place < here)]
        if ahead:
            return ahead[0] if step > 0 else ahead[-1]
    return None
