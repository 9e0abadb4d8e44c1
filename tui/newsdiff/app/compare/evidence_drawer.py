"""The drawer: what every other outlet says about the sentence under the cursor, and why it is held to match."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.rendering.text_strips import StyledSpan, paint
from newsdiff.app.rendering.text_wrap import shorten, width_of, wrap
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.core.diff.match_marks import MatchMark, percent
from newsdiff.core.diff.story_diff import by_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Match, Ref

WIDEST_TEXT = 100
"""Cells a line of text takes at most here: longer ones are hard to follow."""

LEVEL = 15
"""Cells for the level of a match, as in `≈ similar 62 %` or `rejected by you`."""


class Note(NamedTuple):
    """One thing to say: whose it is, how sure it is, and paragraphs of text."""

    label: str
    label_role: str
    paragraphs: tuple[DrawerParagraph, ...]
    level: str = ""
    level_role: str = "muted"


class DrawerParagraph(NamedTuple):
    """A text, the role it is drawn in, and what stands out in it."""

    text: str
    role: str = "text"
    spans: tuple[StyledSpan, ...] = ()


class EvidenceDrawer(BlockView):
    """Evidence for one sentence, outlet by outlet."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Strip] = []
        self._first = 0

    def show(self, reading: CompareState, pen: SentenceRenderer, *, beside: bool) -> None:
        """Say what is known about the sentence under the cursor.

        Args:
            reading: The story and the reader's place in it.
            pen: How signs and words are drawn.
            beside: The drawer stands beside the panes, narrow and tall, and not below them.
        """
        notes = list(self._notes(reading, pen))
        width = self.size.width - 1
        names = max((width_of(note.label) for note in notes), default=0)
        indent = 2 if beside else min(max(names, LEVEL) + 3, width // 3)
        self._lines = []
        for note in [*self._outlets(reading), *notes] if beside else notes:
            if self._lines:
                self._lines.append(Strip([Segment(" ", self.back())]))
            self._lines += self._set_beside(note, width) if beside else self._set_below(note, width, indent)
        self._first = 0
        self.refresh()

    def scroll_lines(self, by: int) -> None:
        """Show what does not fit, `by` lines further down or, where it is negative, up."""
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

    def wait(self, words: str) -> None:
        """Say that there is nothing to show yet."""
        self._lines = [Strip([Segment(f" {words}", self.back() + self.ink["muted"])])]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line; the last one tells when there are more."""
        # The lines change with every key: a scrolled view would have the whole screen laid out again each time.
        line, height = y + self._first, self.size.height
        strip = self._lines[line] if line < len(self._lines) else Strip([])
        hidden = len(self._lines) - self._first - height
        if y == height - 1 and hidden > 0:
            said = f" {hidden + 1} more lines: J and K scroll"
            strip = Strip([Segment(said, self.back() + self.ink["muted"])])
        return strip.adjust_cell_length(self.size.width, self.back())

    # What is said

    def _outlets(self, reading: CompareState) -> Iterator[Note]:
        lines = []
        for article, own in enumerate(reading.alignment.articles):
            matched, total = reading.matched(article)
            away = article not in reading.order
            said = "put away" if away else f"{matched} of {total} matched"
            lines.append(DrawerParagraph(f"{article + 1} {own.outlet}: {said}", "muted"))
        yield Note("Outlets", "head", tuple(lines))

    def _notes(self, reading: CompareState, pen: SentenceRenderer) -> Iterator[Note]:
        ref = reading.subject
        if ref is None:
            yield Note("", "muted", (DrawerParagraph("No sentence here.", "muted"),))
            return
        for article in reading.order:
            if article != ref.article:
                yield from self._answers(reading, pen, ref, article)

    def _answers(self, reading: CompareState, pen: SentenceRenderer, ref: Ref, article: int) -> Iterator[Note]:
        label = pen.outlet(article)
        matches = reading.alignment.counterparts(ref, article, weaker=reading.weaker)
        for match in matches:
            yield self._answer(reading, pen, ref, match, label)
            label = ""
        for match in (m for m in reading.alignment.of(ref) if m.rejected and m.other(ref).article == article):
            text = reading.alignment.sentence(match.other(ref)).text
            yield Note(label, "head", (DrawerParagraph(text, "muted"),), "rejected by you")
            label = ""
        if label:
            said = f"no match found in {reading.alignment.articles[article].outlet}"
            weaker = len(reading.alignment.counterparts(ref, article, weaker=True))
            if weaker:
                said += f"; ~ shows {weaker} weaker one{'s' if weaker > 1 else ''}"
            yield Note(label, "head", (DrawerParagraph(f"{pen.sign(MatchMark.NONE)} {said}", "muted"),))

    def _answer(self, reading: CompareState, pen: SentenceRenderer, ref: Ref, match: Match, label: str) -> Note:
        other = match.other(ref)
        mark = reading.differences.match_mark(match)
        spans: tuple[StyledSpan, ...] = ()
        if pen.words:
            spans = tuple(StyledSpan(*one) for one in reading.differences.match_spans(match, other))
        text = DrawerParagraph(reading.alignment.sentence(other).text, "text", spans)
        return Note(label, "head", (text, *self._why(reading, pen, match)), _level(match, mark, pen), _ROLES[mark])

    def _why(self, reading: CompareState, pen: SentenceRenderer, match: Match) -> Iterator[DrawerParagraph]:
        if match.level:
            a, b = (reading.alignment.sentence(ref).text for ref in (match.a, match.b))
            for heading, found in by_heading(reading.differences.details(match)).items():
                pairs = "; ".join(f"{a[slice(*one.a)]} / {b[slice(*one.b)]}" for one in found)
                yield DrawerParagraph(f"{heading}: {pairs}", "differs")
        why = []
        if match.why.words:
            why.append("both say " + ", ".join(match.why.words))
        if match.why.paraphrases:
            why.append("in other words " + ", ".join(one.written for one in match.why.paraphrases))
        if match.why.figures:
            why.append("figures " + ", ".join(match.why.figures))
        if match.why.quotation:
            why.append(f'quotation "{match.why.quotation}"')
        if why:
            yield DrawerParagraph((" | " if pen.ascii else " · ").join(why), "muted")

    # How it is set

    def _set_below(self, note: Note, width: int, indent: int) -> Iterator[Strip]:
        """The name and the level on the left, the text beside them."""
        left = [(shorten(note.label, indent - 3), note.label_role)] if note.label else []
        left += [(shorten(note.level, indent - 3), note.level_role)] if note.level else []
        text = list(self._text(note, min(WIDEST_TEXT, width - indent)))
        for number in range(max(len(left), len(text))):
            label, role = left[number] if number < len(left) else ("", "muted")
            segments = [
                Segment(f" {label}", self.back() + self.ink[role]),
                Segment(" " * (indent - 1 - width_of(label)), self.back()),
            ]
            yield Strip(segments + (text[number] if number < len(text) else []))

    def _set_beside(self, note: Note, width: int) -> Iterator[Strip]:
        """The name and the level above the text."""
        room = width - 4 - width_of(note.level)
        segments = []
        if note.label:
            segments.append(Segment(f" {shorten(note.label, room)} ", self.back() + self.ink[note.label_role]))
        if note.level:
            segments.append(Segment(f" {note.level}", self.back() + self.ink[note.level_role]))
        if segments:
            yield Strip(segments)
        for line in self._text(note, width - 2):
            yield Strip([Segment(" ", self.back()), *line])

    def _text(self, note: Note, width: int) -> Iterator[list[Segment]]:
        for paragraph in note.paragraphs:
            text = paragraph.text.replace("\n", " ").replace("\t", " ")
            for line in wrap(text, width):
                yield paint(text, line, paragraph.spans, self.ink, self.back() + self.ink[paragraph.role])


_ROLES = {
    MatchMark.SAME: "accent",
    MatchMark.SIMILAR: "similar",
    MatchMark.FIGURES: "differs",
    MatchMark.WEAKER: "weaker",
}


def _level(match: Match, mark: MatchMark, pen: SentenceRenderer) -> str:
    if match.by == "reader":
        return f"{pen.sign(mark)} linked by you"
    return f"{pen.sign(mark)} {match.level or 'weaker'} {percent(match)} %"
