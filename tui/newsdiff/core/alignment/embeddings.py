"""How near sentences are in meaning, by the vectors of a language model; an optional step of the comparison."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.alignment.features import Bridge, third

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.models import Article

    Array = NDArray[np.float32]


class TokenVectors(NamedTuple):
    """The tokens of one sentence as a language model reads them."""

    vectors: NDArray[np.float16]
    """(n, size), each of unit length."""
    spans: NDArray[np.int32]
    """(n, 2): the start and end of each token in the text, in characters, ascending."""


Vectors = dict[str, "Array"]
"""By the text of a sentence, as far as it is compared: a vector of length 1."""


def texts(articles: Iterable[Article]) -> tuple[str, ...]:
    """The sentences whose vectors a comparison asks for, each once, as far as they are compared."""
    from newsdiff.core.text.tokenizer import LONGEST

    found = (one.text[:LONGEST] for article in articles for one in article.sentences if not one.heading)
    return tuple(dict.fromkeys(found))


class Embeddings:
    """The vectors of a story's articles."""

    def __init__(self, vectors: Mapping[int, Array]) -> None:
        """`vectors` holds one row for each compared sentence, by the article's place."""
        self._vectors = vectors
        self._mean, self._spread = self._usual()

    def near(self, a: int, b: int) -> Array:
        """How near each two sentences of two articles are: cosines of their vectors, in standard scores of the story.

        Models differ in how near any two sentences are; in how many spreads they lie above the mean, they hardly do.
        """
        import numpy as np

        return np.asarray((self._vectors[a] @ self._vectors[b].T - self._mean) / self._spread, np.float32)

    def features(self, a: int, b: int, others: Sequence[int]) -> Iterator[tuple[str, Array]]:
        """The features that the vectors give, for every pair of sentences; `others` are the third articles."""
        yield "meaning", self.near(a, b)
        if others:
            yield "third_meaning", third([Bridge(self.near(a, one), self.near(one, b)) for one in others])

    def _usual(self) -> tuple[float, float]:
        """The mean and the spread of the cosines of all pairs of sentences from two articles."""
        count, total, squares = 0, 0.0, 0.0
        for a, b in combinations(self._vectors, 2):
            found = self._vectors[a] @ self._vectors[b].T
            count += found.size
            total += float(found.sum(dtype=float))
            squares += float((found * found).sum(dtype=float))
        mean = total / max(count, 1)
        # Where all sentences are alike, there is nothing to tell by.
        return mean, max(squares / max(count, 1) - mean * mean, 1e-6) ** 0.5


def meaning(wordings: Mapping[int, TokenizedArticle], vectors: Mapping[str, Array] | None) -> Embeddings | None:
    """The vectors of some articles; `None` where there are none, or where a sentence has none."""
    if not vectors or not all(text in vectors for words in wordings.values() for text in words.texts):
        return None
    import numpy as np

    size = len(next(iter(vectors.values())))
    return Embeddings(
        {
            place: np.array([vectors[text] for text in words.texts], np.float32).reshape(-1, size)
            for place, words in wordings.items()
        }
    )
