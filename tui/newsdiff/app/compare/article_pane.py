"""A pane: one article whole, in its own order, with the marks of its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import LaidSentence, blank, sentence_strips
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
        self.leads = False
        """The cursor moves in this pane; the others follow."""
        self._renderer: SentenceRenderer
        self._width = 0
        self._laid: list[LaidSentence] = []
        self._gaps: list[int] = []

    def show(self, renderer: SentenceRenderer, width: int) -> None:
        """Lay the article out in `width` cells."""
        self._renderer, self._width = renderer, width
        sentences = renderer.state.alignment.articles[self.article].sentences
        self._laid = [renderer.lay(Ref(self.article, number), width) for number in range(len(sentences))]
        self._gaps = [
            int(number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph)
            for number, sentence in enumerate(sentences)
        ]
        self.set_heights([len(laid.lines) + gap for laid, gap in zip(self._laid, self._gaps, strict=True)], width)

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a sentence, and the empty one after a paragraph."""
        laid, under = self._laid[block], block == self.cursor
        cursor = self._renderer.cursor if under and self.leads else " "
        spans = self._renderer.spans(laid)
        strips = sentence_strips(laid, self._width, spans, self.role_styles, self.back(cursor=under), cursor=cursor)
        return strips + [blank(self._width, self.back())] * self._gaps[block]

    def set_lead(self, leads: bool) -> None:
        """Make this the pane that the cursor moves in, or one that follows."""
        if leads is not self.leads:
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
        """The first whole sentence in view, where the user stopped scrolling; None where there is none."""
        for block in range(len(self.heights)):
            if self.tops[block] >= self.top and self._laid[block].role != "head":
                return block
        return None
