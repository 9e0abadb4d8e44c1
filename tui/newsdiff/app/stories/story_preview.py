"""A story before it is opened: how each outlet begins, what they have in common, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import GUTTER
from newsdiff.app.rendering.text_wrap import shorten, width_of
from newsdiff.app.rendering.timeline import timeline_rows
from newsdiff.app.widgets.rich_text_view import Part, RichTextView
from newsdiff.text_format import clock, count_noun, local_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.library.stories import Compared, Opening, StoryPreview, StorySummary, TimelineEvent

NAMES = 20
"""Cells of an outlet's name before its line in the course of a story."""

DELAYS = 12
"""Cells of what stands after the line."""


class StoryPreviewView(RichTextView):
    """One story, in short."""

    def __init__(self) -> None:
        super().__init__()
        self.card: StorySummary | None = None
        self.empty = "No story here."
        self._preview: StoryPreview | None = None
        self._course: Sequence[TimelineEvent] = ()

    def show(
        self, card: StorySummary | None, preview: StoryPreview | None = None, course: Sequence[TimelineEvent] = ()
    ) -> None:
        """Show a story; the same one again, where the reader was in it."""
        same = card is not None and self.card is not None and card.id == self.card.id
        self.card = card
        if preview is not None or not same:
            self._preview, self._course = preview, course
        self.lay_out()
        if not same:
            self.jump(0)

    def parts(self) -> Iterator[Part]:
        """Headline, facts, the first sentence of each outlet, what they share, and the course of it."""
        card = self.card
        if card is None:
            return
        yield Part(card.headline or "(no title)", "head")
        yield Part(self._facts(card), "muted", 1)
        if self._preview is not None:
            for opening in self._preview.openings:
                yield from self._opening(opening)
        yield from self._shared(card)
        if len(self._course) > 1:
            yield from self._went()

    def _facts(self, card: StorySummary) -> str:
        parts = [count_noun(card.outlets, "outlet"), count_noun(card.entries, "article")]
        parts += [f"{card.unread} unread" if card.unread else "all read"]
        parts += ["watched"] if card.watched else []
        parts += ["pinned: takes no more articles by itself"] if card.pinned else []
        parts += [f"#{tag}" for tag in card.tags]
        return (" | " if self.plain else " · ").join(parts)

    def _opening(self, opening: Opening) -> Iterator[Part]:
        dot = " | " if self.plain else " · "
        names = [opening.agency, opening.outlet] if opening.agency else [opening.outlet]
        also = f" (the same text in {', '.join(opening.also)})" if opening.also else ""
        short = "" if opening.full else f"{dot}summary only"
        yield Part(f"{', in '.join(names)}{also}{dot}{clock(opening.published, local_now())}{short}", "muted")
        yield Part(opening.sentence or opening.title, "text", 1)

    def _shared(self, card: StorySummary) -> Iterator[Part]:
        found = card.compared
        if card.outlets < 2:
            yield Part(
                "Only one outlet has this story so far. w watches it: you are told when another one has it.", "muted", 1
            )
        elif found is None:
            yield Part("Comparing …" if not self.plain else "Comparing ...", "muted", 1)
        else:
            yield Part(shared(found, plain=self.plain), "text", 1)

    def _went(self) -> Iterator[Part]:
        now, line = local_now(), max(8, self.column - GUTTER - NAMES - DELAYS - 2)
        begin, end = self._course[0].at, self._course[-1].at
        dots = "to" if self.plain else "–"
        yield Part(f"How it went: {clock(begin, now)} {dots} {clock(end, now)}", "head")
        for lane in timeline_rows(self._course, line, plain=self.plain):
            name = shorten(lane.outlet, NAMES)
            fill = " " * (NAMES - width_of(name))
            yield Part(f"{name}{fill} {lane.line} {lane.delay}", "text")


def shared(found: Compared, *, plain: bool) -> str:
    """What comparing has found, in one line."""
    parts = [f"in common {found.common}", f"reworded {found.reworded}", f"only one outlet has {found.only}"]
    parts += [f"figures to compare {found.figures}"] if found.figures else []
    return (" | " if plain else " · ").join(parts)
