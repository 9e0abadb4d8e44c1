"""Arrows: where a sentence stands that a row has no room to show again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Ref


def sentence_elsewhere(state: CompareState, number: int, position: int) -> Ref | None:
    """The sentence that an outlet has in another row and that matches this row; None where it has something here.

    Args:
        state: The story.
        number: The row, by its index.
        position: The outlet, by its index in `state.order`.
    """
    row, homes = state.rows[number], state.shown.homes
    if row.cells[position] or state.shown.weaker[number][position]:
        return None
    article = state.order[position]
    found = (match.other(ref) for ref in row.own_refs for match in state.alignment.counterparts(ref, article))
    return next((ref for ref in found if ref in homes), None)


def arrow_at_cursor(state: CompareState) -> Ref | None:
    """The sentence that the arrow under the cursor leads to; None where there is no arrow."""
    number, position, current = state.cursor.row, state.cursor.column, state.cursor.current
    if not state.rows or state.folding.is_folded(number):
        return None
    if current is not None:
        return current if current in state.rows[number].again and current in state.shown.homes else None
    return sentence_elsewhere(state, number, position)
