"""Which outlets have the columns where there are more outlets than columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.app.compare.state import CompareState


def column_window(state: CompareState, count: int, first: int, *, opposed: bool) -> tuple[int, ...]:
    """The outlets that get a column, by index in `state.order`: the lead, and a run of the others.

    The run stays where it is as far as it can: the outlet that the reader is in belongs to it, and where the reader is
    with the lead, on a detail that differs, one that contradicts the lead.

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
    """The outlets that contradict the lead in the row under the cursor; where it says nothing, one of the others."""
    if state.stop_at_cursor is None:
        return
    row = state.rows[state.cursor.row]
    for position, cell in enumerate(row.cells[1:], 1):
        own = (ref for ref in cell if ref not in row.again)
        found = (match.other(ref).article for ref in own for match in state.differences.contradictions(row, ref))
        if any(not row.cells[0] or article == state.lead for article in found):
            yield position
