"""Splits a clean text into headings and sentences, with their offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.models import Sentence
from newsdiff.core.text.paragraphs import paragraphs
from newsdiff.core.text.sentence_rules import Boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.text.paragraphs import Paragraph

LONGEST: Final = 1000
"""Characters of a sentence; a longer one is cut after a clause."""

_WORD: Final = re.compile(r"\w")
_SPACE: Final = re.compile(r"\s+")
_ALONE: Final = re.compile(r"[^\W\d_][\w'’-]{1,20}\.")
_CLAUSES: Final = tuple(re.compile(clause) for clause in (r"[;:]\s|[，；：、]", r"\s[–—-]+(?=\s)", r",\s", r"\s"))
"""After what a sentence that is too long is cut, the best first."""


def split(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Split a text into sentences and headings.

    Args:
        text: A clean text (`normalize.clean`).
        language: ISO 639-1 code, for abbreviations and ordinals; "" if it is not known.

    Returns:
        The sentences in order. Each is `text[start:end]`, and none overlap. Everything except white space, rules and
        the marks of headings and list items is part of one of them.
    """
    return split_paragraphs(text, paragraphs(text), language)


def split_paragraphs(text: str, found: Sequence[Paragraph], language: str) -> tuple[Sentence, ...]:
    """Split paragraphs, as `paragraphs` finds them in a text, into sentences. The rest is as with `split`."""
    boundaries = Boundaries(text, language)
    sentences = []
    for number, paragraph in enumerate(found):
        spans = [(paragraph.start, paragraph.end)]
        if not paragraph.heading:
            spans = _cut(text, paragraph.start, paragraph.end, boundaries)
        sentences += [
            Sentence(text[first:last], first, last, number, paragraph.heading)
            for start, end in spans
            for first, last in _bounded(text, start, end)
        ]
    return tuple(sentences)


def _cut(text: str, start: int, end: int, boundaries: Boundaries) -> list[tuple[int, int]]:
    """The sentences of the paragraph from `start` to `end`, as spans."""
    spans: list[tuple[int, int]] = []
    for stop in boundaries.stops(start, end):
        if boundaries.ends(stop, start, end):
            _add(text, spans, start, stop.close)
            start = stop.following
    _add(text, spans, start, end)
    return spans


def _add(text: str, spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a sentence; without a word ("?!"), or with a single one ("Period."), it is joined to the one before."""
    alone = spans and text[spans[-1][1] - 1] == "." and text[start].isupper() and _ALONE.fullmatch(text, start, end)
    if spans and (alone or not _WORD.search(text, start, end)):
        spans[-1] = spans[-1][0], end
    else:
        spans.append((start, end))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as one span, or as several of at most `LONGEST` characters."""
    while end - start > LONGEST:
        piece = _clause(text, start)
        yield start, start + len(text[start:piece].rstrip())
        gap = _SPACE.match(text, piece, end)
        start = gap.end() if gap else piece
    yield start, end


def _clause(text: str, start: int) -> int:
    """The offset at which to cut a sentence: after the last clause, or word, of its first `LONGEST` characters."""
    middle, last = start + LONGEST // 2, start + LONGEST
    for clause in _CLAUSES:
        if ends := [found.end() for found in clause.finditer(text, middle, last)]:
            return ends[-1]
    return last
