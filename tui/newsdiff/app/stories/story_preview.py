"""A story before it is opened: how each outlet begins, what they have in common, and its timeline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual import on

from newsdiff.app.rendering.ascii_fallback import separator
from newsdiff.app.rendering.text_strips import GUTTER, StyledSpan
from newsdiff.app.rendering.text_wrap import shorten, width_of
from newsdiff.app.rendering.timeline import timeline_rows
from newsdiff.app.stories.bindings import STORY_PREVIEW
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.focus_pane import TextPane
from newsdiff.app.widgets.rich_text_view import Part
from newsdiff.text_format import clock, count_noun, local_now, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType

    from newsdiff.core.library.stories import Compared, Opening, StoryPreview, StorySummary, TimelineEvent

NAMES = 20
"""Cells of an outlet's name before its line of the timeline."""

DELAYS = 12
"""Cells of what follows the line."""


class StoryPreviewView(TextPane):
    """One story, in summary."""

    BINDINGS: ClassVar[list[BindingType]] = [*STORY_PREVIEW]

    def __init__(self) -> None:
        super().__init__()
        self.summary: StorySummary | None = None
        self.empty = "No story here."
        self.watch_key = ""
        """The current key that watches a story."""
        self.add_key = ""
        """The current key that adds an article to a story."""
        self._preview: StoryPreview | None = None
        self._timeline: Sequence[TimelineEvent] = ()
        self._suggestions = 0

    def show(
        self,
        summary: StorySummary | None,
        preview: StoryPreview | None = None,
        timeline: Sequence[TimelineEvent] = (),
        suggestions: int = 0,
    ) -> None:
        """Show a story; the same one keeps its scroll position.

        Args:
            summary: The story; None if there is none.
            preview: How its outlets begin; None while that is read, when the same story keeps what it shows.
            timeline: What has happened in it, in order of time.
            suggestions: How many more articles may belong to it.
        """
        same = summary is not None and self.summary is not None and summary.id == self.summary.id
        self.summary = summary
        if preview is not None or not same:
            self._preview, self._timeline, self._suggestions = preview, timeline, suggestions
        if not same:
            self.jump(0)
        self.lay_out()

    # Keys and the mouse

    def allow_focus(self) -> bool:
        """There is something to read."""
        return self.summary is not None

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        message.stop()
        self.screen.set_focus(self)

    # What is shown

    def parts(self) -> Iterator[Part]:
        """Headline, facts, the first sentence of each outlet, what they share, and the timeline."""
        summary = self.summary
        if summary is None:
            return
        yield Part(summary.headline or "(no title)", "head")
        yield Part(self._facts(summary), "muted", 0 if self._suggestions else 1)
        if self._suggestions:
            more = count_noun(self._suggestions, "more article")
            shows = f"{self.add_key} shows {plural(self._suggestions, 'it', 'them')}"
            yield Part(f"{more} may belong here: {shows}.", "muted", 1)
        if self._preview is not None:
            for opening in self._preview.openings:
                yield from self._opening(opening)
        yield from self._numbers(summary)
        if len(self._timeline) > 1:
            yield from self._timeline_parts()

    def _facts(self, summary: StorySummary) -> str:
        parts = [count_noun(summary.outlets, "outlet"), count_noun(summary.entries, "article")]
        parts += [f"{summary.unread} unread" if summary.unread else "all read"]
        parts += ["watched"] if summary.watched else []
        parts += ["pinned: takes no new articles by itself"] if summary.pinned else []
        parts += [f"#{tag}" for tag in summary.tags]
        return separator(plain=self.plain).join(parts)

    def _opening(self, opening: Opening) -> Iterator[Part]:
        dot = separator(plain=self.plain)
        names = [opening.agency, opening.outlet] if opening.agency else [opening.outlet]
        also = f" (same text in {', '.join(opening.also)})" if opening.also else ""
        short = "" if opening.full else f"{dot}{'summary' if opening.sentence else 'headline'} only"
        yield Part(f"{', in '.join(names)}{also}{dot}{clock(opening.published, local_now())}{short}", "muted")
        marks = tuple(StyledSpan(*mark, "word") for mark in opening.marks) if opening.sentence else ()
        yield Part(opening.sentence or opening.title, "text", 1, spans=marks)

    def _numbers(self, summary: StorySummary) -> Iterator[Part]:
        found = summary.compared
        if summary.outlets < 2:
            alone = "Only one outlet has this story so far."
            yield Part(f"{alone} {self.watch_key} watches it: you'll be told when another joins.", "muted", 1)
        elif found is None:
            yield Part("Comparing …" if not self.plain else "Comparing ...", "muted", 1)
        elif not (found.common or found.reworded or found.only or found.figures):
            yield Part("Fewer than two outlets have a text to compare.", "muted", 1)
        else:
            words = numbers(found, plain=self.plain)
            yield Part(words, "text", 1, spans=tuple(count_spans(words)))

    def _timeline_parts(self) -> Iterator[Part]:
        now, line = local_now(), max(8, self.column - GUTTER - NAMES - DELAYS - 2)
        begin, end = self._timeline[0].at, self._timeline[-1].at
        dash = "to" if self.plain else "–"
        yield Part(f"Timeline: {clock(begin, now)} {dash} {clock(end, now)}", "head")
        for row in timeline_rows(self._timeline, line, plain=self.plain):
            name = shorten(row.outlet, NAMES)
            fill = " " * (NAMES - width_of(name))
            yield Part(f"{name}{fill} {row.line} {row.delay}", "text")


def numbers(found: Compared, *, plain: bool) -> str:
    """The result of comparing, in one line."""
    parts = [f"{count_noun(found.common + found.reworded, 'statement')} in 2+ outlets", f"{found.only:,} in one only"]
    parts += [count_noun(found.figures, "detail differs", "details differ")] if found.figures else []
    return separator(plain=plain).join(parts)


_ROLES = {"in one only": "only", "detail differs": "differs", "details differ": "differs"}


def count_spans(numbers: str) -> Iterator[StyledSpan]:
    """The counts of a line of numbers, each in the colour that it has in the comparison."""
    for part in re.finditer(r"\d[\d,]* [^·|]*[^·| ]", numbers):
        role = next((role for words, role in _ROLES.items() if part[0].endswith(words)), "")
        if role:
            yield StyledSpan(*part.span(), role)
