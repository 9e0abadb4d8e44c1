"""Sparse term vectors over the story's vocabulary."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

    Array = NDArray[np.float32]
    Integers = NDArray[np.int64]

MIN_QUOTED = 3
"""Words: shorter quotations are catchwords that any sentence may hold."""


class Quoted(NamedTuple):
    """A quotation of an article."""

    row: int
    text: str
    """As in `TokenizedArticle.lowered`."""
    words: int
    numbers: tuple[int, ...]
    """Its words by number, each once."""


@dataclass(frozen=True, slots=True, eq=False)
class TermMatrix:
    """The sentences of one article (without headings) as term vectors."""

    rows: Integers
    numbers: Integers
    """With `rows`: which sentence has which word, each word once a sentence."""
    near_rows: Integers
    near_numbers: Integers
    near_values: Array
    """Words that a sentence has in another spelling, and their similarity (0..1)."""
    weight_sum: Array
    """Sum of the weights of the words of a sentence."""
    names: Array
    """The same for names only."""
    lengths: Array
    """Number of words of a sentence."""
    order: tuple[str, ...]
    """Each sentence encoded with one character per word, for rapidfuzz."""
    lowered: tuple[str, ...]
    said: tuple[str, ...]
    """The quotations of a sentence joined, if it has several; else ""."""
    quotations: tuple[Quoted, ...]
    quoted: Array
    """The share of a sentence (0..1) that is quoted."""
    first: int
    """Position of its first sentence: 0 if that is the headline, else 1."""


def term_matrix(words: TokenizedArticle, vocabulary: Vocabulary) -> TermMatrix:
    """The term vectors of an article, over a vocabulary that has all its words."""
    # Imported lazily: numpy takes 0.1 s.
    import numpy as np

    numbered = [[vocabulary.numbers[token.key] for token in sentence] for sentence in words.tokens]
    distinct = [sorted(set(sentence)) for sentence in numbered]
    rows = np.array([row for row, sentence in enumerate(distinct) for _ in sentence], np.int64)
    numbers = np.array([number for sentence in distinct for number in sentence], np.int64)
    near = [(row, *one) for row, sentence in enumerate(distinct) for one in _near(sentence, vocabulary)]
    names = vocabulary.weights * (vocabulary.content & ~vocabulary.plain)
    return TermMatrix(
        rows=rows,
        numbers=numbers,
        near_rows=np.array([one[0] for one in near], np.int64),
        near_numbers=np.array([one[1] for one in near], np.int64),
        near_values=np.array([one[2] for one in near], np.float32),
        weight_sum=np.bincount(rows, vocabulary.weights[numbers], len(distinct)).astype(np.float32),
        names=np.bincount(rows, names[numbers], len(distinct)).astype(np.float32),
        lengths=np.array([len(sentence) for sentence in numbered], np.float32),
        order=tuple("".join(map(_character, sentence)) for sentence in numbered),
        lowered=words.lowered,
        said=tuple(
            _joined(*one) if len(one[1]) > 1 else "" for one in zip(words.lowered, words.quotations, strict=True)
        ),
        quotations=tuple(_quotations(words, vocabulary)),
        quoted=np.array([_quoted(*one) for one in zip(words.tokens, words.quotations, strict=True)], np.float32),
        first=0 if words.headline else 1,
    )


def _near(sentence: list[int], vocabulary: Vocabulary) -> Iterator[tuple[int, float]]:
    best: dict[int, float] = defaultdict(float)
    for number in sentence:
        for other, likeness in vocabulary.spellings.get(number, ()):
            best[other] = max(best[other], likeness)
    for number in sentence:
        best.pop(number, None)
    yield from sorted(best.items())


def _character(number: int) -> str:
    """A unique character for every word, skipping control characters and surrogates."""
    point = number + 0x20 if number + 0x20 < 0xD800 else number + 0x820
    return chr(min(point, sys.maxunicode))


def _quotations(words: TokenizedArticle, vocabulary: Vocabulary) -> Iterator[Quoted]:
    for row, (text, tokens, spans) in enumerate(zip(words.lowered, words.tokens, words.quotations, strict=True)):
        for start, end in spans:
            inside = [vocabulary.numbers[token.key] for token in tokens if start <= token.start < end]
            if len(inside) >= MIN_QUOTED:
                yield Quoted(row, text[start:end], len(inside), tuple(sorted(set(inside))))
        if len(spans) > 1:
            # One outlet splits a quotation ("We will," she said, "rebuild it") that another has whole.
            inside = [vocabulary.numbers[token.key] for token in tokens if _within(token, spans)]
            if len(inside) >= MIN_QUOTED:
                yield Quoted(row, _joined(text, spans), len(inside), tuple(sorted(set(inside))))


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end].rstrip(",") for start, end in spans)


def _quoted(tokens: Sequence[Token], spans: Sequence[Span]) -> float:
    """The share of the words (0..1) that are quoted."""
    inside = sum(_within(token, spans) for token in tokens) if spans else 0
    return inside / max(len(tokens), 1)
