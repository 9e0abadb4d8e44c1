"""A ridge-penalised logistic model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def logistic(
    inputs: Array, labels: Array, ridge: float, *, start: Array | None = None, counts: Array | None = None
) -> Array:
    """The weights of a logistic model, the bias last, by Newton's method.

    Args:
        inputs: One row an example, one column a feature.
        labels: 0 or 1.
        ridge: The L2 penalty on standardised weights; the bias has none.
        start: Weights that are near, such as those of nearly the same examples.
        counts: How much each example counts; all the same without.
    """
    counted = np.ones(len(inputs)) if counts is None else counts
    mean = np.average(inputs, axis=0, weights=counted)
    scale = np.sqrt(np.average((inputs - mean) ** 2, axis=0, weights=counted)) + 1e-9
    rows = np.column_stack([(inputs - mean) / scale, np.ones(len(inputs))])
    penalty = np.diag([ridge] * inputs.shape[1] + [0.0])
    found = np.zeros(rows.shape[1])
    if start is not None:
        found = np.append(start[:-1] * scale, start[-1] + start[:-1] @ mean)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (counted * (chance - labels)) + penalty @ found
        curve = (rows * (counted * chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    plain = found[:-1] / scale
    weights: Array = np.append(plain, found[-1] - plain @ mean)
    return weights
