"""Which outlets have the columns where there are more outlets than columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.app.compare.state import CompareState


def column_window(state: CompareState, count: int, first: int, *, opposed: bool) -> tuple[int, ...]:
    """The outlets that get a column, by index in `state.order`: the lead, and a run of the others.

    The run stays where it is as far as it can: the outlet that the reader is in belongs to it, and where the reader is
    with the lead, on a detail that differs, one that gives the detail otherwise.

    Args:
        state: The story.
        count: Columns.
        first: The first outlet of the run so far, 1 or more.
        opposed: The reader was led to this row for its details.
    """
    count, focused = min(count, len(state.order)), state.cursor.column
    if count <= 1:
        return (focused,) * count
    if focused:
        first = _with(first, count, focused)
    elif opposed:
        there = list(_opposed(state))
        if there and not any(first <= position < first + count - 1 for position in there):
            first = _with(first, count, there[0])
    first = min(first, max(1, len(state.order) - count + 1))
    return (0, *range(first, first + count - 1))


def _with(first: int, count: int, position: int) -> int:
    """Where a run of all columns but one begins that has an outlet, as near to where it began as can be."""
    return min(max(first, position - count + 2), position)


def _opposed(state: CompareState) -> Iterator[int]:
    """The outlets that give a detail of the row under the cursor otherwise than the lead, in the row itself."""
    stop = state.stop_at_cursor
    if stop is None:
        return
    row = state.rows[stop.row]
    for position, cell in enumerate(row.cells[1:], 1):
        article = state.order[position]
        here = {ref.sentence for ref in cell if ref not in row.again}
        for detail in stop.details:
            otherwise = any(article in one.articles and state.lead not in one.articles for one in detail.values)
            if otherwise and any(place.article == article and place.sentence in here for place in detail.places):
                yield position
                break
