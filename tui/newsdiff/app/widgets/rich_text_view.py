"""A column of text: titles, facts and paragraphs, each in its role, with the empty lines after it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.rendering.text_strips import GUTTER, LaidSentence, StyledSpan, blank, sentence_strips
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.library.highlights import find_highlights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from newsdiff.core.library.search_query import QueryTerm


class Part(NamedTuple):
    """One part of the text: its words, its role and the number of empty lines after it."""

    text: str
    role: str = "text"
    gap: int = 0
    sign: str = " "
    sign_role: str = "muted"


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
        self._sentences: list[tuple[LaidSentence, int]] = []

    @abstractmethod
    def parts(self) -> Iterator[Part]:
        """What is shown, from the top."""

    @property
    def column(self) -> int:
        """Cells of a line, the gutter included."""
        return min(self.size.width, self.text_width + GUTTER)

    def lay_out(self) -> None:
        """Wrap the parts to the current width."""
        width = self.column
        self._sentences = [
            (LaidSentence.lay(part.text, width, role=part.role, sign=part.sign, sign_role=part.sign_role), part.gap)
            for part in self.parts()
        ]
        self.set_heights([len(sentence.lines) + gap for sentence, gap in self._sentences], width)

    def on_resize(self) -> None:
        """Wrap the parts to the new width."""
        self.lay_out()

    def scroll_lines(self, by: int) -> None:
        """Scroll down by so many lines, or up where negative."""
        self.jump(self.top + by)

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a part and the empty ones after it."""
        sentence, gap = self._sentences[block]
        width = self.size.width
        spans = [StyledSpan(*hit, "hit") for hit in find_highlights(sentence.text, self.words)] if self.words else ()
        back = self.back()
        return sentence_strips(sentence, width, spans, self.role_styles, back) + [blank(width, back)] * gap
