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


_MIN_RIVAL = 0.1


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A logistic model fitted on labelled stories, and its thresholds (scores, 0..1)."""

    weights: Mapping[str, float]
    """By feature."""
    bias: float
    below: float
    """Slope for probabilities below ½. Together with `above` and `shift`: beta calibration of the logits to
    probabilities (Kull et al. 2017)."""
    above: float
    """Slope for probabilities above ½."""
    shift: float
    """Offset of the calibrated logit."""
    link: float
    """Link threshold for sentences with few rivals."""
    partners: float
    """Expected counterparts (sum of scores) above which the link threshold rises proportionally."""
    same: float
    """Minimum score of a link shown as "same"."""


def score(features: Iterable[tuple[str, Array]], shape: tuple[int, int], fitted: FittedModel) -> Array:
    """Estimated probability that each pair says the same."""
    # Imported lazily: numpy takes 0.1 s.
    import numpy as np

    logit = np.full(shape, fitted.bias, np.float32)
    for name, values in features:
        logit += np.float32(fitted.weights[name]) * values
    return calibrated(logit, fitted)


def calibrated(logit: Array, fitted: FittedModel) -> Array:
    """Calibrated probabilities (0..1) from the logits of the model."""
    import numpy as np

    under, over = -np.logaddexp(0, -logit), np.logaddexp(0, logit)
    moved = fitted.below * under + fitted.above * over + fitted.shift
    return np.asarray(1 / (1 + np.exp(-moved)), np.float32)


def linked(scores: Array, fitted: FittedModel, repeats: Repeats | None = None) -> Flags:
    """Pairs above a threshold that rises with the number of rivals.

    A sentence may be linked to several, since outlets split and join sentences. Repetitions of a sentence count as one
    rival.
    """
    import numpy as np

    if not scores.size:
        return np.zeros(scores.shape, bool)
    # Ignore near-certain non-matches, of which long articles have many.
    rivals = np.where(scores >= _MIN_RIVAL, scores, np.float32(0))
    of_rows = repeats.distinct(rivals, 1) if repeats else rivals
    of_columns = repeats.distinct(rivals, 0) if repeats else rivals
    expected = np.maximum(of_rows.sum(axis=1, keepdims=True), of_columns.sum(axis=0, keepdims=True))
    least = fitted.link * np.maximum(np.float32(1), expected / np.float32(fitted.partners))
    return np.asarray(scores >= least, bool)


def top_matches(scores: Array, flags: Flags, most: int) -> Flags:
    """The best of the flagged pairs, at most `most` of them for each sentence.

    Greedy, best first; ties go to the earlier pair.
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
