"""What a detail is of, in an outlet's own words: the sentence around one of its values, cut to what there is room for.

Which noun or verb a value belongs to is guessed wrong too often; the words around it are evidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.diff.overview import HEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdiff.core.diff.conflict_list import ListedConflict, ValueSpan
    from newsdiff.core.models import Article

LEAST_ROOM: Final = 24
"""Room below which the words around a value tell nothing."""

_AFTER: Final = 4
"""A part (a quarter) of the room is kept for words after a value that stands far into its sentence."""
# A text may be cut between words, and on either side of an ideograph or kana.
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uf900-\ufaff]+")
_CLOSING = re.compile(r"[\"”»“]")
_SPACE = re.compile(r"\s")


class ValueQuote(NamedTuple):
    """The words of one outlet around a value, as it wrote them, with … where they were cut."""

    article: int
    text: str
    start: int
    """Offset of the value in the text."""
    end: int


def value_quote(
    articles: Sequence[Article], detail: ListedConflict, room: int, width_of: Callable[[str], int] = len
) -> ValueQuote | None:
    """Quote the sentence that tells most of what a detail is of; None where there is no room for words around it.

    It is the one of which fewest words before the value are lost: how it begins says who does what. A headline is
    taken only where no sentence has the detail, since it is on the screen already.

    Args:
        articles: The story.
        detail: A detail of it that differs.
        room: How wide the quotation may be.
        width_of: The width of a text; by default its characters.
    """
    if room < LEAST_ROOM:
        return None
    best: tuple[tuple[bool, int], ValueQuote] | None = None
    for span in detail.places:
        text = _text(articles, span)
        quote, lost = _cut(text, span, room, width_of)
        order = (span.sentence == HEADLINE, lost)
        if best is None or order < best[0]:
            best = order, quote
    return best[1] if best else None


def _text(articles: Sequence[Article], span: ValueSpan) -> str:
    article = articles[span.article]
    text = article.title if span.sentence == HEADLINE else article.sentences[span.sentence].text
    # Each character for one, so that offsets hold.
    return _SPACE.sub(" ", text)


def _cut(text: str, span: ValueSpan, room: int, width_of: Callable[[str], int]) -> tuple[ValueQuote, int]:
    """The words around a value that fit, and how many of those before it are left out."""
    opening = re.match(r'["“„«]+', text)
    if opening and opening.end() <= span.start and not _CLOSING.search(text, opening.end()):
        # The mark opens a quotation of several sentences; ours take its place.
        text = text[opening.end() :]
        span = span._replace(start=span.start - opening.end(), end=span.end - opening.end())
    if width_of(text) <= room:
        return ValueQuote(span.article, text, span.start, span.end), 0
    words = [found.span() for found in _WORD.finditer(text)]
    first = next(at for at, (_, end) in enumerate(words) if end > span.start)
    last = max(at for at, (start, _) in enumerate(words) if start < span.end)

    def wide(first: int, last: int) -> int:
        return width_of(text[words[first][0] : words[last][1]]) + (first > 0) + (last < len(words) - 1)

    kept = room - min(room // _AFTER, width_of(text[words[last][1] :]))
    while first and wide(first - 1, last) <= kept:
        first -= 1
    while last < len(words) - 1 and wide(first, last + 1) <= room:
        last += 1
    while first and wide(first - 1, last) <= room:
        first -= 1
    begin, end = words[first][0], words[last][1]
    before = "…" if first else ""
    after = "…" if last < len(words) - 1 else ""
    offset = len(before) - begin
    return ValueQuote(
        span.article, f"{before}{text[begin:end]}{after}", span.start + offset, min(span.end, end) + offset
    ), first
