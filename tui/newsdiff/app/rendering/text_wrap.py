"""Text in columns: where lines break, and how wide they are in terminal cells."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from newsdiff.app.rendering.glyphs import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A line may break at white space, and on either side of an ideograph or kana; closing punctuation stays with the word.
_WIDE = (
    "\u2e80-\u2fdf\u3003-\u3007\u3012-\u3013\u3020-\u30ff\u3100-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_CLOSING = "、。〉》」』】〕！），．：；？～…”’"
_OPENING = "〈《「『【〔（"
# Without what takes one cell or none, and without what is not assigned.
_IDEOGRAPHS = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_LEAST_WIDE = "\u2e80"
"""The first character of `_WIDE`."""

_LONG = 1_000
"""Characters of a word that is cut without being measured as a whole."""


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


@cache
def _word(wide: bool) -> re.Pattern[str]:
    """What is not broken, in a text with `wide` characters or without.

    Compiling the first of the two takes 10 ms, for which most stories need not wait.
    """
    if not wide:
        return re.compile(r"\S+")
    # The last ideograph of a run may have closing punctuation, as any single one.
    return re.compile(
        rf"([{_IDEOGRAPHS}]{{4,400}})(?=[{_IDEOGRAPHS}])|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+"
    )


def wrap(text: str, width: int) -> tuple[WrappedLine, ...]:
    """Break a text between words into lines of at most `width` cells (at least 2). Longer words are cut.

    An empty text gives one empty line.
    """
    return tuple(wrapped_lines(text, width))


def wrapped_lines(text: str, width: int) -> Iterator[WrappedLine]:
    """The lines of `wrap`, each worked out when it is asked for."""
    width = max(width, 2)
    start = end = used = 0
    # Words may have no width at all, so the width used does not say whether a line has begun.
    begun = False
    for word in _word(not text.isascii() and max(text) >= _LEAST_WIDE).finditer(text):
        first, last = word.span()
        if word.lastindex:
            # Ideographs, each of two cells, between any two of which a line may break.
            room = min(last - first, (width - used - first + end) // 2) if begun else 0
            if room > 0:
                end, used = first + room, used + first - end + 2 * room
                first = end
            if first == last:
                continue
            if begun:
                yield WrappedLine(start, end)
            *full, last_start = range(first, last, width // 2)
            yield from (WrappedLine(at, at + width // 2) for at in full)
            start, end, used, begun = last_start, last, 2 * (last - last_start), True
            continue
        wide = _width_of_word(word.group()) if last - first < _LONG else width + 1
        if begun and used + first - end + wide <= width:
            end, used = last, used + first - end + wide
            continue
        if begun:
            yield WrappedLine(start, end)
        start, end, used, begun = first, last, wide, True
        if wide > width:
            for line in _cut(text, first, last, width):
                if line.end == last:
                    start, end = line
                else:
                    yield line
            used = width_of(text[start:end])
    if begun or not text or text.isspace():
        yield WrappedLine(start, end)


def cut_lines(text: str, width: int) -> Iterator[WrappedLine]:
    """Break a text into lines of at most `width` cells (at least 2) wherever they end, with all its spaces."""
    return _cut(text, 0, len(text), max(width, 2))


def _cut(text: str, first: int, last: int, width: int) -> Iterator[WrappedLine]:
    start = first
    while (end := _fitting(text, start, last, width)) < last:
        yield WrappedLine(start, end)
        start = end
    yield WrappedLine(start, last)


def _fitting(text: str, start: int, last: int, width: int) -> int:
    """The end of a line that begins at `start`, with at least one character of the text."""
    end, used, step = start, 0, width
    while end < last:
        wide = width_of(text[end : min(end + step, last)])
        if used + wide <= width or (not used and step == 1):
            end, used = min(end + step, last), used + wide
            # Further characters may take no cell at all.
            step = max(1, min(step, width - used))
        elif step == 1:
            break
        else:
            step //= 2
    return end


def parts_width(parts: Iterable[tuple[str, str]]) -> int:
    """The width of texts side by side, each given with its role."""
    return sum(width_of(text) for text, _ in parts)


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
