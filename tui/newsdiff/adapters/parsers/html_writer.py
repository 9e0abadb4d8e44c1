"""Puts the text of HTML together, block by block, with the marks of `core.text.text_blocks`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters.parsers.links import resolved
from newsdiff.adapters.parsers.table_cells import FILLED
from newsdiff.core.text.emphasis import signed
from newsdiff.core.text.text_blocks import CELL, CODE_INDENT

if TYPE_CHECKING:
    from lxml.etree import _Element

LINKS = 300
"""Links of one entry that get a number."""

_ALT = 3, 200
"""Characters of what an image shows, in words: less says nothing, more is no description."""

_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WWW = re.compile(r"\s*www\.(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]|\s*$)", re.IGNORECASE)
"""An address that lacks its scheme."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS.union(
    ("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "body", "center", "address"),
    ("blockquote", "pre", "ul", "ol", "dl", "dt", "dd", "table", "hr", "figure", "figcaption"),
    ("details", "summary", "form", "fieldset"),
)
_CELLS = frozenset(("td", "th"))
STRONG_ELEMENTS = frozenset(("b", "strong"))
EMPHASIS_ELEMENTS = frozenset(("i", "em", "cite"))
LINE_ELEMENTS = _BLOCKS | _CELLS | {"li", "tr", "br"}
"""Elements that begin and end a line of text."""


class HtmlWriter:
    """Puts text together, block by block."""

    def __init__(self, base: str, limit: int) -> None:
        self.links: dict[str, int] = {}
        self.length = 0
        self._base = base
        self._limit = limit
        self._blocks: list[str] = []
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._mark = ""
        self._lists: list[int | None] = []
        self._quotes = self._preformatted = self._cells = 0
        self._spans = False
        self._strong = self._emphasis = self._headings = 0
        self._anchors: list[tuple[str | None, int]] = []
        self._media: dict[str, str] = {}

    @property
    def wordless(self) -> bool:
        """There was nothing to read, only pictures and recordings."""
        return not self.length

    def lead_from(self, base: str) -> None:
        """From here on, links lead from another address."""
        self._base = resolved(self._base, base) or self._base

    @property
    def full(self) -> bool:
        """It has as much as it may."""
        return self.length > self._limit

    def words(self, text: str) -> None:
        """Text within an element."""
        if self._preformatted:
            first, *others = text.split("\n")
            self._pieces.append(first)
            for line in others:
                self._break()
                self._pieces.append(line)
        elif (self._strong or self._emphasis) and not self._headings:
            self._pieces.append(signed(text, strong=self._strong > 0, emphasis=self._emphasis > 0))
        else:
            self._pieces.append(text)
        self.length += len(text.strip())

    def start(self, tag: str, element: _Element) -> None:
        """An element begins."""
        if tag in _BLOCKS:
            if tag in ("ul", "ol"):
                self._break()
                self._lists.append(first_number(element) - 1 if tag == "ol" else None)
                if len(self._lists) > 1:
                    return
            self._paragraph()
            if tag in _HEADINGS:
                self._mark = "# "
                self._headings += 1
            self._quotes += tag == "blockquote"
            self._preformatted += tag == "pre"
        elif tag == "a":
            self._anchors.append((element.get("href"), self.length))
        elif tag in STRONG_ELEMENTS:
            self._strong += 1
        elif tag in EMPHASIS_ELEMENTS:
            self._emphasis += 1
        elif tag == "li":
            if self._lists and self._lists[-1] is not None and (number := _whole(element.get("value"))) is not None:
                self._lists[-1] = number - 1
            self._item()
        elif tag == "tr":
            self._break()
        elif tag in _CELLS:
            self._pieces += [CELL] if self._cells else []
            self._cells += 1
            self._spans |= self._cells == 1 and element.get(FILLED) is not None
        elif tag == "q":
            self._pieces.append("“")
        elif tag == "br" and not self._break():
            self._paragraph()

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS:
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
                if self._lists:
                    self._break()
                    return
            self._paragraph()
            if tag in _HEADINGS:
                self._mark = ""
                self._headings -= 1
            self._quotes -= tag == "blockquote"
            self._preformatted -= tag == "pre"
        elif tag == "a" and self._anchors:
            self._number(*self._anchors.pop())
        elif tag in STRONG_ELEMENTS:
            self._strong -= 1
        elif tag in EMPHASIS_ELEMENTS:
            self._emphasis -= 1
        elif tag == "q":
            self._pieces.append("”")
        elif tag in ("li", "tr"):
            self._break()
            self._mark = ""

    def media(self, kind: str, element: _Element) -> None:
        """An image or a video. An image that says what it shows leaves a mark; links are for where nothing else is."""
        if element.tag == "img" and (shown := described(element)):
            self._pieces.append(f" [image: {shown}] ")
        source = _source(element) or next(filter(None, map(_source, element)), None)
        if len(self._media) < LINKS and (url := resolved(self._base, source or "")):
            self._media[url] = one_line(f"{kind}: {element.get('alt') or element.get('title') or ''}").removesuffix(":")

    def finished(self) -> str:
        """All of it."""
        self._paragraph()
        if not self.length:
            self._blocks.clear()
            for url, name in self._media.items():
                self.links[url] = len(self.links) + 1
                self._blocks.append(f"{name} [{self.links[url]}]")
        return "\n\n".join(self._blocks)

    def _item(self) -> None:
        self._break()
        indent = "  " * (len(self._lists) - 1)
        if self._lists and (number := self._lists[-1]) is not None:
            self._lists[-1] = number + 1
            self._mark = f"{indent}{number + 1}. "
        else:
            self._mark = f"{indent}• "

    def _begun(self) -> bool:
        """There are words in the line."""
        return any(piece.strip() for piece in self._pieces)

    def _break(self) -> bool:
        """Ends the line. Returns whether it has any text."""
        if not self._pieces:
            return False
        line = "".join(self._pieces)
        self._pieces.clear()
        if self._preformatted:
            line = line.expandtabs(4).rstrip()
            # An empty line within code parts nothing.
            self._lines += [CODE_INDENT + line] if line or self._lines else []
            return bool(line)
        cells, self._cells = self._cells, 0
        spans, self._spans = self._spans, False
        line = _row(line, spans=spans) if cells > 1 else one_line(line)
        if line:
            self._lines.append(self._mark + line)
            self._mark = ""
        return bool(line)

    def _paragraph(self) -> None:
        self._break()
        while self._lines and not self._lines[-1].strip():
            self._lines.pop()
        if self._lines:
            if not self._preformatted and self._lines[0].startswith(CODE_INDENT):
                # A deep item that begins a block is no code.
                self._lines[0] = self._lines[0].lstrip()
            prefix = "> " if self._quotes else ""
            self._blocks.append("\n".join(prefix + line for line in self._lines))
            self._lines.clear()

    def _number(self, target: str | None, length: int) -> None:
        """Appends the number of a link to its text; a link without text gets none."""
        if self.length == length or not target or len(self.links) >= LINKS:
            return
        if url := resolved(self._base, f"https://{target.strip()}" if _WWW.match(target) else target):
            number = f" [{self.links.setdefault(url, len(self.links) + 1)}]"
            if self._begun() or not (self._lines or self._blocks):
                self._pieces.append(number)
            else:
                # It ends with a block, as in the cards of a page.
                (self._lines or self._blocks)[-1] += number


def first_number(listed: _Element) -> int:
    """The number of the first item of a numbered list."""
    start = _whole(listed.get("start"))
    return 1 if start is None else start


def is_hidden(element: _Element) -> bool:
    """Whether an element is not to be seen."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _NOT_SHOWN.search(style) is not None)


def _whole(number: str | None) -> int | None:
    return int(number) if number and _NUMBER.fullmatch(number) else None


def _source(element: _Element) -> str | None:
    """Where a picture or a recording is, also where a program of the page is to load it later."""
    named = (element.get(name) for name in _SOURCES)
    return next(
        (one.split()[0].rstrip(",") for one in named if one and one.strip() and not one.startswith("data:")), None
    )


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _row(text: str, *, spans: bool) -> str:
    """A row of a table; one with words in a single cell is no more than these words, unless that spans columns."""
    cells = [one_line(cell) for cell in text.split(CELL)]
    filled = sum(map(bool, cells))
    return CELL.join(cells).strip() if filled > 1 or (filled and spans) else "".join(cells)


def described(image: _Element) -> str:
    """What an image shows, in the page's words; "" where that is no more than a sign or the name of a file."""
    alt = one_line(image.get("alt") or image.get("title") or "").replace("[", "(").replace("]", ")")
    named = "." in alt and " " not in alt
    least, most = _ALT
    return alt if least <= len(alt) <= most and not named and any(map(str.isalpha, alt)) else ""
