"""The text of an article as trafilatura gives it (a small TEI), with the marks of lists, quotations and images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.adapters.parsers.html_writer import described
from newsdiff.core.text.text_blocks import CODE_INDENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "code", "div", "ab", "graphic", "lb"))
"""The elements that begin a line of their own."""

_LINES = frozenset(("p", "item", "head", "cell", "quote", "hi", "ref", "del"))
"""The elements that may have code in a line of theirs."""

_TOGETHER = frozenset(("item", "row"))
"""Lines that follow one another without an empty line between them."""


def blocks(body: _Element) -> Iterator[str]:
    """The blocks of an article: paragraphs, headings (`# `), lists (`- `, `1. `), quotations (`> `), tables (` | `),
    code in its lines, and images (`[image: what it shows]`).
    """
    lines: list[str] = []
    last = ""
    for line, kind in _lines(body):
        if lines and not (kind == last and kind in (*_TOGETHER, "code")):
            yield from _block(lines, last)
            lines.clear()
        lines.append(line)
        last = kind
    yield from _block(lines, last)


def _block(lines: list[str], kind: str) -> Iterator[str]:
    """Lines that belong together as one block, without empty ones at its ends."""
    if kind == "code":
        filled = [number for number, line in enumerate(lines) if line.strip()]
        lines = lines[filled[0] : filled[-1] + 1] if filled else []
    elif lines and lines[0].startswith(CODE_INDENT):
        # A deep item that begins a block is no code.
        lines = [lines[0].lstrip(), *lines[1:]]
    if lines:
        yield "\n".join(lines)


def same(one: str, other: str) -> bool:
    """Whether two texts are the same but for case and white space."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _lines(body: _Element) -> Iterator[tuple[str, str]]:
    """The lines of a text, and the element that each is of."""
    pieces: list[str] = []
    writer = _Marks()

    def flush() -> Iterator[tuple[str, str]]:
        text = " ".join("".join(pieces).split())
        pieces.clear()
        if text:
            yield writer.marked(text), writer.kind

    # Not recursive: how deep a page is nested is for the page to say.
    waiting: list[tuple[_Element, bool] | str] = [(body, False)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            if writer.code:
                for line in node.split("\n"):
                    yield f"{CODE_INDENT}{line.expandtabs(4).rstrip()}", "code"
            else:
                pieces.append(node)
            continue
        element, ends = node
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in _BLOCKS and not (tag == "lb" and writer.kind == "head") and not _is_inline(element):
            yield from flush()
        elif tag == "lb" or (tag == "cell" and not ends and "".join(pieces).strip()):
            pieces.append(" | " if tag == "cell" else " ")
        if ends:
            writer.end(tag)
            continue
        writer.start(element)
        if tag == "graphic" and (alt := described(element)):
            yield f"[image: {alt}]", "graphic"
        waiting.append((element, True))
        for child in reversed(element):
            waiting += [child.tail or "", (child, False)]
        waiting.append(element.text or "")
    yield from flush()


def _is_inline(element: _Element) -> bool:
    """Whether an element is code within a line."""
    around = element.getparent()
    return (
        element.tag == "code"
        and around is not None
        and around.tag in _LINES
        and "\n" not in "".join(element.itertext())
    )


class _Marks:
    """What stands before a line."""

    def __init__(self) -> None:
        self._lists: list[int | None] = []
        self._kinds: list[str] = []
        self._quotes = 0
        self._open = False
        self.code = 0

    @property
    def kind(self) -> str:
        """The element of a line."""
        return self._kinds[-1] if self._kinds else ""

    def start(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "list":
            self._lists.append(0 if element.get("rend") == "ol" else None)
        elif tag == "item":
            self._open = True
        self._quotes += tag == "quote"
        self.code += tag == "code" and "\n" in "".join(element.itertext())
        if tag in ("head", "item", "row"):
            self._kinds.append(tag)

    def end(self, tag: str) -> None:
        if tag == "list" and self._lists:
            self._lists.pop()
        self._quotes -= tag == "quote"
        if tag == "code" and self.code:
            self.code -= 1
        if tag in ("head", "item", "row") and self._kinds:
            self._kinds.pop()

    def marked(self, text: str) -> str:
        """A line with its mark. Of an item, the first line has one."""
        if self.kind == "head":
            return f"# {text}"
        if self.kind != "item":
            return f"> {text}" if self._quotes else text
        indent = "  " * max(0, len(self._lists) - 1)
        if not self._open:
            return f"{indent}  {text}"
        self._open = False
        number = self._lists[-1] if self._lists else None
        if number is None:
            return f"{indent}- {text}"
        self._lists[-1] = number + 1
        return f"{indent}{number + 1}. {text}"
