"""Sentences wrapped to a column and painted as strips, with their marks, differences and search hits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_wrap import WrappedLine, cut, cut_lines, width_of, wrapped_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.style import Style

    from newsdiff.core.models import Ref

GUTTER = 4
"""Cells of a column that are not text: the cursor, the mark and a space before it, and a space after it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def flat(text: str) -> str:
    """A text for one line: control characters are spaces, so that offsets hold and the grid does."""
    return _CONTROL.sub(" ", text)


class StyledSpan(NamedTuple):
    """Characters of a text that are drawn in a role: `word`, `figure`, `hit`."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """One sentence, or a note of our own, wrapped to a column."""

    text: str
    lines: tuple[WrappedLine, ...]
    sign: str = " "
    sign_role: str = "muted"
    role: str = "text"
    ref: Ref | None = None
    lead: tuple[str, str] = ("", "")
    """What stands before the text in the first line, and in the others; both are as wide."""
    cut: bool = False
    """Its end is not shown here."""

    def in_one_line(self, width: int) -> LaidSentence:
        """The sentence in one line of a column of `width` cells, with … where its end is cut."""
        text = cut(self.text, width - GUTTER)
        return replace(self, text=text, lines=tuple(wrapped_lines(text, width - GUTTER)), cut=text != self.text)

    @classmethod
    def lay(
        cls,
        text: str,
        width: int,
        *,
        sign: str = " ",
        sign_role: str = "muted",
        role: str = "text",
        ref: Ref | None = None,
        lead: tuple[str, str] = ("", ""),
        verbatim: bool = False,
    ) -> LaidSentence:
        """Wrap a text to a column of `width` cells, gutter included; a `verbatim` one keeps its spaces."""
        text = _on_one_line(text)
        return cls(text, tuple(_lines(text, width, lead, verbatim=verbatim)), sign, sign_role, role, ref, lead)


def laid_pieces(
    text: str,
    width: int,
    most: int,
    *,
    sign: str = " ",
    sign_role: str = "muted",
    role: str = "text",
    lead: tuple[str, str] = ("", ""),
    verbatim: bool = False,
) -> Iterator[tuple[int, LaidSentence]]:
    """A text as `LaidSentence.lay` wraps it, in pieces of at most so many lines, each with a text of its own, and where
    in the whole text it begins.

    A piece is wrapped when it is asked for. The sign is on the first one.
    """
    text = _on_one_line(text)
    lines = _lines(text, width, lead, verbatim=verbatim)
    while some := tuple(islice(lines, most)):
        begin = some[0].start
        moved = tuple(WrappedLine(line.start - begin, line.end - begin) for line in some)
        yield begin, LaidSentence(text[begin : some[-1].end], moved, sign, sign_role, role, lead=lead)
        sign, lead = " ", (lead[1], lead[1])


def _on_one_line(text: str) -> str:
    """A text without line breaks, as sentences that came already split may have: a space takes as many cells."""
    return text.replace("\n", " ").replace("\t", " ")


def _lines(text: str, width: int, lead: tuple[str, str], *, verbatim: bool) -> Iterator[WrappedLine]:
    room = width - GUTTER - width_of(lead[0])
    return cut_lines(text, room) if verbatim else wrapped_lines(text, room)


def paint(
    text: str, line: WrappedLine, spans: Sequence[StyledSpan], styles: Mapping[str, Style], base: Style
) -> list[Segment]:
    """One line of a text as segments. Where spans overlap, the later one is drawn over the earlier."""
    cuts = {line.start, line.end}
    inside = [span for span in spans if span.start < line.end and span.end > line.start]
    if not inside:
        return [Segment(drawn(text[line.start : line.end]), base)]
    for span in inside:
        cuts |= {max(span.start, line.start), min(span.end, line.end)}
    edges = sorted(cuts)
    segments = []
    for first, last in pairwise(edges):
        style = base
        for span in inside:
            if span.start <= first and span.end >= last:
                style += styles[span.role]
        segments.append(Segment(drawn(text[first:last]), style))
    return segments


def sentence_strips(
    sentence: LaidSentence,
    width: int,
    spans: Sequence[StyledSpan],
    styles: Mapping[str, Style],
    back: Style,
    *,
    cursor: str = " ",
) -> list[Strip]:
    """A laid sentence as one strip for each of its lines, each `width` cells wide.

    Args:
        sentence: What to draw.
        width: Cells of the column, gutter included.
        spans: Roles of parts of the text.
        styles: A style for each role.
        back: The style of the background, which every other style is added to.
        cursor: One character before the mark of the first line.
    """
    base = on_ground(back, styles[sentence.role])
    strips = []
    for number, line in enumerate(sentence.lines):
        first = number == 0
        gutter = [
            Segment(cursor if first else " ", on_ground(back, styles["accent"])),
            Segment(sentence.sign if first else " ", on_ground(back, styles[sentence.sign_role])),
            Segment(" ", back),
        ]
        lead = sentence.lead[0 if first else 1]
        text = paint(sentence.text, line, spans, styles, base)
        used = width_of(lead) + width_of(sentence.text[line.start : line.end]) + GUTTER - 1
        gutter += [Segment(lead, on_ground(back, styles["muted"]))] if lead else []
        strips.append(Strip([*gutter, *text, Segment(" " * max(0, width - used), back)], max(width, used)))
    return strips


def on_ground(back: Style, style: Style) -> Style:
    """A style over that of a ground. On a reversed one its colour would become a block behind the text."""
    return back + (style.without_color if back.reverse else style)


def blank(width: int, back: Style) -> Strip:
    """An empty line of the background."""
    # One and the same for each width and style, and so is what Textual makes of it.
    return Strip.blank(width, back)


def join_strips(parts: Iterable[Strip], gap: Strip) -> Strip:
    """Strips side by side with a gap between them."""
    joined: list[Strip] = []
    for part in parts:
        if joined:
            joined.append(gap)
        joined.append(part)
    return Strip.join(joined)
