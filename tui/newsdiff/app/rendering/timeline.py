"""The timeline of a story: which outlet had it first and which followed, a line for each over one axis of time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.text_format import short_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.stories import TimelineEvent

SIGNS = {"first": "●o", "joined": "●o", "again": "○.", "revised": "Δ*"}
"""The sign of each kind of event, and the same in ASCII."""

_LINES = "─-"
_STRENGTH = {"again": 0, "revised": 1, "joined": 2, "first": 2}
"""Of two events on one cell, the one with the greater number shows."""


class TimelineRow(NamedTuple):
    """One outlet's line of the timeline."""

    outlet: str
    line: str
    delay: str
    """How long after the first outlet it published: `first`, `+25 min`, `+3 h 10`, `+2 d 4 h`; `time not given`. Where
    one of the outlets gives no time, none is said to be first: the earliest that gives one is `earliest given`. ""
    where there is no other outlet."""


def timeline_rows(events: Sequence[TimelineEvent], width: int, *, plain: bool = False) -> tuple[TimelineRow, ...]:
    """A line for each outlet, in the order in which they published.

    Args:
        events: All events of the story, in order of time.
        width: Cells of each line, at least 1; the first event is at its left end, the last one at its right.
        plain: ASCII only.
    """
    if not events:
        return ()
    whole = max(one.after for one in events) or 1.0
    drawn: dict[str, list[tuple[int, int, str]]] = {}
    came: dict[str, float] = {}
    timed: dict[str, bool] = {}
    for one in events:
        cell = round(one.after / whole * (width - 1))
        drawn.setdefault(one.outlet, []).append((cell, _STRENGTH[one.kind], SIGNS[one.kind][plain]))
        came.setdefault(one.outlet, one.after)
        timed.setdefault(one.outlet, one.timed)
    first = min((after for outlet, after in came.items() if timed[outlet]), default=0.0)
    # Nobody is first of one.
    earliest = "" if len(timed) == 1 else "first" if all(timed.values()) else "earliest given"

    def delay(outlet: str) -> str:
        if not timed[outlet]:
            return "time not given"
        later = timedelta(seconds=came[outlet] - first)
        return f"+{short_duration(later)}" if later else earliest

    return tuple(
        TimelineRow(outlet, _line(marks, width, plain), delay(outlet))
        for outlet, marks in sorted(drawn.items(), key=lambda item: came[item[0]])
    )


def _line(marks: Sequence[tuple[int, int, str]], width: int, plain: bool) -> str:
    cells = [" "] * width
    for cell in range(min(marks)[0], max(marks)[0] + 1):
        cells[cell] = _LINES[plain]
    for cell, _, sign in sorted(marks, key=lambda mark: mark[1]):
        cells[cell] = sign
    return "".join(cells)
