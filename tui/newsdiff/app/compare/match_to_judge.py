"""The match that the user means by accept or reject, or by rejecting a mark."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from newsdiff.app.compare.conflict_strip import conflict_words
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Match


class NoMatch(Enum):
    """Why there is no match to judge."""

    NO_SENTENCE = auto()
    NONE_IN_OUTLET = auto()
    """The focused outlet has nothing in this row."""
    NONE = auto()
    SEVERAL = auto()


def match_to_judge(state: CompareState, *, accept: bool) -> Match | NoMatch:
    """The match that accept (or reject) means, or why there is none. A rejected one can be accepted again."""
    if state.weaker_at_cursor is not None:
        return state.weaker_at_cursor if accept else NoMatch.NONE
    found = _at_cursor(state)
    if isinstance(found, NoMatch):
        return found
    # What the user has decided already need not be decided again.
    return _the_one([match for match in found if match.by != "reader" or match.rejected is accept])


def marked_match(state: CompareState) -> Match | NoMatch:
    """The match whose mark of details can be rejected, else the one whose mark can be brought back."""
    found = _at_cursor(state)
    if isinstance(found, NoMatch):
        return found
    marked = [match for match in found if state.differences.match_mark(match) is MatchMark.FIGURES]
    if not marked and state.cursor.column and state.cursor.current:
        # The mark may be of its match with the sentence of a third outlet in the row.
        marked = state.differences.contradictions(state.rows[state.cursor.row], state.cursor.current)
    return _the_one(marked or [match for match in found if match.level and match.details_rejected])


def details_left(state: CompareState, a: Ref, b: Ref) -> str:
    """What two sentences and others still give otherwise, as the strip has it; "" where nothing is left."""
    left = (
        one
        for one in state.overview.conflicts
        if any(Ref(place.article, place.sentence) in (a, b) for place in one.places)
    )
    return "; ".join(map(conflict_words, left))


def _at_cursor(state: CompareState) -> list[Match] | NoMatch:
    here, current, column = state.cursor.subject, state.cursor.current, state.cursor.column
    if here is None:
        return NoMatch.NO_SENTENCE
    if current is None and column:
        return NoMatch.NONE_IN_OUTLET
    lead_cell = state.cell(state.cursor.row, 0)
    if column and current and lead_cell:
        return [match for match in state.alignment.of(lead_cell[0]) if match.other(lead_cell[0]) == current]
    return [
        match
        for match in state.alignment.of(here)
        if match.other(here).article in state.order and (match.level or match.rejected or state.weaker)
    ]


def _the_one(found: list[Match]) -> Match | NoMatch:
    if len(found) > 1:
        return NoMatch.SEVERAL
    return found[0] if found else NoMatch.NONE
