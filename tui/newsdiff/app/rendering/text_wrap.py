"""Text in columns: where lines break, and how wide they are in terminal cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from newsdiff.app.rendering.glyphs import drawn

# A line may break at white space, and on either side of an ideograph or kana; closing punctuation stays with the word.
_WIDE = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012-\u3013\u3020-\u30ff\u3100-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_CLOSING = "、。〉》」』】〕！），．：；？～…”’"
_OPENING = "〈《「『【〔（"
_WORD = re.compile(rf"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+")


class Column(NamedTuple):
    """The position and the width of a column, in cells."""

    x: int
    width: int


class WrappedLine(NamedTuple):
    """One line of a wrapped text: the offsets of its first character and just past its last."""

    start: int
    end: int


def width_of(text: str) -> int:
    """The number of cells that a text takes as it is drawn (`glyphs.drawn`)."""
    return len(text) if text.isascii() else cell_len(drawn(text))


_width_of_word = lru_cache(maxsize=8192)(width_of)
"""The width of a word, of which a long text has many again and again."""


def wrap(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Break a text between words into lines of at most `width` cells (at least 2). Longer words are cut.

    An empty text gives one empty line.
    """
    width = max(width, 2)
    lines: list[WrappedLine] = []
    start = end = used = 0
    # Words may have no width at all, so the width used does not say whether a line has begun.
    begun = False
    for word in _WORD.finditer(text):
        first, last = word.span()
        wide = _width_of_word(word.group())
        if begun and used + first - end + wide <= width:
            end, used = last, used + first - end + wide
            continue
        if begun:
            lines.append(WrappedLine(start, end))
        start, end, used, begun = first, last, wide, True
        if wide > width:
            *full, (start, end) = _cut(text, first, last, width)
            lines += full
            used = width_of(text[start:end])
    if begun or not lines:
        lines.append(WrappedLine(start, end))
    return tuple(lines)


def cut_lines(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Break a text into lines of at most `width` cells (at least 2) wherever they end, with all its spaces."""
    return tuple(_cut(text, 0, len(text), max(width, 2)))


def _cut(text: str, first: int, last: int, width: int) -> list[WrappedLine]:
    lines, start, used = [], first, 0
    for offset in range(first, last):
        wide = width_of(text[offset])
        if used and used + wide > width:
            lines.append(WrappedLine(start, offset))
            start, used = offset, 0
        used += wide
    return [*lines, WrappedLine(start, last)]


def shorten(text: str, width: int) -> str:
    """A text as it is drawn, cut to at most `width` cells, with … at its end where something was cut."""
    return drawn(cut(text, width))


def cut(text: str, width: int) -> str:
    """The same text before it is drawn, so that offsets into it hold."""
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    used = 0
    for offset, character in enumerate(text):
        used += width_of(character)
        if used > width - 1:
            return text[:offset].rstrip() + "…"
    return text


MIN_COLUMN = 49
"""Width of a column, in cells, below which fewer columns are shown."""


def columns(width: int, wanted: int, widest: int) -> tuple[Column, ...]:
    """Divide a width among at most `wanted` columns, one cell apart, none wider than `widest`, and centre them."""
    count = max(1, min(wanted, width // MIN_COLUMN))
    each = max(1, min(widest, (width - count + 1) // count))
    left = max(0, width - count * each - (count - 1)) // 2
    return tuple(Column(left + number * (each + 1), each) for number in range(count))
