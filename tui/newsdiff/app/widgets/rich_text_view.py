"""A column of text: titles, facts and paragraphs, each in its role, with the empty lines after it."""

from __future__ import annotations

import sys
from abc import abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.rendering.hit_spans import hit_spans
from newsdiff.app.rendering.text_strips import GUTTER, LaidSentence, StyledSpan, blank, laid_pieces, sentence_strips
from newsdiff.app.widgets.block_view import BlockView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from newsdiff.core.library.search_query import QueryTerm

_MOST_LINES = 50
"""Lines that are painted at once: a window has about as many."""

AT_ONCE = 20_000
"""Characters that are wrapped at once, in 2 to 10 ms. The others follow between keys."""


class Part(NamedTuple):
    """One part of the text: its words, its role and the number of empty lines after it."""

    text: str
    role: str = "text"
    gap: int = 0
    sign: str = " "
    sign_role: str = "muted"
    spans: tuple[StyledSpan, ...] = ()
    """What stands out in it."""
    lead: tuple[str, str] = ("", "")
    """What stands before its first line, and before the others; both are as wide."""
    verbatim: bool = False
    """It keeps its spaces, and is cut at the end of a line instead of wrapped."""


class RichTextView(BlockView):
    """Parts one below the other, in lines short enough to be read well."""

    def __init__(self) -> None:
        super().__init__()
        self.text_width = 76
        """The most cells of a line of text."""
        self.plain = False
        """The terminal has ASCII only."""
        self.words: tuple[QueryTerm, ...] = ()
        """The terms of a search, highlighted in the text."""
        self._sentences: list[tuple[LaidSentence, Part]] = []
        self._coming: Iterator[tuple[LaidSentence, Part]] | None = None
        """What is not wrapped yet; None if everything is."""
        self._laid_width = 0
        self._characters = self._wrapped = 0
        """Of the whole text, and of what is wrapped."""
        self._awaited: int | None = None
        """The line to scroll to as soon as it is wrapped."""

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """What is shown, from the top."""

    @property
    def column(self) -> int:
        """Cells of a line, the gutter included."""
        return min(self.size.width, self.text_width + GUTTER)

    @property
    def percent(self) -> int:
        """How much of the text is in view or above it, 0 to 100."""
        lines = self.tops[-1]
        if self._wrapped < self._characters:
            lines = lines * self._characters // max(1, self._wrapped)
        return min(100, 100 * (self.top + self.size.height) // max(1, lines))

    def lay_out(self) -> None:
        """Wrap the parts to the current width: what is in view at once, and the rest bit by bit."""
        parts = list(self.parts())
        self._characters, self._wrapped, self._awaited = sum(len(part.text) for part in parts), 0, None
        self._sentences = []
        width = self._laid_width = self.column
        self._coming = (piece for part in parts for piece in _laid(part, width))
        self.set_heights(self._next(self.top + 2 * self.size.height), self._laid_width)
        if self._coming is not None:
            self.call_later(self._go_on, self._coming)

    def _next(self, least: int = 0) -> list[int]:
        """Wrap some more of the text, at least so many lines; their heights."""
        heights: list[int] = []
        lines, end = 0, self._wrapped + AT_ONCE
        for sentence, part in self._coming or ():
            self._sentences.append((sentence, part))
            self._wrapped += len(sentence.text)
            heights.append(len(sentence.lines) + part.gap)
            lines += heights[-1]
            if self._wrapped >= end and lines >= least:
                return heights
        self._coming, self._wrapped = None, self._characters
        return heights

    def _go_on(self, coming: Iterator[tuple[LaidSentence, Part]]) -> None:
        """Wrap the rest of the text, unless another one is shown by now."""
        if coming is not self._coming or not self.is_attached:
            return
        self.add_heights(self._next(), self._laid_width)
        if (line := self._awaited) is not None:
            self.jump(line)
        if self._coming is not None:
            self.call_later(self._go_on, coming)

    def jump(self, line: int) -> None:
        """Scroll a line of the whole content to the top of the view; one that is not wrapped yet as soon as it is."""
        super().jump(line)
        self._awaited = line if self._coming is not None and line > self.top else None

    def jump_to_end(self) -> None:
        """Scroll to the end, now or as soon as it is wrapped."""
        self.jump(self.tops[-1] if self._coming is None else sys.maxsize)

    def on_resize(self) -> None:
        """Wrap the parts to the new width."""
        self.lay_out()

    def scroll_lines(self, by: int) -> None:
        """Scroll down by lines, or up if negative."""
        self.jump(self.top + by)

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a part and the empty ones after it."""
        sentence, part = self._sentences[block]
        width = self.size.width
        spans = [*part.spans, *hit_spans(sentence.text, self.words)]
        back = self.back()
        return sentence_strips(sentence, width, spans, self.role_styles, back) + [blank(width, back)] * part.gap


def _laid(part: Part, width: int) -> Iterator[tuple[LaidSentence, Part]]:
    """A part wrapped to a width, in pieces, so that only those in view are painted."""
    pieces = laid_pieces(
        part.text,
        width,
        _MOST_LINES,
        role=part.role,
        sign=part.sign,
        sign_role=part.sign_role,
        lead=part.lead,
        verbatim=part.verbatim,
    )
    begin, before = next(pieces)
    for next_begin, piece in pieces:
        yield before, part._replace(gap=0, spans=_moved(part.spans, begin, len(before.text)))
        begin, before = next_begin, piece
    yield before, part._replace(spans=_moved(part.spans, begin, len(before.text)))


def _moved(spans: tuple[StyledSpan, ...], begin: int, length: int) -> tuple[StyledSpan, ...]:
    """What stands out in a piece of a text, by its place in the piece."""
    return tuple(
        StyledSpan(max(0, start - begin), min(length, end - begin), role)
        for start, end, role in spans
        if start < begin + length and end > begin
    )
