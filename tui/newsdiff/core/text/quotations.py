"""Finds quotations: spans of direct speech, which may go on over several paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.core.text.dash_dialogue import dash_dialogue

if TYPE_CHECKING:
    from newsdiff.core.models import Article

Span = tuple[int, int]
"""Start and end offsets in a text."""

_CLOSES = {
    '"': '"”“',
    "“": '”"',
    "”": '”"',  # Swedish and Finnish open with the closing mark
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",  # German books and some papers turn them round
    "‹": "›",
    "「": "」",
    "『": "』",
}
"""An opening mark -> the marks that close it."""
_ALWAYS_OPEN = frozenset("„‟‹「『")
_SINGLE = frozenset("'‘‚")
_MARK = re.compile(r"""["“”„‟«»‹›「」『』'‘‚]|\n\s*""")
_EDGES = ' \t\n"“”„‟«»‹›「」『』'

_BEFORE_OPENING = frozenset("([{—–-/…'‘:")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…'’")
_LONGEST = 3000
"""Greatest length, in characters, of a quotation that only a later paragraph closes."""
_LONGEST_SINGLE = 1000
"""Greatest length, in characters, of a quotation in single marks, any of which may be an apostrophe."""
_SINGLE_END = re.compile(r"['’‘](?!\w)")
_SINGLE_SURE_END = re.compile(r"[.,?!…]['’‘](?!\w)")
_SHORTEST_SINGLE = 3
"""Least length, in characters, of a quotation in single marks: a shorter one is an omission, as in rock 'n' roll."""


def quotations(article: Article) -> tuple[tuple[Span, ...], ...]:
    """The quotations in each sentence of an article.

    A quotation over several sentences has a span in each of them, and one inside another is part of the outer one. One
    that is not closed ends with its paragraph, unless a later paragraph closes it.

    Returns:
        For each sentence, spans of its text without the quotation marks, in order and disjoint.
    """
    spans = quoted(article.text)
    found: list[tuple[Span, ...]] = []
    at = 0
    for sentence in article.sentences:
        while at and spans[at - 1][1] > sentence.start:
            at -= 1
        while at < len(spans) and spans[at][1] <= sentence.start:
            at += 1
        inside = []
        at_span = at
        while at_span < len(spans) and spans[at_span][0] < sentence.end:
            start, end = spans[at_span]
            first, last = max(start, sentence.start) - sentence.start, min(end, sentence.end) - sentence.start
            inside.append(_trimmed(sentence.text, first, last))
            at_span += 1
        found.append(tuple(span for span in inside if span[0] < span[1]))
    return tuple(found)


def quoted(text: str) -> tuple[Span, ...]:
    """The quotations of a text as spans without their marks, in order and disjoint."""
    reader = _Reader(text)
    for mark in _MARK.finditer(text):
        reader.read(mark)
    reader.line_ends(len(text), len(text))
    found = [*reader.spans]
    for start, end in dash_dialogue(text):
        if all(end <= first or last <= start for first, last in reader.spans):
            found.append((start, end))
    spans = (_trimmed(text, *span) for span in sorted(found))
    return tuple(span for span in spans if any(char.isalnum() for char in text[slice(*span)]))


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span of a text without the white space and the marks at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(_EDGES)), max(start, end - len(piece) + len(piece.rstrip(_EDGES)))


class _Reader:
    """Reads the quotation marks of a text in order, and collects what they enclose."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        self._mark = ""
        """The opening mark of the quotation that is being read; "" outside of quotations."""
        self._start = 0
        """The offset of its first character."""
        self._line = 0
        """The offset of the current line."""
        self._unclosed = False
        """The last span ended with its paragraph, and not at a mark."""
        self._past = 0
        """Marks before this offset are part of a quotation that was found."""
        self._unended = 0
        """No single mark before this offset closes a quotation."""

    def read(self, match: re.Match[str]) -> None:
        """Read a quotation mark, or the end of a line."""
        mark, at = match[0], match.start()
        if mark.isspace():
            self.line_ends(at, match.end())
        elif at < self._past:
            return
        elif mark in _SINGLE:
            if not self._mark:
                self._read_single(at)
        elif self._mark:
            self._read_inside(mark, at)
        elif mark in _ALWAYS_OPEN or (mark in _CLOSES and self._opens(at, mark)):
            self._open(mark, at)
        elif mark in '"”“»」』':
            self._close_unopened(mark, at)

    def line_ends(self, end: int, following: int) -> None:
        """Read the end of a line: an open quotation ends there for now. The next line begins at `following`."""
        if self._mark:
            self._keep(self._start, end)
            self._unclosed = True
            self._mark = ""
        self._line = following

    def _read_inside(self, mark: str, at: int) -> None:
        if mark in _CLOSES[self._mark] and not (mark in '"“' and self._mark in '"”' and self._opens(at, mark)):
            self._keep(self._start, at)
            self._mark = ""
        elif mark == self._mark and self._opens(at, mark):
            # The quotation before was not closed.
            self._keep(self._start, at)
            self._open(mark, at)

    def _open(self, mark: str, at: int) -> None:
        self._mark, self._start = mark, at + 1
        self._unclosed = False

    def _opens(self, at: int, mark: str) -> bool:
        """Whether a mark is where an opening mark would be: at the beginning of a word."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        begins = not before or before.isspace() or before in _BEFORE_OPENING
        if mark in "“«":
            # French puts a space after the mark, and only German closes with it.
            return begins or not (before.isalnum() or before in _AFTER_CLOSING)
        return begins and bool(after) and not after.isspace()

    def _close_unopened(self, mark: str, at: int) -> None:
        """Read a closing mark outside of a quotation: an earlier paragraph, or the start of the line, opened one."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        closes = not before.isspace() and (not after or after.isspace() or after in _AFTER_CLOSING)
        if not closes or (mark == '"' and before.isdigit()):
            return
        if self._unclosed and at - self.spans[-1][0] <= _LONGEST:
            self._keep(self.spans.pop()[0], at)
        elif not self.spans or self.spans[-1][1] <= self._line:
            self._keep(self._line, at)
        self._unclosed = False

    def _read_single(self, at: int) -> None:
        """Read a single mark: it opens a quotation if one on the same line closes it, and neither is an apostrophe."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        begins = not before or before.isspace() or before in "([{—–-/…:"
        if at < self._unended or not (begins and after.isalpha()):
            return
        limit = min(at + _LONGEST_SINGLE, len(self.text))
        line = self.text.find("\n", at, limit)
        limit = limit if line < 0 else line
        end = _SINGLE_END.search(self.text, at + 2, limit)
        if not end:
            self._unended = limit
        if end and self.text[end.start() - 1] in "sS":
            # It may be a possessive: a mark after punctuation is safer, unless another quotation begins before it.
            sure = _SINGLE_SURE_END.search(self.text, end.end(), limit)
            if sure and not re.search(r"[\s(]['‘]\w", self.text[end.end() : sure.start()]):
                end = _SINGLE_END.search(self.text, sure.start(), limit)
        if end and end.start() - at - 1 >= _SHORTEST_SINGLE:
            self._keep(at + 1, end.start())
            self._unclosed = False

    def _keep(self, start: int, end: int) -> None:
        self.spans.append((start, end))
        self._past = end
