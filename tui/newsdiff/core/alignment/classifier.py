"""From features to a score, and from scores to levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.repeats import Repeats

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]


_LEAST_RIVAL = 0.1


@dataclass(frozen=True, slots=True)
class FittedModel:
    """What was fitted on labelled stories: a logistic model, and the scores (0..1) from which something is claimed."""

    weights: Mapping[str, float]
    """By feature."""
    bias: float
    below: float
    """The slope on the logit under a half. With `above` and `shift` it makes shares that are right of what the model
    takes for probabilities (beta calibration: Kull, Silva Filho and Flach 2017)."""
    above: float
    """The slope over a half."""
    shift: float
    """What is added to the logit."""
    link: float
    """The least score of a link, where the scores of its sentences are not spread over many."""
    partners: float
    """So many counterparts a sentence may have, as its scores add up, before the least score rises in proportion."""
    same: float
    """The least score of a link that is shown as "same"."""


def score(features: Iterable[tuple[str, Array]], shape: tuple[int, int], fitted: FittedModel) -> Array:
    """The estimated share (0..1) of such pairs that say the same, for every pair."""
    # numpy costs a tenth of a second to import: not before something is compared.
    import numpy as np

    logit = np.full(shape, fitted.bias, np.float32)
    for name, values in features:
        logit += np.float32(fitted.weights[name]) * values
    return calibrated(logit, fitted)


def calibrated(logit: Array, fitted: FittedModel) -> Array:
    """Scores from the logits of the model."""
    import numpy as np

    under, over = -np.logaddexp(0, -logit), np.logaddexp(0, logit)
    moved = fitted.below * under + fitted.above * over + fitted.shift
    return np.asarray(1 / (1 + np.exp(-moved)), np.float32)


def linked(scores: Array, fitted: FittedModel, repeats: Repeats | None = None) -> Flags:
    """Which pairs are linked: those that score enough, the more so the more rivals one of their sentences has.

    A sentence may be linked to several, since outlets split and join what they say. Sentences that repeat one another
    are no rivals: they count as one.
    """
    import numpy as np

    if not scores.size:
        return np.zeros(scores.shape, bool)
    # What is almost certainly wrong is no rival, however much of it a long article has.
    rivals = np.where(scores >= _LEAST_RIVAL, scores, np.float32(0))
    of_rows = repeats.distinct(rivals, 1) if repeats else rivals
    of_columns = repeats.distinct(rivals, 0) if repeats else rivals
    expected = np.maximum(of_rows.sum(axis=1, keepdims=True), of_columns.sum(axis=0, keepdims=True))
    least = fitted.link * np.maximum(np.float32(1), expected / np.float32(fitted.partners))
    return np.asarray(scores >= least, bool)


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
