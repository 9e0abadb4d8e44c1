"""Token-embedding features for sentence pairs.

Each token takes its nearest token in the other sentence; the idf-weighted mean is the coverage. This beats a single
sentence vector, which loses what a long sentence has in common with a short one.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.alignment.features import Bridge, bridge_similarity, product

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.embeddings import TokenStates
    from newsdiff.core.alignment.vocabulary import Vocabulary

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]

_CELLS = 4 * 10**6
"""Cosines of tokens computed at a time: 16 MB."""
_SIZES = (100, 4000)
"""Range of sentence pairs in which the weight of "size" is valid. Source: the labelled stories."""
_MIN_SPREAD = 1e-6
"""Avoids a division by 0 if all sentences are alike."""


class _Likeness(NamedTuple):
    """Token similarities for every pair (row of the first article, row of the second)."""

    mean: Array
    """The mean of the coverages in both directions."""
    lesser: Array
    greater: Array
    names: Array
    """The mean of both directions, names only."""
    plain: Array
    """The same, words that are neither names nor function words only."""
    pooled: Array
    """The cosine of the weighted means of the tokens."""


class TokenSimilarity:
    """Token similarities of the sentences of a story's articles, as standard scores over the story.

    Models differ in their absolute similarities, but hardly in standard scores.
    """

    def __init__(self, states: Mapping[int, TokenStates], vocabulary: Vocabulary) -> None:
        """`states` has the tokens of two or more articles, by their position in the story."""
        weighed = {place: _Weighed(one, vocabulary) for place, one in states.items()}
        pairs = list(combinations(sorted(states), 2))
        raw = [_likeness(weighed[a], weighed[b]) for a, b in pairs]
        scored = zip(*(_standard(column) for column in zip(*raw, strict=True)), strict=True)
        self._found = {pair: _Likeness(*found) for pair, found in zip(pairs, scored, strict=True)}

    def features(self, a: int, b: int, others: Sequence[int]) -> Iterator[tuple[str, Array]]:
        """Every feature by name, for every pair of sentences of two articles; `others` are the third articles."""
        import numpy as np

        found = self._found[a, b]
        yield "min_coverage", found.lesser
        yield "max_coverage", found.greater
        yield "covered_names", found.names
        yield "covered_plain", found.plain
        yield "pooled", found.pooled
        if others:
            yield (
                "bridge_coverage",
                bridge_similarity([Bridge(self._mean(a, one), self._mean(one, b)) for one in others]),
            )
        # The more pairs there are, the higher the best standard score by chance.
        size = math.log(min(max(found.mean.size, _SIZES[0]), _SIZES[1]))
        yield "size", np.full(found.mean.shape, size, np.float32)

    def _mean(self, a: int, b: int) -> Array:
        return self._found[a, b].mean if a < b else self._found[b, a].mean.T


class _Weighed:
    """The weighted tokens of an article, prepared for comparing."""

    def __init__(self, states: TokenStates, vocabulary: Vocabulary) -> None:
        import numpy as np

        self.sentences, self.vectors = states.sentences, states.vectors
        # Sentences without a token have no run of tokens to be reduced.
        self.held, self.starts = np.unique(states.rows, return_index=True)
        known, weights = states.words >= 0, vocabulary.weights[states.words]
        plain, content = vocabulary.plain[states.words], vocabulary.content[states.words]
        kinds = (known, known & content & ~plain, known & plain)
        self.weights = [np.where(kind, weights, np.float32(0)) for kind in kinds]
        """Of all tokens, of names alone, of plain words alone."""
        self.weight_sums = [self._sums(one[:, None])[:, 0] for one in self.weights]
        self.pooled = self._sums(self.vectors * self.weights[0][:, None])
        self.pooled /= np.maximum(np.linalg.norm(self.pooled, axis=1, keepdims=True), np.float32(_MIN_SPREAD))

    def _sums(self, values: Array) -> Array:
        """Sums over the tokens of each sentence, one row per sentence."""
        import numpy as np

        found = np.zeros((self.sentences, values.shape[1]), np.float32)
        if len(self.held):
            found[self.held] = np.add.reduceat(values, self.starts, axis=0)
        return found

    def covered(self, best: Array, kind: int) -> Array:
        """Coverage (0..1) of each sentence by each of another article, from the `best` cosine of each token."""
        import numpy as np

        weight_sum = np.maximum(self.weight_sums[kind], np.float32(_MIN_SPREAD))[:, None]
        return np.asarray(self._sums(best * self.weights[kind][:, None]) / weight_sum, np.float32)


def _likeness(a: _Weighed, b: _Weighed) -> _Likeness:
    import numpy as np

    best_a, best_b = _best(a, b)
    means = []
    for kind in range(len(a.weights)):
        of_a, of_b = a.covered(best_a, kind), b.covered(best_b, kind).T
        means.append(np.asarray((of_a + of_b) / 2, np.float32))
        if not kind:
            lesser, greater = np.minimum(of_a, of_b), np.maximum(of_a, of_b)
    return _Likeness(means[0], lesser, greater, means[1], means[2], product(a.pooled, b.pooled))


def _best(a: _Weighed, b: _Weighed) -> tuple[Array, Array]:
    """The best cosine of each token of one article among the tokens of each sentence of the other; and the reverse."""
    import numpy as np

    best_a = np.zeros((len(a.vectors), b.sentences), np.float32)
    best_b = np.zeros((len(b.vectors), a.sentences), np.float32)
    if not len(a.held) or not len(b.held):
        return best_a, best_b
    ends = np.append(a.starts[1:], len(a.vectors))
    first = 0
    while first < len(a.held):
        # As many sentences as fit, and one at least.
        most = a.starts[first] + _CELLS // len(b.vectors)
        last = max(first + 1, int(np.searchsorted(ends, most, side="right")))
        start, end = int(a.starts[first]), int(ends[last - 1])
        cosines = product(a.vectors[start:end], b.vectors)
        best_a[start:end, b.held] = np.maximum.reduceat(cosines, b.starts, axis=1)
        best_b[:, a.held[first:last]] = np.maximum.reduceat(cosines, a.starts[first:last] - start, axis=0).T
        first = last
    return best_a, best_b


def _standard(found: Sequence[Array]) -> list[Array]:
    """Standard scores over all values together."""
    count = max(sum(one.size for one in found), 1)
    mean = sum(float(one.sum(dtype=float)) for one in found) / count
    variance = sum(float(((one - mean) ** 2).sum(dtype=float)) for one in found) / count
    return [(one - mean) / max(math.sqrt(variance), _MIN_SPREAD) for one in found]
