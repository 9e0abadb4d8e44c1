"""Joins the lines of a text into paragraphs, and finds the headings and list items among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.text.normalize import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_HEADING = 100
_LONGEST_QUESTION = 70
_CHARACTERS_A_WORD = 6
"""Least average length of the words of a heading, with the space: more and shorter words are prose."""
_LONGEST_CJK_HEADING = 32
_MOST_HEADINGS_IN_A_ROW = 3
"""A title, a kicker and a subtitle; more short lines in a row are a list or a table."""
SHORTEST_PROSE = 40
"""Least length of a paragraph below a heading, in characters, unless it is Chinese or Japanese. It is also longer than
the heading."""

_WIDTHS = range(40, 101)
"""Widths, in characters, to which texts are wrapped by hand or by mail programs."""
_FEWEST_WRAPPED = 3
_SHARE_FULL = 0.6
_SHARE_OPEN = 0.5

_LINE = re.compile(r"\S[^\n]*")
_RULE = re.compile(r"[-*_=~#•·—–\s]{2,}\Z")
_HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
_HEADING_END = re.compile(r"\s+#+\Z")
_ITEM_MARK = re.compile(r"(?:[-*+•◦▪‣⁃●■○]\s+(?=\S)|>\s*(?=\S))+")
_QUOTED = re.compile(r"(?:>\s*)+\Z")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}\.['\"”’)]?\s+[^\W\d_a-z]|[。！？].")
_OPENING = "\"“„«'‘‚「『»"
_CLOSING = "\"”“»«'’‘」』"
_STOPS = ".!…:;,؛،।。！؟۔-–—"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a list item or a heading, without its mark and the white space at its ends."""

    start: int
    end: int
    """Offsets in the text."""
    heading: bool = False
    item: bool = False
    """It is a list item, or quoted with `>`."""
    mark: str = ""
    """The mark that it has in the text as a heading or an item ("##", "-")."""


class _Line(NamedTuple):
    start: int
    end: int
    first: int
    """The offset of its mark, or `start`."""
    indent: int
    apart: bool
    """It comes after an empty line or a rule."""
    heading: bool = False
    item: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a clean text in order, without empty lines and rules.

    Every line is a paragraph, unless the text is wrapped to a width: then the lines of a paragraph are joined.
    """
    lines = list(_lines(text))
    groups: list[tuple[_Line, _Line]] = []
    joins = _joins(text, lines)
    for line, joined in zip(lines, joins, strict=True):
        if joined:
            groups[-1] = groups[-1][0], line
        else:
            groups.append((line, line))
    headings = _headings(text, groups)
    return tuple(
        Paragraph(first.start, last.end, heading, first.item, text[first.first : first.start].strip())
        for (first, last), heading in zip(groups, headings, strict=True)
    )


def reads_as_heading(line: str, limit: int = _LONGEST_HEADING) -> bool:
    """Whether a line may be a heading: it is short, and begins and ends like one, without a full stop.

    Args:
        line: One line, without white space at its ends.
        limit: The greatest length of a heading, in characters.
    """
    longest = _LONGEST_CJK_HEADING if is_cjk(line) else limit
    if not line or len(line) > longest or len(line.split()) > limit // _CHARACTERS_A_WORD:
        return False
    if line[-1] in _STOPS and not (_shouts(line) and line[-1] in "!:"):
        return False
    quoted = line[0] in _OPENING and (line[-1] in _CLOSING or not any(mark in line[1:] for mark in _CLOSING))
    inside = line.rstrip(_CLOSING + ")")
    if quoted or (inside != line and inside[-1:] in tuple(".!?…,。！？")):
        return False
    return not (
        line[0].islower()
        or not _LETTER.search(line)
        or _NUMBERED.match(line)
        or _SENTENCE_INSIDE.search(line)
        or "://" in line
        or "@" in line
    )


def _shouts(line: str) -> bool:
    """Whether a line is in capitals."""
    return line.isupper() and len(_LETTER.findall(line)) >= 4


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are neither empty nor rules, with their marks separated from their text."""
    after, rule = 0, True
    for found in _LINE.finditer(text):
        first, end = found.start(), found.start() + len(found[0].rstrip())
        content = text[first:end]
        breaks = text.count("\n", after, first)
        indent = first - (text.rfind("\n", after, first) + 1) if breaks else 0
        apart, after = rule or breaks > 1, end
        rule = bool(_RULE.match(content) or _QUOTED.match(content))
        if rule:
            continue
        if mark := _HEADING_MARK.match(content):
            closing = _HEADING_END.search(content)
            yield _Line(
                first + mark.end(),
                first + (closing.start() if closing else len(content)),
                first,
                indent,
                apart,
                heading=True,
            )
        else:
            mark = _ITEM_MARK.match(content)
            item = bool(mark or _NUMBERED.match(content))
            yield _Line(first + (mark.end() if mark else 0), end, first, indent, apart, item=item)


def _joins(text: str, lines: Sequence[_Line]) -> list[bool]:
    """Whether each line continues the paragraph of the line before, because the text is wrapped."""
    pairs = [
        not (after.apart or after.heading or after.item or before.heading or after.indent > before.indent + 1)
        # Without spaces between words, it cannot be seen where a line was wrapped.
        and not is_cjk(text[before.start : before.start + _WIDTHS.start])
        for before, after in pairwise(lines)
    ]
    broken = [before for before, pair in zip(lines, pairs, strict=False) if pair]
    joins = [False] * len(lines)
    width = max((line.end - line.first + line.indent for line in broken), default=0)
    if len(broken) < _FEWEST_WRAPPED or width not in _WIDTHS:
        return joins
    for i, pair in enumerate(pairs):
        word = _LINE.match(text, lines[i + 1].start)
        size = len(word[0].split(maxsplit=1)[0]) if word else 0
        joins[i + 1] = pair and lines[i].end - lines[i].first + lines[i].indent + 1 + size > width
    full = sum(joins)
    unfinished = sum(
        joined and text[before.end - 1] not in '.!?"”' for before, joined in zip(lines, joins[1:], strict=False)
    )
    wrapped = full >= _SHARE_FULL * len(broken) and unfinished >= _SHARE_OPEN * full
    return joins if wrapped else [False] * len(lines)


def _headings(text: str, groups: Sequence[tuple[_Line, _Line]]) -> list[bool]:
    """Whether each paragraph is a heading: it is marked as one, or is a short line above a longer paragraph."""
    marked = [first.heading for first, _ in groups]
    likely = [False] * len(groups)
    questions = [False] * len(groups)
    row = prose = 0
    for i in range(len(groups) - 1, -1, -1):
        first, last = groups[i]
        line = text[first.start : last.end] if last.end - first.start <= _LONGEST_HEADING else ""
        if marked[i] or (first is last and not first.item and reads_as_heading(line)):
            row += 1
            likely[i] = row <= _MOST_HEADINGS_IN_A_ROW and prose > len(line)
            questions[i] = likely[i] and line.endswith(("?", "？", "؟"))
        else:
            row = 0
            prose = _LONGEST_HEADING + 1 if first.item else last.end - first.start
            prose = prose if prose >= SHORTEST_PROSE or is_cjk(line) else 0
    # A single question may be prose ("But who will pay?"); with headings or more such questions in the text, it is not.
    sure = any(marked) or any(found and not asks for found, asks in zip(likely, questions, strict=True))
    asked = sure or sum(questions) > 1
    return [
        mark or (found and (not asks or (asked and first.end - first.start <= _LONGEST_QUESTION)))
        for mark, found, asks, (first, _) in zip(marked, likely, questions, groups, strict=True)
    ]
