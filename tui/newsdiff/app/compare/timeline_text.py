"""The timeline of a story in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.text_format import clock, local_now, short_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.library.stories import TimelineEvent


def timeline_paragraphs(events: tuple[TimelineEvent, ...]) -> Iterator[tuple[str, str]]:
    """A timeline as paragraphs, each with its class in the sheet."""
    words = {"first": "had it first", "joined": "followed", "again": "followed up", "revised": "changed its text"}
    if len({event.outlet for event in events}) == 1:
        # Nobody was first of one.
        words |= {"first": "published it", "joined": "published it"}
    now = local_now()
    for event in events:
        if event.timed:
            yield f"{clock(event.at, now)}: {event.outlet} {words[event.kind]}", "dialog-strong"
        else:
            day = short_time(event.at, day_only=True)
            yield f"{day}: {event.outlet} gives the day and no time", "dialog-strong"
        yield event.title, "dialog-paragraph"
