"""The drawer below the story, or the rail beside it: what is known of the story and not on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.compare.evidence import EvidenceReader
from newsdiff.app.compare.legend import legend
from newsdiff.app.compare.story_rail import rail_sections
from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_strips import flat, paint
from newsdiff.app.rendering.text_wrap import parts_width, shorten, width_of, wrap
from newsdiff.app.widgets.styled_view import StyledView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from newsdiff.app.compare.evidence import Answer, Part
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Ref

WIDEST_TEXT = 100
"""Cells a line of text takes at most here: longer ones are hard to follow."""

_APART = "   "
"""Between notes that share a line."""

_FOR_SENTENCE = 8
"""Lines that what is told of a sentence takes in the rail, or more."""


class EvidenceDrawer(StyledView):
    """What is not on the screen, of one sentence; beside the story, of the story as well."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer, key_of: Callable[[str], str]) -> None:
        """Take the story, how its signs and words are drawn, and what names the key of a binding."""
        super().__init__()
        self._state, self._renderer, self._key_of = state, renderer, key_of
        self._reader = EvidenceReader(state, renderer, key_of)
        self._lines: list[Strip] = []
        self._first = 0
        self._rail: tuple[object, list[Strip]] = (None, [])
        """What the lines of the story were laid out for, and those lines."""

    def show(self, columns: Collection[int], cut: Collection[Ref], width: int, *, beside: bool) -> int:
        """Show what is known about the sentence under the cursor; gives the lines that it takes.

        Args:
            columns: The outlets that have a column, by index in the story.
            cut: Sentences that stand there without their ends.
            width: Cells of the drawer.
            beside: The drawer stands beside the story, narrow and tall, and tells of the whole story too.
        """
        evidence = self._reader.read(columns, cut)
        room = max(1, width - 2)
        lines: list[Strip] = []
        for answer in evidence.answers:
            lines += self._lay_beside(answer, room) if beside else self._lay_below(answer, room)
        lines += self._lay_notes(evidence.notes, room)
        if any(article.sample for article in self._state.alignment.articles):
            # Who sees the sample story may never have seen the signs.
            lines += self._lay_notes(legend(self._renderer, short=not beside and room < WIDEST_TEXT), room)
        if beside:
            lines = self._rail_of(self._story(columns, room), [*self._heading("This sentence"), *lines])
        self._replace(lines)
        return len(lines)

    def _rail_of(self, story: list[Strip], sentence: list[Strip]) -> list[Strip]:
        """The lines of the rail: where there is hardly room below those of the story, the sentence comes first."""
        if len(story) + _FOR_SENTENCE <= self.size.height:
            return [*story, *sentence]
        return [*sentence, Strip([]), *story]

    def show_words(self, words: str) -> int:
        """Show a sentence in place of the evidence; gives the lines that it takes."""
        self._replace([self._line([(words, "muted")])])
        return 1

    def notify_style_update(self) -> None:
        """Lay the lines of the story out anew when the theme has changed."""
        super().notify_style_update()
        self._rail = (None, [])

    def _replace(self, lines: list[Strip]) -> None:
        self._lines, self._first = lines, 0
        self.refresh()

    # Scrolling

    def scroll_lines(self, by: int) -> None:
        """Scroll `by` lines down or, where it is negative, up."""
        most = max(0, len(self._lines) - self.size.height)
        first = max(0, min(self._first + by, most))
        if first != self._first:
            self._first = first
            self.refresh()

    def on_mouse_scroll_down(self) -> None:
        """Scroll."""
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll."""
        self.scroll_lines(-3)

    def render_line(self, y: int) -> Strip:
        """One line; the last one says when there are more."""
        # The lines change with every key: a scrolled view would have the whole screen laid out again each time.
        line, height = y + self._first, self.size.height
        strip = self._lines[line] if line < len(self._lines) else Strip([])
        below = len(self._lines) - self._first - height
        if y == height - 1 and below > 0:
            words = f"{below + 1} more lines: {self._key_of('drawer-down')} and {self._key_of('drawer-up')} scroll"
            strip = self._line([(words, "muted")])
        return strip.adjust_cell_length(self.size.width, self.back())

    # Lines

    def _story(self, columns: Collection[int], width: int) -> list[Strip]:
        """The lines about the whole story; they change with the story, and not with the cursor."""
        sections = rail_sections(self._state, self._renderer, columns)
        made_for = (sections, width)
        if self._rail[0] != made_for:
            lines: list[Strip] = []
            for heading, items in sections:
                lines += self._heading(heading)
                for parts, indent in items:
                    lines += self._flow([parts], width - indent, apart="", indent=indent)
                lines.append(Strip([]))
            self._rail = (made_for, lines)
        return self._rail[1]

    def _heading(self, words: str) -> Iterator[Strip]:
        yield self._line([(words, "head")])

    def _lay_below(self, answer: Answer, width: int) -> Iterator[Strip]:
        """The name and the level on the left, the text beside them."""
        indent = min(max(parts_width(answer.label) + 2, 24), width // 2)
        for number, text in enumerate(self._text(answer, min(WIDEST_TEXT, width - indent))):
            label = self._segments(answer.label, indent) if number == 0 else []
            used = sum(segment.cell_length for segment in label)
            yield Strip([self._space(1), *label, self._space(indent - used), *text])

    def _lay_beside(self, answer: Answer, width: int) -> Iterator[Strip]:
        """The name and the level above the text."""
        yield Strip([self._space(1), *self._segments(answer.label, width)])
        for text in self._text(answer, width):
            yield Strip([self._space(1), *text])

    def _text(self, answer: Answer, width: int) -> Iterator[list[Segment]]:
        text = flat(answer.text)
        if answer.cut:
            text = shorten(text, width)
        for line in wrap(text, width):
            yield paint(text, line, answer.spans, self.role_styles, self.back() + self.role_styles[answer.role])

    def _lay_notes(self, notes: Sequence[Sequence[Part]], width: int) -> list[Strip]:
        """Notes on as few lines as they fit."""
        return list(self._flow(notes, width, apart=_APART))

    def _flow(self, groups: Sequence[Sequence[Part]], width: int, *, apart: str, indent: int = 0) -> Iterator[Strip]:
        """Groups of parts one after the other; one that does not fit begins a line, and a long one is wrapped."""
        line: list[Part] = []
        used = 0
        for group in groups:
            wide = parts_width(group)
            if line and used + width_of(apart) + wide > width:
                yield self._line(line, indent)
                line, used = [], 0
            if line:
                line.append((apart, "muted"))
                used += width_of(apart)
            if wide > width:
                *full, line = self._wrapped(group, width)
                for parts in full:
                    yield self._line(parts, indent)
                used = parts_width(line)
            else:
                line += group
                used += wide
        if line:
            yield self._line(line, indent)

    @staticmethod
    def _wrapped(group: Sequence[Part], width: int) -> list[list[Part]]:
        """The lines of a group of parts that is wider than a line."""
        whole = "".join(flat(text) for text, _ in group)
        lines = []
        for line in wrap(whole, width):
            parts: list[Part] = []
            start = 0
            for text, role in ((flat(text), role) for text, role in group):
                piece = whole[max(start, line.start) : min(start + len(text), line.end)]
                start += len(text)
                if piece and line.start < start:
                    parts.append((piece, role))
            lines.append(parts)
        return lines

    def _line(self, parts: Sequence[Part], indent: int = 0) -> Strip:
        return Strip([self._space(1 + indent), *self._segments(parts)])

    def _segments(self, parts: Sequence[Part], room: int = 0) -> list[Segment]:
        segments, used = [], 0
        for text, role in parts:
            shown = flat(text)
            shown = shorten(shown, room - used) if room else shown
            used += width_of(shown)
            segments.append(Segment(drawn(shown), self.back() + self.role_styles[role]))
        return segments

    def _space(self, cells: int) -> Segment:
        return Segment(" " * max(0, cells), self.back())
