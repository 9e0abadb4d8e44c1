"""The text of an article as Markdown (CommonMark 0.31, with the tables of GitHub), in its shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.text_blocks import text_blocks
from newsdiff.exports.markdown_export import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsdiff.core.text.text_blocks import TextBlock, TextLine

MOST_SIGNS: Final = 6
"""Signs of the lowest heading in Markdown."""

_NUMBER: Final = re.compile(r"\\\[(\d{1,4})\\\]")
_FENCE: Final = re.compile(r"`{3,}")


def body_markdown(text: str, links: Sequence[str | None]) -> Iterator[str]:
    """The blocks of a stored text; between two of them there is to be an empty line.

    Args:
        text: The text, whose links are numbered: `[1]`.
        links: The addresses of these, None where one is not for everybody: its number stays a number.
    """
    for block in text_blocks(text):
        yield _block(block, links)


def _block(block: TextBlock, links: Sequence[str | None]) -> str:
    def inline(text: str) -> str:
        return _NUMBER.sub(lambda found: _link(found, links), escape(text))

    if block.kind == "heading":
        # Below the title of the document.
        return "\n\n".join(f"{'#' * min(line.level + 1, MOST_SIGNS)} {inline(line.text)}" for line in block.lines)
    if block.kind == "code":
        code = "\n".join(line.text for line in block.lines)
        fence = "`" * max(3, *(len(found) + 1 for found in _FENCE.findall(code)), 3)
        return f"{fence}\n{code}\n{fence}"
    if block.kind == "table":
        head, *rows = [f"| {' | '.join(inline(cell).replace('|', _BAR) for cell in row)} |" for row in block.rows]
        return "\n".join((head, f"|{' --- |' * len(block.rows[0])}", *rows))
    if block.kind == "list":
        return "\n".join(_items(block.lines, inline))
    prefix = "> " if block.kind == "quote" else ""
    # A line break within a paragraph is one in the article too.
    return "\\\n".join(f"{prefix}{inline(line.text)}" for line in block.lines)


def _items(lines: Sequence[TextLine], inline: Callable[[str], str]) -> Iterator[str]:
    """The items of a list; what belongs to an item begins below its text."""
    starts = [0]
    for line in lines:
        level = min(line.level, len(starts) - 1)
        if not line.mark:
            yield f"{' ' * starts[min(level + 1, len(starts) - 1)]}{inline(line.text)}"
            continue
        mark = line.mark if line.mark[0].isdigit() else "-"
        del starts[level + 1 :]
        starts.append(starts[level] + len(mark) + 1)
        yield f"{' ' * starts[level]}{mark} {inline(line.text)}"


def _link(found: re.Match[str], links: Sequence[str | None]) -> str:
    number = int(found[1])
    address = links[number - 1] if 1 <= number <= len(links) else None
    return f"[{found[0]}](<{address}>)" if address else found[0]


_BAR: Final = "\\|"
