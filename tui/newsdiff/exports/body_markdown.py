"""The text of an article as Markdown (CommonMark 0.31, with the tables of GitHub), in its shape."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.emphasis import EMPHASIS, STRONG, with_signs, without_signs
from newsdiff.core.text.text_blocks import text_blocks
from newsdiff.exports.markdown_export import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsdiff.core.emphasis_span import Emphasis
    from newsdiff.core.text.text_blocks import TextBlock, TextLine

MOST_SIGNS: Final = 6
"""Signs of the lowest heading in Markdown."""

_NUMBER: Final = re.compile(r"\\\[(\d{1,4})\\\]")
_PRIVATE: Final = "\ue000\ue001\ue002\ue003"
_TAKEN: Final = dict.fromkeys(map(ord, _PRIVATE), " ")
_KEPT: Final = str.maketrans("".join((*STRONG, *EMPHASIS)), _PRIVATE)
_MARKS: Final = str.maketrans(dict(zip(_PRIVATE, ("**", "**", "*", "*"), strict=True)))
_FENCE: Final = re.compile(r"`{3,}")


def body_markdown(text: str, links: Sequence[str | None], emphasis: Iterable[Emphasis] = ()) -> Iterator[str]:
    """The blocks of a stored text; between two of them there is to be an empty line.

    Args:
        text: The text, whose links are numbered: `[1]`.
        links: The addresses of these, None where one is not for everybody: its number stays a number.
        emphasis: Its bold and italic words.
    """
    for block in text_blocks(with_signs(text, emphasis)):
        yield _block(block, links)


def _block(block: TextBlock, links: Sequence[str | None]) -> str:
    def inline(text: str) -> str:
        return _NUMBER.sub(lambda found: _link(found, links), _escaped(text))

    if block.kind == "heading":
        # Below the title of the document.
        return "\n\n".join(f"{'#' * min(line.level + 1, MOST_SIGNS)} {inline(line.text)}" for line in block.lines)
    if block.kind == "code":
        code = "\n".join(without_signs(line.text)[0] for line in block.lines)
        fence = "`" * max(3, *(len(found) + 1 for found in _FENCE.findall(code)), 3)
        return f"{fence}\n{code}\n{fence}"
    if block.kind == "table":
        head, *rows = [f"| {' | '.join(inline(cell).replace('|', _BAR) for cell in row)} |" for row in block.rows]
        return "\n".join((head, f"|{' --- |' * len(block.rows[0])}", *rows))
    if block.kind == "list":
        return "\n".join(_items(block.lines, inline))
    if block.kind == "quote":
        # Lists, headings, tables and code within it keep their shape.
        quoted = "\n\n".join(_block(one, links) for one in text_blocks("\n".join(line.text for line in block.lines)))
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
    # A line break within a paragraph is one in the article too.
    return "\\\n".join(inline(line.text) for line in block.lines)


def _escaped(signed: str) -> str:
    """A text on one line as Markdown, with its bold and italic words."""
    text, spans = without_signs(signed)
    if not spans:
        return escape(text)
    # Signs that survive the escaping, and are in no text.
    marked = with_signs(text.translate(_TAKEN), _renderable(text, spans)).translate(_KEPT)
    return escape(marked).translate(_MARKS)


def _renderable(text: str, spans: Sequence[Emphasis]) -> Iterator[Emphasis]:
    """The spans whose asterisks CommonMark takes for what they are (0.31, 6.2), one after or within another."""
    open_until: list[int] = []
    last = -1
    for span in spans:
        while open_until and open_until[-1] <= span.start:
            last = open_until.pop()
        apart = span.start > last and (not open_until or span.end <= open_until[-1])
        inside, around = (text[span.start], text[span.end - 1]), (text[: span.start][-1:], text[span.end :][:1])
        if apart and all(
            not inner.isspace() and (not _is_sign(inner) or not outer or outer.isspace() or _is_sign(outer))
            for inner, outer in zip(inside, around, strict=True)
        ):
            open_until.append(span.end)
            yield span


def _is_sign(character: str) -> bool:
    """Whether it is punctuation or a symbol."""
    return unicodedata.category(character)[0] in "PS"


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
