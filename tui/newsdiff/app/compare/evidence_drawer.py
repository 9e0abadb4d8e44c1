"""The drawer: what every other outlet says about the sentence under the cursor, and why it is taken to match."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.rendering.text_strips import StyledSpan, paint
from newsdiff.app.rendering.text_wrap import shorten, width_of, wrap
from newsdiff.app.widgets.styled_view import StyledView
from newsdiff.core.diff.match_marks import MatchMark, percent
from newsdiff.core.diff.story_diff import by_heading
from newsdiff.text_format import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Match, Ref

WIDEST_TEXT = 100
"""Cells a line of text takes at most here: longer ones are hard to follow."""

LEVEL = 15
"""Cells for the level of a match, as in `≈ similar 62 %` or `rejected by you`."""


class Note(NamedTuple):
    """What one outlet says: its name, the level of the match, and paragraphs of text."""

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


class EvidenceDrawer(StyledView):
    """Evidence for one sentence, outlet by outlet."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer, key_of: Callable[[str], str]) -> None:
        """Take the story, how its signs and words are drawn, and what names the key of a binding."""
        super().__init__()
        self._state, self._renderer, self._key_of = state, renderer, key_of
        self._lines: list[Strip] = []
        self._first = 0

    def show(self, *, beside: bool) -> None:
        """Show what is known about the sentence under the cursor.

        Args:
            beside: The drawer stands beside the panes, narrow and tall, and not below them.
        """
        notes = list(self._notes())
        width = self.size.width - 1
        names = max((width_of(note.label) for note in notes), default=0)
        indent = 2 if beside else min(max(names, LEVEL) + 3, width // 3)
        self._lines = []
        for note in [self._outlets(), *notes] if beside else notes:
            if self._lines:
                self._lines.append(Strip([Segment(" ", self.back())]))
            self._lines += self._lay_beside(note, width) if beside else self._lay_below(note, width, indent)
        self._first = 0
        self.refresh()

    def show_words(self, words: str) -> None:
        """Show a sentence in place of the evidence."""
        self._lines, self._first = [Strip([Segment(f" {words}", self.back() + self.role_styles["muted"])])], 0
        self.refresh()

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
            words = f" {below + 1} more lines: {self._key_of('drawer-down')} and {self._key_of('drawer-up')} scroll"
            strip = Strip([Segment(words, self.back() + self.role_styles["muted"])])
        return strip.adjust_cell_length(self.size.width, self.back())

    # What it shows

    def _outlets(self) -> Note:
        lines = []
        for article, own in enumerate(self._state.alignment.articles):
            matched, total = self._state.matched(article)
            shown = f"{matched} of {total} matched" if article in self._state.order else "put away"
            lines.append(DrawerParagraph(f"{article + 1} {own.outlet}: {shown}", "muted"))
        return Note("Outlets", "head", tuple(lines))

    def _notes(self) -> Iterator[Note]:
        ref = self._state.cursor.subject
        if ref is None:
            yield Note("", "muted", (DrawerParagraph("No sentence here.", "muted"),))
            return
        for article in self._state.order:
            if article != ref.article:
                yield from self._answers(ref, article)

    def _answers(self, ref: Ref, article: int) -> Iterator[Note]:
        """What another outlet says, or that no match was found there."""
        alignment = self._state.alignment
        label = self._renderer.outlet(article)
        for match in alignment.counterparts(ref, article, weaker=self._state.weaker):
            yield self._answer(ref, match, label)
            label = ""
        for match in (m for m in alignment.of(ref) if m.rejected and m.other(ref).article == article):
            text = alignment.sentence(match.other(ref)).text
            yield Note(label, "head", (DrawerParagraph(text, "muted"),), "rejected by you")
            label = ""
        if label:
            words = f"no match found in {alignment.articles[article].outlet}"
            weaker = len(alignment.counterparts(ref, article, weaker=True))
            if weaker:
                words += f"; {self._key_of('weaker')} shows {count_noun(weaker, 'weaker one')}"
            sign = self._renderer.sign(MatchMark.NONE)
            yield Note(label, "head", (DrawerParagraph(f"{sign} {words}", "muted"),))

    def _answer(self, ref: Ref, match: Match, label: str) -> Note:
        other = match.other(ref)
        differences = self._state.differences
        mark = differences.match_mark(match)
        spans: tuple[StyledSpan, ...] = ()
        if self._renderer.words:
            spans = tuple(StyledSpan(*one) for one in differences.match_spans(match, other))
        text = DrawerParagraph(self._state.alignment.sentence(other).text, "text", spans)
        level = _level(match, self._renderer.sign(mark))
        return Note(label, "head", (text, *self._why(match)), level, _ROLES[mark])

    def _why(self, match: Match) -> Iterator[DrawerParagraph]:
        if match.level:
            a, b = (self._state.alignment.sentence(ref).text for ref in (match.a, match.b))
            for heading, found in by_heading(self._state.differences.details(match)).items():
                pairs = "; ".join(f"{a[slice(*one.a)]} / {b[slice(*one.b)]}" for one in found)
                yield DrawerParagraph(f"{heading}: {pairs}", "differs")
            if match.details_rejected:
                sign = self._renderer.sign(MatchMark.FIGURES)
                yield DrawerParagraph(f"{sign} rejected by you: no details to compare", "muted")
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
            yield DrawerParagraph((" | " if self._renderer.ascii else " · ").join(why), "muted")

    # How it is laid out

    def _lay_below(self, note: Note, width: int, indent: int) -> Iterator[Strip]:
        """The name and the level on the left, the text beside them."""
        left = [(shorten(note.label, indent - 3), note.label_role)] if note.label else []
        left += [(shorten(note.level, indent - 3), note.level_role)] if note.level else []
        text = list(self._text(note, min(WIDEST_TEXT, width - indent)))
        for number in range(max(len(left), len(text))):
            label, role = left[number] if number < len(left) else ("", "muted")
            segments = [
                Segment(f" {label}", self.back() + self.role_styles[role]),
                Segment(" " * (indent - 1 - width_of(label)), self.back()),
            ]
            yield Strip(segments + (text[number] if number < len(text) else []))

    def _lay_beside(self, note: Note, width: int) -> Iterator[Strip]:
        """The name and the level above the text."""
        room = width - 4 - width_of(note.level)
        segments = []
        if note.label:
            segments.append(Segment(f" {shorten(note.label, room)} ", self.back() + self.role_styles[note.label_role]))
        if note.level:
            segments.append(Segment(f" {note.level}", self.back() + self.role_styles[note.level_role]))
        if segments:
            yield Strip(segments)
        for line in self._text(note, width - 2):
            yield Strip([Segment(" ", self.back()), *line])

    def _text(self, note: Note, width: int) -> Iterator[list[Segment]]:
        for paragraph in note.paragraphs:
            text = paragraph.text.replace("\n", " ").replace("\t", " ")
            for line in wrap(text, width):
                yield paint(
                    text, line, paragraph.spans, self.role_styles, self.back() + self.role_styles[paragraph.role]
                )


_ROLES = {
    MatchMark.SAME: "accent",
    MatchMark.SIMILAR: "similar",
    MatchMark.FIGURES: "differs",
    MatchMark.WEAKER: "weaker",
}


def _level(match: Match, sign: str) -> str:
    if match.by == "reader":
        return f"{sign} linked by you"
    return f"{sign} {match.level or 'weaker'} {percent(match)} %"
