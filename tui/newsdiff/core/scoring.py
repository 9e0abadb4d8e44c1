"""From features to a score, and from scores to levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted on labelled stories: a logistic model, and the scores (0..1) from which something is claimed."""

    weights: Mapping[str, float]
    """By feature."""
    bias: float
    link: float
    """The least score of a link."""
    beside_best: float
    """The share of the best score of both its sentences that a link must reach."""
    same: float
    """The least score of a link that is shown as "same"."""


def score(features: Iterable[tuple[str, Array]], shape: tuple[int, int], fitted: Fitted) -> Array:
    """The probability (0..1) that two sentences say the same, for every pair."""
    # numpy costs a tenth of a second to import: not before something is compared.
    import numpy as np

    logit = np.full(shape, fitted.bias, np.float32)
    for name, values in features:
        logit += np.float32(fitted.weights[name]) * values
    return np.asarray(1 / (1 + np.exp(-logit)), np.float32)


def linked(scores: Array, fitted: Fitted) -> Flags:
    """Which pairs are linked: those that score enough, and not much less than the best pair of either sentence.

    A sentence may be linked to several, since outlets split and join what they say.
    """
    import numpy as np

    if not scores.size:
        return np.zeros(scores.shape, bool)
    best = np.maximum(scores.max(axis=1, keepdims=True), scores.max(axis=0, keepdims=True))
    return np.asarray((scores >= fitted.link) & (scores >= fitted.beside_best * best), bool)


def best(scores: Array, flags: Flags, most: int) -> Flags:
    """The best of the flagged pairs, so that no sentence is in more than `most` of them.

    The pairs are taken from the best down; of equal ones, the pair that stands first.
    """
    import numpy as np

    if not flags.size or max(flags.sum(axis=0).max(), flags.sum(axis=1).max()) <= most:
        return flags
    kept = np.zeros(flags.shape, bool)
    rows, columns = np.nonzero(flags)
    order = np.argsort(-scores[rows, columns], kind="stable")
    left, right = [most] * flags.shape[0], [most] * flags.shape[1]
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if left[row] and right[column]:
            left[row] -= 1
            right[column] -= 1
            kept[row, column] = True
    return kept
