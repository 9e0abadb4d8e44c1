"""Fitting the model of the alignment and its thresholds, and judging both on stories that they have not seen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bench.judged import Judged, f1, share
from bench.logistic import logistic
from newsdiff.core.alignment.classifier import FittedModel, calibrated, linked, score

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from bench.fit_data import Pair

    Array = NDArray[np.float64]

RIDGE = 10.0
"""L2 penalty on standardised weights, in sentence pairs."""
FOLDS = 21
"""Into so many the stories are dealt: three of the 63 at a time are held out."""
SAME_RIGHT, SIMILAR_RIGHT = 0.87, 0.5
MARGIN = 0.01
"""By so much the thresholds must do better than promised where they are chosen, since they do worse elsewhere."""
LINKS = np.arange(0.2, 0.5, 0.01)
PARTNERS = {False: 2.0, True: 4.0}
"""Without and with a model. Not fitted: one threshold less to choose makes the others steadier."""
SAMES = np.arange(0.5, 0.96, 0.01)
NEAR = 6
"""Steps of a threshold over which its worth is averaged."""

Progress = Callable[[str], None]


class CrossValidation:
    """Every model that is fitted to all stories but one or two folds of them, each fitted once.

    What judges a fold is chosen on predictions that were held out once more within the other folds: the models for that
    have seen neither of the two folds, and serve both.
    """

    def __init__(self, pairs: Sequence[Pair], progress: Progress) -> None:
        self.pairs = pairs
        stories = {story: number % FOLDS for number, story in enumerate(sorted({pair.story for pair in pairs}))}
        self.folds = [stories[pair.story] for pair in pairs]
        self.used = sorted(set(self.folds))
        self._all = self._logistic(set(), None)
        self._fitted: dict[frozenset[int], Array] = {frozenset(): self._all}
        self._progress = progress

    def weights(self, *without: int) -> Array:
        """The weights fitted to all but some folds, the bias last."""
        key = frozenset(without)
        if key not in self._fitted:
            self._fitted[key] = self._logistic(key, self._all)
        return self._fitted[key]

    def _logistic(self, without: Collection[int], start: Array | None) -> Array:
        chosen = [pair for pair, fold in zip(self.pairs, self.folds, strict=True) if fold not in without]
        inputs = np.concatenate([pair.inputs for pair in chosen])
        return logistic(inputs, np.concatenate([pair.labels for pair in chosen]), RIDGE, start=start)

    def fit(self, *without: int) -> FittedModel:
        """Weights, calibration and thresholds from all stories but those of some folds, and from no others."""
        chosen = [place for place, fold in enumerate(self.folds) if fold not in without]
        pairs = [self.pairs[place] for place in chosen]
        fitted = _model(pairs[0], self.weights(*without))
        logits = [_logits(self.pairs[place], self.weights(*without, self.folds[place])) for place in chosen]
        below, above, shift = (round(value, 4) for value in _calibration(pairs, logits))
        fitted = replace(fitted, below=below, above=above, shift=shift)
        predicted = [_inside(calibrated(one.astype(np.float32), fitted)) for one in logits]
        return thresholds(pairs, predicted, fitted)

    def judge(self) -> list[Judged]:
        """Each story under everything that was fitted to the other folds."""
        fitted = {}
        for number, fold in enumerate(self.used, 1):
            fitted[fold] = self.fit(fold)
            self._progress(f"fold {number} of {len(self.used)}")
        return [judged(pair, fitted[fold]) for pair, fold in zip(self.pairs, self.folds, strict=True)]


def judged(pair: Pair, fitted: FittedModel) -> Judged:
    """Two articles with their scores, linked by the thresholds of a model."""
    return _linked(pair, _inside(score(pair.features.items(), pair.gold.right.shape, fitted)), fitted)


def _linked(pair: Pair, values: Array, fitted: FittedModel) -> Judged:
    links = linked(values.astype(np.float32), fitted)
    return Judged(pair.story, pair.gold, values, links, links & (values >= fitted.same))


def _model(pair: Pair, weights: Array) -> FittedModel:
    """A model with these weights, without calibration and thresholds."""
    *found, bias = (round(float(weight), 4) for weight in weights)
    named = dict(zip(pair.features, found, strict=True))
    return FittedModel(named, bias, below=1, above=1, shift=0, link=0, partners=1, same=1)


def _logits(pair: Pair, weights: Array) -> Array:
    found = np.full(pair.gold.right.shape, weights[-1])
    for weight, values in zip(weights, pair.features.values(), strict=False):
        found += weight * values
    return found


def _inside(values: NDArray[np.float32]) -> Array:
    """Scores away from 0 and 1, so that they have a logit."""
    found: Array = np.clip(values.astype(float), 1e-6, 1 - 1e-6)
    return found


def _calibration(pairs: Sequence[Pair], logits: Sequence[Array]) -> tuple[float, float, float]:
    """What makes held-out scores the shares that are right: beta calibration's slopes and intercept."""
    values = np.concatenate([one[~pair.gold.disputed] for pair, one in zip(pairs, logits, strict=True)])
    labels = np.concatenate([pair.labels for pair in pairs])
    under, over = -np.logaddexp(0, -values), np.logaddexp(0, values)
    below, above, shift = logistic(np.column_stack([under, over]), labels, ridge=0.0).tolist()
    return below, above, shift


def thresholds(pairs: Sequence[Pair], predicted: Sequence[Array], fitted: FittedModel) -> FittedModel:
    """The thresholds with the greatest sum of F1 and recall of "same", among those that keep what the levels promise.

    Every figure is the mean over neighbouring thresholds, so that none is chosen for a few lucky pairs.
    """
    partners = PARTNERS["size" in fitted.weights]
    total = sum(int(pair.gold.right.sum()) for pair in pairs)
    table = np.zeros((len(LINKS), len(SAMES), 4))
    for row, link in enumerate(LINKS):
        tried = replace(fitted, link=float(link), partners=partners)
        found = [_linked(pair, values, tried) for pair, values in zip(pairs, predicted, strict=True)]
        value = float(np.mean([f1(one.links, one.gold) for one in found]))
        ranked = np.concatenate([one.scores[one.links & ~one.gold.disputed] for one in found])
        right = np.concatenate([one.right(one.links) for one in found])
        for column, same in enumerate(SAMES):
            top = ranked >= same
            table[row, column] = value, right[top].sum() / total, share(right[top]), share(right[~top])
    value, recall, same_right, similar_right = np.moveaxis(_smooth(table), -1, 0)
    kept = (same_right >= SAME_RIGHT + MARGIN) & (similar_right >= SIMILAR_RIGHT + MARGIN)
    if not kept.any():
        sys.exit(
            "No thresholds keep what the levels promise: the labelled stories are too few, or too unlike one another."
        )
    best = np.unravel_index(np.where(kept, value + recall, -1).argmax(), kept.shape)
    link, same = round(float(LINKS[best[0]]), 2), round(float(SAMES[best[1]]), 2)
    return replace(fitted, link=link, partners=partners, same=same)


def _smooth(table: Array) -> Array:
    """The mean of each entry and its neighbours in the first two dimensions, as far as there are any."""
    found = np.zeros_like(table)
    for row, column in np.ndindex(table.shape[:2]):
        near = table[max(row - NEAR, 0) : row + NEAR + 1, max(column - NEAR, 0) : column + NEAR + 1]
        found[row, column] = near.mean(axis=(0, 1))
    return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """One set of weights: fitted to all stories, and judged on each of them held out."""

    fitted: FittedModel
    held_out: dict[str, float]
    """Figures on stories that were held out."""
