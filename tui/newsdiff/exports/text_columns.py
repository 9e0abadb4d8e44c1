"""Columns: text laid side by side on lines of a fixed width, measured in the cells of a terminal."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text at white space into lines of at most `width` cells, and give at least one.

    Args:
        text: Any text; runs of white space count as one space.
        width: Cells, those of the indents included.
        first: Put before the first line.
        rest: Put before every other line.

    A word that is wider than a line is cut, and so is text in scripts that are written without spaces.
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
    """The words of a text, the ones wider than `room` in parts."""
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
    """A text filled with spaces to `width` cells; a wider one stays as it is."""
    return text + " " * (width - cell_len(text))


def beside(blocks: Sequence[Sequence[str]], width: int, gap: str) -> list[str]:
    """Blocks of lines side by side, each `width` cells wide and `gap` apart."""
    return [gap.join(pad(line, width) for line in lines).rstrip() for lines in zip_longest(*blocks, fillvalue="")]
