"""Text laid into columns: where lines break, and how wide they are in terminal cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len

# A line may break at white space, and on either side of an ideograph or kana; what closes stays with what it closes.
_WIDE = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012-\u3013\u3020-\u30ff\u3100-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_CLOSING = "、。〉》」』】〕！），．：；？～…”’"
_OPENING = "〈《「『【〔（"
_WORD = re.compile(rf"[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+")


class Column(NamedTuple):
    """Where a column stands on the screen, in cells."""

    x: int
    width: int


class WrappedLine(NamedTuple):
    """One line of a wrapped text: the offsets of its first character and after its last."""

    start: int
    end: int


def width_of(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def wrap(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Break a text into lines of at most `width` cells, at words; a word that is wider is cut. At least one line."""
    width = max(width, 2)
    lines: list[WrappedLine] = []
    start = end = used = 0
    # Words may have no width at all, so the width used does not tell whether a line has begun.
    begun = False
    for word in _WORD.finditer(text):
        first, last = word.span()
        wide = width_of(word.group())
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


def _cut(text: str, first: int, last: int, width: int) -> list[WrappedLine]:
    lines, start, used = [], first, 0
    for place in range(first, last):
        wide = width_of(text[place])
        if used and used + wide > width:
            lines.append(WrappedLine(start, place))
            start, used = place, 0
        used += wide
    return [*lines, WrappedLine(start, last)]


def shorten(text: str, width: int) -> str:
    """A text cut to at most `width` cells, with … where something was cut."""
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    used = 0
    for place, character in enumerate(text):
        used += width_of(character)
        if used > width - 1:
            return text[:place].rstrip() + "…"
    return text


LEAST_COLUMN = 49
"""Cells that a column needs to be read with ease; fewer columns are shown before one gets narrower than this."""


def columns(width: int, wanted: int, widest: int) -> tuple[Column, ...]:
    """Divide a width among as many of `wanted` columns as can be read, one cell apart, none wider than `widest`."""
    count = max(1, min(wanted, width // LEAST_COLUMN))
    each = max(1, min(widest, (width - count + 1) // count))
    left = max(0, width - count * each - (count - 1)) // 2
    return tuple(Column(left + number * (each + 1), each) for number in range(count))
