"""Where the links and the emphasis in the text of a page stand: trafilatura gives their words, and no more.

Only a block that came through whole has them, found by its characters without white space: whatever else trafilatura
did to the page, none gets what it did not have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.adapters.parsers.html_writer import EMPHASIS_ELEMENTS, LINE_ELEMENTS, LINKS, STRONG_ELEMENTS
from newsdiff.adapters.parsers.links import resolved
from newsdiff.core.emphasis_span import Emphasis
from newsdiff.core.text.emphasis import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

PageLinks = dict[str, list[tuple[int, str]]]
"""For each block with links, by its characters without white space: how many of these end each link, and where it
leads."""

PageEmphasis = dict[str, list[Emphasis]]
"""For each block with bold or italic words, by its characters without white space: which of these they are."""

_MARK = re.compile(r" *(?:(?:#{1,6}|[-•>]|\d{1,4}\.) )*")
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "svg"))


class PageMarks(NamedTuple):
    """What trafilatura does not keep of the words of a page; of blocks with the same words, that of the first."""

    links: PageLinks
    emphasis: PageEmphasis


def page_marks(tree: HtmlElement, base: str) -> PageMarks:
    """The links of a page, and its bold and italic words."""
    from lxml.etree import iterwalk

    found = PageMarks({}, {})
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
            elif tag in STRONG_ELEMENTS | EMPHASIS_ELEMENTS:
                block.end_emphasis(strong=tag in STRONG_ELEMENTS)
            block.add(element.tail)
        elif tag in _UNSEEN or not isinstance(element.tag, str):
            walker.skip_subtree()
        else:
            if tag == "a":
                block.begin_link(element.get("href"))
            elif tag in STRONG_ELEMENTS | EMPHASIS_ELEMENTS:
                block.begin_emphasis(strong=tag in STRONG_ELEMENTS)
            block.add(element.text)
    block.flush(found)
    return found


def placed_emphasis(text: str, emphasis: PageEmphasis) -> tuple[Emphasis, ...]:
    """Where the bold and italic words of a page stand in an extracted text; not in headings, which stand out anyway."""
    found: list[Emphasis] = []
    for mark, begins, words in _lines(text) if emphasis else ():
        spans = () if (mark or words).startswith("#") else emphasis.get(_block_key(words), ())
        if spans:
            # Of each character that is no white space, where it stands.
            places = [at for at, character in enumerate(words, begins) if not character.isspace()]
            found += [Emphasis(places[one.start], places[one.end - 1] + 1, one.strong) for one in spans]
    return tuple(sorted(found)[:MOST])


def placed(text: str, links: Mapping[str, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """Where links end in an extracted text, and where they lead; at most `LINKS`."""
    count = 0
    for _, begins, words in _lines(text):
        ends = links.get(_block_key(words), [])[: LINKS - count]
        count += len(ends)
        for offset, address in _offsets(words, ends):
            yield begins + offset, address


def _lines(text: str) -> Iterator[tuple[str, int, str]]:
    """The lines of an extracted text: for each its mark, where its words begin in the text, and these words."""
    start = 0
    for line in text.split("\n"):
        mark = _MARK.match(line)
        words = mark.end() if mark else 0
        yield line[:words], start + words, line[words:]
        start += len(line) + 1


def _block_key(words: str) -> str:
    """The characters of a block without white space, by which it is found."""
    return "".join(words.split())


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
        self._emphasis: list[Emphasis] = []
        self._begun: dict[bool, list[int]] = {True: [], False: []}

    def begin_emphasis(self, *, strong: bool) -> None:
        self._begun[strong].append(self._length)

    def end_emphasis(self, *, strong: bool) -> None:
        if self._begun[strong] and (start := self._begun[strong].pop()) < self._length:
            self._emphasis.append(Emphasis(start, self._length, strong))

    def add(self, text: str | None) -> None:
        piece = _block_key(text or "")
        self._pieces.append(piece)
        self._length += len(piece)

    def begin_link(self, target: str | None) -> None:
        self._open.append((target, self._length))

    def end_link(self, base: str) -> None:
        target, begun = self._open.pop() if self._open else (None, 0)
        # A link without words, as that of an image, leads from nothing that is read.
        if target and self._length > begun and (address := resolved(base, target)):
            self._links.append((self._length, address))

    def flush(self, found: PageMarks) -> None:
        # What a block begins may end in a later one.
        reaching = [Emphasis(at, self._length, one) for one, begun in self._begun.items() for at in begun]
        emphasis = [*self._emphasis, *(one for one in reaching if one.start < one.end)]
        if self._links or emphasis:
            words = "".join(self._pieces)
            found.links.setdefault(words, self._links)
            found.emphasis.setdefault(words, emphasis)
        self._begun = {one: [0] * len(begun) for one, begun in self._begun.items()}
        self._pieces, self._length, self._links, self._emphasis = [], 0, [], []
        self._open = [(target, 0) for target, _ in self._open]
