"""Wraps text and lays it out side by side, on lines of a fixed width in terminal cells."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Wrap a text at white space.

    Args:
        text: Any text; runs of white space count as one space. A word that is wider than a line is cut, and so is text
            in scripts without spaces.
        width: Terminal cells of a line, with the indent.
        first: The indent of the first line.
        rest: The indent of all other lines.

    Returns:
        One or more lines of at most `width` cells, or of two cells and the indent if that is wider.
    """
    room = max(2, width - max(cell_len(first), cell_len(rest)))
    lines, line, used = [], "", 0
    for word in _pieces(text, room):
        wide = cell_len(word)
        if line and used + 1 + wide > room:
            lines.append(line)
            line, used = "", 0
        line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    return [f"{rest if number else first}{line}".rstrip() for number, line in enumerate([*lines, line])]


def _pieces(text: str, room: int) -> Iterator[str]:
    """The words of a text, those wider than `room` in parts."""
    for word in text.split():
        part, used = "", 0
        if cell_len(word) <= room:
            yield word
            continue
        for character in word:
            wide = cell_len(character)
            if used + wide > room:
                yield part
                part, used = "", 0
            part, used = part + character, used + wide
        yield part


def pad(text: str, width: int) -> str:
    """A text padded with spaces to `width` cells; a wider one is not changed."""
    return text + " " * (width - cell_len(text))


def beside(blocks: Sequence[Sequence[str]], width: int, gap: str) -> list[str]:
    """Blocks of lines side by side: each is padded to `width` cells, with `gap` between them."""
    return [gap.join(pad(line, width) for line in lines).rstrip() for lines in zip_longest(*blocks, fillvalue="")]
