"""Token embeddings of a story's sentences; an optional input of the alignment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.text.tokenizer import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.models import Article

    Array = NDArray[np.float32]
    Integers = NDArray[np.int64]

_MAX_CELLS = 5 * 10**8
"""Maximum token pairs compared in a story (some seconds); a longer story is compared by words."""
_MIN_NORM = 1e-6


class TokenVectors(NamedTuple):
    """The token embeddings of one sentence."""

    vectors: NDArray[np.float16]
    """One row of unit length per token."""
    spans: NDArray[np.int32]
    """Start and end offset of each token, as two columns, in the order of the text."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenStates:
    """The tokens of one article's compared sentences, in order."""

    sentences: int
    rows: Integers
    """The sentence of each token; ascending."""
    vectors: Array
    """One row per token: mean-centred per story, unit length."""
    words: Integers
    """The word in which each token starts, by its number in the vocabulary; -1 if it starts in none."""
    starts: Integers
    """Start offset of that word in the sentence; -1 if there is none."""


def texts(articles: Iterable[Article]) -> tuple[str, ...]:
    """The sentences whose embeddings an alignment needs, each once, cut to the compared length."""
    found = (one.text[:LONGEST] for article in articles for one in article.sentences if not one.heading)
    return tuple(dict.fromkeys(found))


def token_states(
    articles: Mapping[int, TokenizedArticle], vocabulary: Vocabulary, vectors: Mapping[str, TokenVectors] | None
) -> dict[int, TokenStates] | None:
    """The tokens of some articles.

    Args:
        articles: By their place in the story.
        vocabulary: The vocabulary that has all their words.
        vectors: By the text of a sentence, as `texts` gives it.

    Returns:
        By the place of the article; None if a sentence has no vectors, or the story is too long.
    """
    if not vectors or not all(text in vectors for article in articles.values() for text in article.texts):
        return None
    counts = [sum(len(vectors[text].vectors) for text in article.texts) for article in articles.values()]
    # Pairs of every two articles: (square of the sum - sum of the squares) / 2.
    if (sum(counts) ** 2 - sum(count * count for count in counts)) // 2 > _MAX_CELLS or not any(counts):
        return None
    read = {place: _read(article, vocabulary, vectors) for place, article in articles.items()}
    centre = sum(states.vectors.sum(axis=0, dtype=float) for states in read.values()) / sum(counts)
    for states in read.values():
        states.vectors[:] -= centre
        _normalise(states.vectors)
    return read


def _read(article: TokenizedArticle, vocabulary: Vocabulary, vectors: Mapping[str, TokenVectors]) -> TokenStates:
    # Imported lazily: numpy takes 0.1 s.
    import numpy as np

    size = next(iter(vectors.values())).vectors.shape[1]
    found = [vectors[text] for text in article.texts]
    words, starts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for tokens, one in zip(article.tokens, found, strict=True):
        begins = np.array([token.start for token in tokens] or [0], np.int64)
        ends = np.array([token.end for token in tokens] or [0], np.int64)
        numbers = np.array([vocabulary.numbers[token.key] for token in tokens] or [-1], np.int64)
        at = np.searchsorted(begins, one.spans[:, 0], side="right") - 1
        inside = (at >= 0) & (one.spans[:, 0] < ends[at])
        words.append(np.where(inside, numbers[at], -1))
        starts.append(np.where(inside, begins[at], -1))
    return TokenStates(
        sentences=len(found),
        rows=np.repeat(np.arange(len(found)), [len(one.vectors) for one in found]),
        vectors=np.concatenate([np.zeros((0, size), np.float32), *(one.vectors for one in found)], dtype=np.float32),
        words=np.concatenate(words),
        starts=np.concatenate(starts),
    )


def _normalise(vectors: Array) -> None:
    """Give every row the length 1, in place."""
    import numpy as np

    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None], np.float32(_MIN_NORM))
