"""A ridge-penalised logistic model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def logistic(inputs: Array, labels: Array, ridge: float, weighed: Array | None = None) -> Array:
    """The weights of a logistic model, the bias last, by Newton's method.

    Args:
        inputs: One row for each case, one column for each feature.
        labels: 0 or 1 for each case.
        ridge: The L2 penalty on standardised weights.
        weighed: How much each case counts; all the same without.
    """
    counts = np.ones(len(inputs)) if weighed is None else weighed
    mean = np.average(inputs, axis=0, weights=counts)
    scale = np.sqrt(np.average((inputs - mean) ** 2, axis=0, weights=counts)) + 1e-9
    rows = np.column_stack([(inputs - mean) / scale, np.ones(len(inputs))])
    penalty = np.diag([ridge] * inputs.shape[1] + [0.0])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (counts * (chance - labels)) + penalty @ found
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-7:
            break
    plain = found[:-1] / scale
    weights: Array = np.concatenate([plain, found[-1:] - plain @ mean])
    return weights
