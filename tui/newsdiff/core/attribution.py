"""Quotations as wholes, over all the sentences that they run through, with those who said them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.core.quotations import quoted
from newsdiff.core.speakers import speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.models import Article
    from newsdiff.core.quotations import Span

_LEAST_WORDS = 3
"""Words: shorter quotations are catchwords, and nobody's in particular."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted with: in one piece, or in several that one sentence parts ("We will," she said, "go")."""

    text: str
    """All its pieces, joined by a space."""
    spans: tuple[Span, ...]
    """Its pieces in the text of the article."""
    sentences: tuple[int, ...]
    """The sentences it runs through, by number."""
    speaker: str = ""
    """Who said it, as the article writes it; "" where that could not be told."""


def attributed(article: Article) -> tuple[Quotation, ...]:
    """The quotations of an article in order, with their speakers where the language is English.

    A quotation is said by whom its own sentences name beside it; or else by whom the quotation right before it, in the
    same paragraph, is said.
    """
    found: list[Quotation] = []
    for spans in _whole(article):
        places = tuple(_places(article, spans))
        text = " ".join(article.text[start:end].strip().rstrip(",") for start, end in spans)
        if not places or len(text.split()) < _LEAST_WORDS:
            continue
        speaker = _speaker(article, places, spans)
        if not speaker and found and _goes_on(article, found[-1], places[0]):
            speaker = found[-1].speaker
        found.append(Quotation(text, spans, places, speaker))
    return tuple(found)


def _whole(article: Article) -> Iterator[tuple[Span, ...]]:
    """The quoted spans of the text; those that are one statement with "she said" between them are together."""
    group: tuple[Span, ...] = ()
    for span in quoted(article.text):
        if group and _parted(article, group[-1], span):
            group = (*group, span)
        else:
            if group:
                yield group
            group = (span,)
    if group:
        yield group


def _parted(article: Article, before: Span, after: Span) -> bool:
    """Whether two quoted spans of one sentence have nothing between them but who says it."""
    between = article.text[before[1] : after[0]]
    unfinished = article.text[before[1] - 1 : before[1]] not in {".", "?", "!"}
    alone = any(sentence.start <= before[0] and after[1] <= sentence.end for sentence in article.sentences)
    return unfinished and alone and article.language == "en" and bool(speakers(f"”{between}"))


def _places(article: Article, spans: tuple[Span, ...]) -> Iterator[int]:
    for number, sentence in enumerate(article.sentences):
        if any(start < sentence.end and sentence.start < end for start, end in spans):
            yield number


def _speaker(article: Article, places: tuple[int, ...], spans: tuple[Span, ...]) -> str:
    """The one whom the sentences of a quotation name outside of it: right after it, or else right before."""
    if article.language != "en":
        return ""
    start, end = article.sentences[places[0]].start, article.sentences[places[-1]].end
    outside = [
        (start + one.span[0], one.written)
        for one in speakers(article.text[start:end])
        if not any(first <= start + one.span[0] < last for first, last in spans)
    ]
    after = [written for at, written in outside if at >= spans[0][1]]
    before = [written for at, written in outside if at < spans[0][0]]
    return after[0] if after else before[-1] if before else ""


def _goes_on(article: Article, before: Quotation, place: int) -> bool:
    last = before.sentences[-1]
    return place - last <= 1 and article.sentences[place].paragraph == article.sentences[last].paragraph
