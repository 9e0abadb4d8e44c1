"""A pane: one article whole, in its own order, with the marks of its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import LaidSentence, blank, piece_strips
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from textual.strip import Strip

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer


class ArticlePane(BlockView):
    """One article; its blocks are its sentences and headings."""

    def __init__(self, article: int) -> None:
        super().__init__()
        self.article = article
        self._pieces: list[LaidSentence] = []
        self._gaps: list[int] = []
        self.leads = False

    def show(self, pen: SentenceRenderer, width: int) -> None:
        """Lay the article out in `width` cells."""
        self._pen, self._width = pen, width
        sentences = pen.reading.alignment.articles[self.article].sentences
        self._pieces = [pen.piece(Ref(self.article, number), width) for number in range(len(sentences))]
        self._gaps = [
            int(number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph)
            for number, sentence in enumerate(sentences)
        ]
        heights = [len(piece.lines) + gap for piece, gap in zip(self._pieces, self._gaps, strict=True)]
        self.set_heights(heights, width)

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a sentence, and the empty one after a paragraph."""
        piece, under = self._pieces[block], block == self.cursor
        cursor = self._pen.cursor if under and self.leads else " "
        spans = self._pen.spans(piece)
        strips = piece_strips(piece, self._width, spans, self.ink, self.back(cursor=under), cursor=cursor)
        return strips + [blank(self._width, self.back())] * self._gaps[block]

    def set_lead(self, leads: bool) -> None:
        """Be the pane that the reader moves in, or one that follows."""
        self.leads = leads
        if self.cursor >= 0:
            self.repaint(self.cursor)

    def offset_of(self, block: int) -> int:
        """How many lines below the top of the view a sentence begins."""
        return self.tops[block] - self.top

    def bring(self, block: int, offset: int) -> None:
        """Bring a sentence to `offset` lines below the top of the view, as far as there is text."""
        self.jump(self.tops[block] - offset)
        self.reveal(block)

    @property
    def anchored(self) -> int | None:
        """The first whole sentence in view: where the reader stopped scrolling."""
        for block in range(len(self.heights)):
            if self.tops[block] >= self.top and self._pieces[block].role != "head":
                return block
        return None
