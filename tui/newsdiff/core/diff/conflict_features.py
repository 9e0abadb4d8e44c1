"""Whether two values that could conflict are of one quantity: the features of the fitted model, and its score."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.sentence_words import SentenceWords
    from newsdiff.core.models import SentenceTokens
    from newsdiff.core.text.tokenizer import Token

_FURTHEST: Final = 3.0
"""Logarithm of the ratio of two values beyond which it is all the same: twenty times."""
_BESIDE: Final = 2
"""Content words on either side of a value that tell what it is of."""


@dataclass(frozen=True, slots=True)
class ConflictModel:
    """A logistic model over the features of two values."""

    weights: Mapping[str, float]
    """By feature."""
    bias: float
    threshold: float
    """From here (0..1) a conflict is claimed."""

    def probability(self, features: Mapping[str, float]) -> float:
        """The estimated share (0..1) of such pairs of values that conflict."""
        logit = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(min(logit, 30.0), -30.0)))


def by_words(words: SentenceWords, one: Quantity, others: SentenceWords, other: Quantity) -> dict[str, float]:
    """Features from the words alone.

    Args:
        words: The words of the first sentence.
        one: A value of it.
        others: The words of the second sentence.
        other: A value of that.

    Returns:
        `ratio`: how far the values lie apart, 0..3. `beside`: how many words stand by both, 0..2. `unrelated`: 1 where
        no word stands by both and they count different things, else 0.
    """
    near = {token.key for token in words.beside(one.start, one.end, _BESIDE)}
    common = near & {token.key for token in others.beside(other.start, other.end, _BESIDE)}
    heads = set(one.heads[:3]), set(other.heads[:3])
    counted_otherwise = bool(heads[0] and heads[1] and not heads[0] & heads[1])
    return {
        "ratio": _ratio(one, other),
        "beside": float(min(len(common), 2)),
        "unrelated": float(counted_otherwise and not common),
    }


def _ratio(one: Quantity, other: Quantity) -> float:
    """The logarithm of the ratio of two values, up to 3; 0 for dates and times of day."""
    if one.kind in {"clock", "day", "month", "year", "years"}:
        return 0.0
    if one.kind == "score":
        return abs(math.log((one.high + 1) / (other.high + 1)))
    low, high = sorted((one.low + one.high, other.low + other.high))
    return min(math.log(high / low), _FURTHEST) if low > 0 else _FURTHEST


class SentencePair:
    """Two sentences whose tokens have vectors."""

    def __init__(self, a: tuple[SentenceWords, SentenceTokens], b: tuple[SentenceWords, SentenceTokens]) -> None:
        self._sides = _Side(*a), _Side(*b)
        self._likeness: float | None = None

    @property
    def likeness(self) -> float:
        """How much of what either sentence says the other says as well, of the two the lesser (-1..1).

        It is the mean cosine of the tokens of content words with their best counterparts in the other sentence.
        """
        if self._likeness is None:
            one, other = self._sides
            cosines = one.vectors @ other.vectors.T
            if cosines.size:
                best = cosines.max(axis=1)[one.content], cosines.max(axis=0)[other.content]
                self._likeness = min(float(side.mean()) if side.size else 0.0 for side in best)
            else:
                self._likeness = 0.0
        return self._likeness

    def features(self, one: Quantity, other: Quantity) -> dict[str, float]:
        """Features from the vectors.

        Args:
            one: A value of the first sentence.
            other: A value of the second.

        Returns:
            `likeness`: that of the sentences, -1..1. `context`: the best cosine of a word beside the one value with a
            word beside the other, -1..1.
        """
        ours, theirs = (side.beside(value) for side, value in zip(self._sides, (one, other), strict=True))
        cosines = ours @ theirs.T
        return {"likeness": self.likeness, "context": float(cosines.max()) if cosines.size else 0.0}


class _Side:
    """A sentence of a pair with its vectors."""

    def __init__(self, words: SentenceWords, tokens: SentenceTokens) -> None:
        # numpy costs a tenth of a second to import: not before vectors are there.
        import numpy as np

        self._words = words
        self._spans = tokens.spans
        self.vectors: NDArray[np.float32] = np.asarray(tokens.vectors, np.float32)
        content = [token for token in words.tokens if not (token.stop or token.number)]
        self.content: NDArray[np.bool_] = np.zeros(len(self.vectors), bool)
        for token in content:
            self.content |= self._inside(token)

    def _inside(self, token: Token) -> NDArray[np.bool_]:
        """Which of the model's tokens lie in a word."""
        inside: NDArray[np.bool_] = (self._spans[:, 0] < token.end) & (self._spans[:, 1] > token.start)
        return inside

    def beside(self, value: Quantity) -> NDArray[np.float32]:
        """The vectors of the words beside a value, each the mean of its tokens: `(n, size)`, of unit length."""
        import numpy as np

        found = (self._mean(token) for token in self._words.beside(value.start, value.end, _BESIDE))
        rows = [row for row in found if row is not None]
        return np.stack(rows) if rows else np.zeros((0, self.vectors.shape[1]), np.float32)

    def _mean(self, token: Token) -> NDArray[np.float32] | None:
        import numpy as np

        inside = self._inside(token)
        if not inside.any():
            return None
        mean: NDArray[np.float32] = self.vectors[inside].mean(axis=0)
        return mean / np.float32(max(float(np.linalg.norm(mean)), 1e-6))
