"""The evidence behind a match: what two sentences share, in the words of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.models import Why
from newsdiff.core.similarity import LEAST_LIKENESS
from newsdiff.core.terms import LEAST_QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.lexicon import Lexicon
    from newsdiff.core.quotations import Span
    from newsdiff.core.tokens import Token
    from newsdiff.core.wording import Wording

_MOST_WORDS = 8


def why(story: Lexicon, a: Wording, row: int, b: Wording, other: int) -> Why:
    """What sentence `row` of one article shares with sentence `other` of another."""
    return Why(
        words=tuple(_words(story, a.texts[row], a.tokens[row], b.tokens[other])),
        figures=tuple(_figures(a.texts[row], a.tokens[row], b.tokens[other])),
        quotation=_quotation(a, row, b, other),
    )


def _words(story: Lexicon, text: str, tokens: Sequence[Token], others: Sequence[Token]) -> Iterator[str]:
    """The words both have, the rarest in the story first, each once."""
    keys = {token.key for token in others}
    numbers = {story.numbers[key] for key in keys}
    runs: list[tuple[float, int, int]] = []
    seen: set[str] = set()
    for token in tokens:
        if token.stop or token.number or token.key in seen:
            continue
        number = story.numbers[token.key]
        if token.key not in keys and all(near not in numbers for near, _ in story.spellings.get(number, ())):
            continue
        seen.add(token.key)
        weight, start = float(story.weights[number]), token.start
        if runs and start < runs[-1][2]:
            # Pairs of characters that overlap are one word, in scripts without spaces.
            before, start, _ = runs.pop()
            weight = max(weight, before)
        runs.append((weight, start, token.end))
    ranked = sorted(runs, key=lambda run: (-run[0], run[1]))
    return (text[start:end] for _, start, end in ranked[:_MOST_WORDS])


def _figures(text: str, tokens: Sequence[Token], others: Sequence[Token]) -> Iterator[str]:
    """The numbers both have, each once."""
    left = {token.key for token in others if token.number}
    for token in tokens:
        if token.number and token.key in left:
            left.discard(token.key)
            yield text[token.start : token.end]


def _quotation(a: Wording, row: int, b: Wording, other: int) -> str | None:
    """The longest quotation of the first sentence that the other has too, or one of the other, as the first has it."""
    own = [a.texts[row][slice(*span)] for span in _shared(a, row, b, other)]
    found = own or [_counterpart(b.lowered[other][slice(*span)], a, row) for span in _shared(b, other, a, row)]
    return max(found, key=len, default=None)


def _shared(quoting: Wording, row: int, b: Wording, other: int) -> Iterator[Span]:
    """The quotations of one sentence that another has as well."""
    if not quoting.quotations[row] or len(b.tokens[other]) < LEAST_QUOTED:
        return
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.fuzz import partial_ratio

    for start, end in quoting.quotations[row]:
        words = sum(start <= token.start < end for token in quoting.tokens[row])
        said = quoting.lowered[row][start:end]
        if words >= LEAST_QUOTED and partial_ratio(said, b.lowered[other], score_cutoff=LEAST_LIKENESS):
            yield start, end


def _counterpart(said: str, a: Wording, row: int) -> str:
    """Where a sentence has the words of a quotation, from its first whole word to its last."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    text = a.texts[row]
    place = partial_ratio_alignment(said, a.lowered[row])
    start, end = (place.dest_start, place.dest_end) if place else (0, len(text))
    # Half a word at an edge belongs to what stands around the quotation.
    whole = [
        token
        for token in a.tokens[row]
        if min(token.end, end) - max(token.start, start) > (token.end - token.start) / 2
    ]
    return text[whole[0].start : whole[-1].end] if whole else text[start:end]
