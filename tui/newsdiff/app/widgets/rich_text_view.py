"""A column of text: titles, facts and paragraphs, each in its role, with the empty lines after it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.rendering.hit_spans import hit_spans
from newsdiff.app.rendering.text_strips import GUTTER, LaidSentence, StyledSpan, blank, sentence_strips
from newsdiff.app.widgets.block_view import BlockView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from newsdiff.core.library.search_query import QueryTerm

_MOST_LINES = 50
"""Lines that are painted at once: a window has about as many."""


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
        return min(100, 100 * (self.top + self.size.height) // max(1, self.tops[-1]))

    def lay_out(self) -> None:
        """Wrap the parts to the current width."""
        width = self.column
        self._sentences = [piece for part in self.parts() for piece in _laid(part, width)]
        self.set_heights([len(sentence.lines) + part.gap for sentence, part in self._sentences], width)

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
    laid = LaidSentence.lay(
        part.text,
        width,
        role=part.role,
        sign=part.sign,
        sign_role=part.sign_role,
        lead=part.lead,
        verbatim=part.verbatim,
    )
    # What stands out is given by its place in the whole text.
    *before, last = (laid,) if part.spans else laid.pieces(_MOST_LINES)
    yield from ((piece, part._replace(gap=0)) for piece in before)
    yield last, part
