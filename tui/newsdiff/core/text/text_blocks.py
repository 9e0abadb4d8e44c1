"""The shape of a stored text: what the marks in it mean, which the parsers of feeds and of pages have written.

Paragraphs have an empty line between them. A line begins with `# ` (a heading), `• `, `- ` or `1. ` (an item of a list,
two spaces deeper for each list around it), `> ` (a quotation) or four spaces (code). ` | ` stands between the cells of
a table, and `[image: …]` says what an image shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

BlockKind = Literal["text", "heading", "list", "quote", "code", "table", "image"]

CODE_INDENT: Final = "    "
"""What a line of code begins with."""

CELL: Final = " | "
"""What stands between two cells of a table."""

_DEEPER: Final = 2
"""Spaces for each list around an item."""

_HEADING: Final = re.compile(r"(#{1,6}) +(?=\S)")
_ITEM: Final = re.compile(r"( *)([•-]|\d{1,3}\.) +(?=\S)")
_IMAGE: Final = re.compile(r"\[image: .+\]")
_QUOTE: Final = re.compile(r"(?:> ?)+")


class TextLine(NamedTuple):
    """A line of a block without its mark."""

    text: str
    level: int = 0
    """Of a heading, how many signs it has; of an item, how many lists are around its own."""
    mark: str = ""
    """Of an item, `•` or its number (`2.`); "" for a further line of the same item."""


class TextBlock(NamedTuple):
    """Lines that belong together, without an empty line between them."""

    kind: BlockKind
    lines: tuple[TextLine, ...]
    ends: bool = True
    """An empty line follows."""

    @property
    def rows(self) -> list[list[str]]:
        """Of a table, the cells of each row."""
        return [_cells(line.text) for line in self.lines]


def text_blocks(text: str) -> Iterator[TextBlock]:
    """The blocks of a stored text, in order."""
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        if all(line.startswith(CODE_INDENT) or not line.strip() for line in lines) and paragraph.strip():
            yield TextBlock("code", tuple(TextLine(line.removeprefix(CODE_INDENT).rstrip()) for line in lines))
            continue
        found = list(_runs([line for line in lines if line.strip()]))
        for number, (kind, run) in enumerate(found, 1):
            yield TextBlock(kind, run, ends=number == len(found))


def _runs(lines: Sequence[str]) -> Iterator[tuple[BlockKind, tuple[TextLine, ...]]]:
    """The lines of a paragraph, those of one kind together."""
    run: list[TextLine] = []
    kind: BlockKind = "text"
    for found, line in _marked(lines):
        if run and found != kind:
            yield kind, tuple(run)
            run = []
        kind = found
        run.append(line)
    if run:
        yield kind, tuple(run)


def _marked(lines: Sequence[str]) -> Iterator[tuple[BlockKind, TextLine]]:
    in_list = False
    rows = _rows(lines)
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        if item:
            in_list = True
            mark = item[2] if item[2][0].isdigit() else "•"
            yield "list", TextLine(line[item.end() :], len(item[1]) // _DEEPER, mark)
            continue
        if in_list and line.startswith(" " * _DEEPER):
            indent = len(line) - len(line.lstrip(" "))
            yield "list", TextLine(line.strip(), indent // _DEEPER - 1)
            continue
        in_list = False
        if heading := _HEADING.match(line):
            yield "heading", TextLine(line[heading.end() :], len(heading[1]))
        elif _IMAGE.fullmatch(line):
            yield "image", TextLine(line)
        elif quote := _QUOTE.match(line):
            yield "quote", TextLine(line[quote.end() :])
        else:
            yield "table" if number in rows else "text", TextLine(line)


def _rows(lines: Sequence[str]) -> set[int]:
    """The lines that are rows of a table: two or more with as many cells, one below the other."""
    counts = [len(_cells(line)) if "|" in line else 1 for line in lines]
    found = set()
    for number, count in enumerate(counts):
        if count > 1 and count in (counts[number - 1] if number else 1, *counts[number + 1 : number + 2]):
            found.add(number)
    return found


def _cells(line: str) -> list[str]:
    # A row may begin or end with an empty cell.
    return [cell.strip() for cell in f" {line} ".split(CELL)]


def aligned(rows: Iterable[Sequence[str]], width_of: Callable[[str], int]) -> list[str]:
    """The rows of a table as lines in which the columns stand one below the other.

    Args:
        rows: The cells of each row.
        width_of: Gives the cells of the terminal that a text takes.
    """
    table = [list(row) for row in rows]
    widths = [max(width_of(row[column]) for row in table) for column in range(min(map(len, table), default=0))]
    return [
        CELL.join(cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in table
    ]
