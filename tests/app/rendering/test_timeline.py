"""When each outlet of a story published, and what is said where one gives no time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.app.compare.timeline_text import timeline_paragraphs
from newsdiff.app.rendering.timeline import timeline_rows
from newsdiff.core.library.stories import TimelineEvent
from support.feed_builders import NOON

if TYPE_CHECKING:
    from newsdiff.core.library.stories import Happened


def event(outlet: str, minutes: float, kind: Happened = "joined", *, timed: bool = True) -> TimelineEvent:
    return TimelineEvent(NOON + timedelta(minutes=minutes), outlet, 1, "Title", kind, 60 * minutes, timed)


def delays(*events: TimelineEvent) -> dict[str, str]:
    return {row.outlet: row.delay for row in timeline_rows(events, 20)}


def test_the_first_is_named_where_all_give_a_time() -> None:
    assert delays(event("Bell", 0, "first"), event("Post", 25)) == {"Bell": "first", "Post": "+25 min"}


def test_nobody_is_first_where_one_gives_no_time() -> None:
    assert delays(event("Day", 0, timed=False), event("Bell", 60), event("Post", 85)) == {
        "Day": "time not given",
        "Bell": "earliest given",
        "Post": "+25 min",
    }
    assert delays(event("Day", 0, timed=False)) == {"Day": "time not given"}


def test_an_outlet_alone_was_not_first() -> None:
    alone = (event("Bell", 0, "first"), event("Bell", 30, "again"))
    assert delays(*alone) == {"Bell": ""}
    said = [words for words, _ in timeline_paragraphs(alone)]
    assert said[0].endswith(": Bell published it")
    assert said[2].endswith(": Bell followed up")
    assert "had it first" in next(timeline_paragraphs((alone[0], event("Post", 5))))[0]
