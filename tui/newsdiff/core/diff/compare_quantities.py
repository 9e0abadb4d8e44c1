"""Where two sentences that say the same give a figure or a date otherwise.

A reader is told of a disagreement with a mark of its own, so that a claim must be right: whatever could be two ways of
saying one thing (rounding, "more than 80" and 84, "May 12" and "Monday") is no disagreement, nor is a figure that only
one of them has.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.diff.quantities import Quantity


_ROUNDING = Decimal("0.02")
"""Nobody rounds a figure away by more than this share of it without saying so."""
_FATES = (
    frozenset({"kill", "dead", "die", "death", "fatal", "slain", "murder"}),
    frozenset({"injur", "wound", "hurt", "injuri"}),
    frozenset({"arrest", "detain", "charg"}),
    frozenset({"miss", "rescu", "surviv"}),
)
"""What may have befallen people: who counts the dead does not contradict who counts the wounded."""
_PEOPLE = frozenset({"peopl", "person", "other", "victim", "live", "men", "women", "man", "woman"}).union(*_FATES)
"""Units that may count the same people: 49 dead, 50 victims, 50 killed."""
_NEEDS_CONTEXT = frozenset({"percent", "points", "money", "times", "year", "month", "weekday", "time", "day"})
"""Kinds of which one sentence may give several, on different matters."""
_CALENDAR = frozenset({"day", "month", "weekday", "time"})
"""Kinds whose values are no numbers of anything."""
DATES = _CALENDAR | {"year"}
"""Kinds of figures that tell when."""


def conflicting_quantities(
    left: Sequence[Quantity], right: Sequence[Quantity]
) -> tuple[tuple[Quantity, Quantity], ...]:
    """Figures of one kind and unit that two sentences on the same matter give otherwise, in the order of the first."""
    found = []
    for one in left:
        rivals = [other for other in right if _comparable(one, other)]
        if len(rivals) != 1 or _told(one, right) or _told(rivals[0], left):
            continue
        back = [other for other in left if _comparable(rivals[0], other)]
        if len(back) == 1:
            found.append((one, rivals[0]))
    return tuple(found)


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of the same thing, as far as the words around them tell."""
    if one.kind != other.kind:
        return False
    fates = [{number for number, fate in enumerate(_FATES) if figure.near & fate} for figure in (one, other)]
    counted = one.units & other.units or (fates[0] & fates[1] and one.units | other.units <= _PEOPLE)
    if one.kind in {"count", "ordinal", "money"} and not counted:
        return False
    if one.kind in _NEEDS_CONTEXT and not (one.near - one.units) & (other.near - other.units):
        return False
    return not (fates[0] and fates[1] and not fates[0] & fates[1])


def _told(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the other sentence has the figure as well, of whatever it says it."""
    apart = {one.kind} & _CALENDAR
    return any(
        _agree(one, other)
        for other in others
        # "Dozens" may be any number, but of one thing only.
        if {other.kind} & _CALENDAR == apart and (one.units & other.units or not (one.vague or other.vague))
    )


def _agree(one: Quantity, other: Quantity) -> bool:
    if one.low <= other.high and other.low <= one.high:
        return True
    if one.grain == other.grain:
        return False
    # The coarser of the two may be the other one, rounded.
    gap = max(one.low - other.high, other.low - one.high)
    value = min(abs(one.low), abs(other.low))
    return gap <= min(max(one.grain, other.grain) / 2, value * _ROUNDING)
