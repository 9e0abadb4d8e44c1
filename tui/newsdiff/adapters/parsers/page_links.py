"""Where the links in the text of a page stand: trafilatura gives their words, and not where they lead.

Only a block that came through whole has links, found by its characters without white space: whatever else trafilatura
did to the page, none gets a link that it did not have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters.parsers.html_writer import LINE_ELEMENTS, LINKS
from newsdiff.adapters.parsers.links import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

PageLinks = dict[str, list[tuple[int, str]]]
"""For each block with links, by its characters without white space: how many of these end each link, and where it
leads."""

_MARK = re.compile(r" *(?:(?:#{1,6}|[-•>]|\d{1,4}\.) )*")
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "svg"))


def page_links(tree: HtmlElement, base: str) -> PageLinks:
    """The links of a page; of blocks with the same words, those of the first."""
    from lxml.etree import iterwalk

    found: PageLinks = {}
    block = _Block()
    # Not recursive, since a page may be nested to any depth.
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag)
        if tag in LINE_ELEMENTS:
            block.flush(found)
        if event == "end":
            if tag == "a":
                block.end_link(base)
            block.add(element.tail)
        elif tag in _UNSEEN or not isinstance(element.tag, str):
            walker.skip_subtree()
        else:
            if tag == "a":
                block.begin_link(element.get("href"))
            block.add(element.text)
    block.flush(found)
    return found


def placed(text: str, links: Mapping[str, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """Where links end in an extracted text, and where they lead; at most `LINKS`."""
    start = count = 0
    for line in text.split("\n"):
        mark = _MARK.match(line)
        begins = mark.end() if mark else 0
        ends = links.get("".join(line[begins:].split()), [])[: LINKS - count]
        count += len(ends)
        for offset, address in _offsets(line[begins:], ends):
            yield start + begins + offset, address
        start += len(line) + 1


def _offsets(text: str, links: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The links of a line with the offsets behind their characters, white space counted; in one pass."""
    seen, offset = 0, 0
    for characters, address in links:
        while seen < characters and offset < len(text):
            seen += not text[offset].isspace()
            offset += 1
        yield offset, address


class _Block:
    """The words and links of a block, while it is read."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[int, str]] = []
        self._open: list[tuple[str | None, int]] = []

    def add(self, text: str | None) -> None:
        piece = "".join((text or "").split())
        self._pieces.append(piece)
        self._length += len(piece)

    def begin_link(self, target: str | None) -> None:
        self._open.append((target, self._length))

    def end_link(self, base: str) -> None:
        target, begun = self._open.pop() if self._open else (None, 0)
        # A link without words, as that of an image, leads from nothing that is read.
        if target and self._length > begun and (address := resolved(base, target)):
            self._links.append((self._length, address))

    def flush(self, found: PageLinks) -> None:
        if self._links:
            found.setdefault("".join(self._pieces), self._links)
        self._pieces, self._length, self._links = [], 0, []
        self._open = [(target, 0) for target, _ in self._open]
