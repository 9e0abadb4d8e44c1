"""The article pane of the home screen: title, facts, the text and its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.ages import clock, present
from newsdiff.app.ink import GUTTER, Piece, Span, blank, piece_strips
from newsdiff.app.widgets.ink_view import InkView
from newsdiff.core.hits import hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.strip import Strip

    from newsdiff.core.feeds import StoredEntry
    from newsdiff.core.library import EntryText
    from newsdiff.core.query import Words

LONGEST = 200_000
"""Characters of a text that are laid out: some thirty thousand words, in about 0.02 s."""


class Part(NamedTuple):
    """Something to set: its words, its role and the empty lines after it."""

    text: str
    role: str = "text"
    gap: int = 0


class EntryView(InkView):
    """One article as its feed, or its page, tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.entry: StoredEntry | None = None
        self.text: EntryText | None = None
        self.text_width = 76
        """Cells of a line of text at most."""
        self.plain = False
        """The terminal has ASCII only."""
        self.empty = "No article here."
        self.words: tuple[Words, ...] = ()
        """What was searched for, to be seen in the text."""
        self._note = ""
        self._pieces: list[tuple[Piece, int]] = []

    def show(self, entry: StoredEntry | None, text: EntryText | None, note: str = "") -> None:
        """Show an entry from its beginning; the same one again, where the reader was in it.

        Args:
            entry: What is known about it; None for nothing to show.
            text: Its texts; None while they are read.
            note: What is said above the text instead of where it comes from.
        """
        same = entry is not None and self.entry is not None and entry.id == self.entry.id
        self.entry, self.text, self._note = entry, text, note
        self.lay_out()
        if not same:
            self.jump(0)

    def lay_out(self) -> None:
        """Fit the article into the present width."""
        width = min(self.size.width, self.text_width + GUTTER)
        self._pieces = [(Piece.lay(part.text, width, role=part.role), part.gap) for part in self._parts()]
        self.set_heights([len(piece.lines) + gap for piece, gap in self._pieces], width)

    def on_resize(self) -> None:
        """Fit the article into the new width."""
        self.lay_out()

    def scroll_lines(self, by: int) -> None:
        """Go down or up in the text."""
        self.jump(self.top + by)

    @property
    def read_through(self) -> bool:
        """The end of the text is in view."""
        return self.top + self.size.height >= self.tops[-1]

    def paint_block(self, block: int) -> list[Strip]:
        """The lines of a paragraph and the empty ones after it."""
        piece, gap = self._pieces[block]
        width = self.size.width
        spans = [Span(*hit, "hit") for hit in hits(piece.text, self.words)] if self.words else ()
        return piece_strips(piece, width, spans, self.ink, self.back()) + [blank(width, self.back())] * gap

    # What is said

    def _parts(self) -> Iterator[Part]:
        entry = self.entry
        if entry is None:
            return
        yield Part(entry.title or "(no title)", "head")
        yield Part(self._facts(entry), "muted", 1)
        if self.text is None:
            return
        if note := self._note or self._source(self.text):
            yield Part(note, "muted", 1)
        page = self.text.page
        words, links = self.text.text, self.text.links
        if self.text.shown == "page" and page is not None:
            words, links = page.text, page.links
        yield from _paragraphs(words[:LONGEST])
        if len(words) > LONGEST:
            yield Part("The text goes on; o opens it in the browser.", "muted", 1)
        if links:
            yield Part("Links", "head")
            yield from (Part(f"[{number}] {url}", "accent") for number, url in enumerate(links, 1))

    def _facts(self, entry: StoredEntry) -> str:
        changed = f"changed {'once' if entry.revised == 1 else f'{entry.revised} times'}" if entry.revised else ""
        parts = [entry.outlet, entry.author or "", clock(entry.published, present()), changed]
        parts += [f"#{tag}" for tag in entry.tags]
        return (" | " if self.plain else " · ").join(part for part in parts if part)

    def _source(self, text: EntryText) -> str:
        page = text.page
        if text.shown == "page" and page is not None:
            return f"The text of its page, fetched {clock(page.fetched, present())}. T shows the feed's own"
        if page is not None and page.error:
            return f"The feed's own text. {page.error}"
        if page is not None:
            return "The feed's own text. T shows that of its page"
        if text.summary_only:
            return (
                "A summary from the feed. T fetches the whole text"
                if text.text
                else "The feed gave no text. T fetches it"
            )
        return ""


def _paragraphs(words: str) -> Iterator[Part]:
    for paragraph in words.split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for number, line in enumerate(lines, 1):
            yield Part(line, "text", int(number == len(lines)))
