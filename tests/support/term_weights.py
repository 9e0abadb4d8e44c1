"""Weights of terms that are named by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.clustering.terms import term_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.clustering.terms import Term


def of_words(weights: Mapping[str, float]) -> dict[Term, float]:
    """The same weights of the terms that these English stems are."""
    return {term_of(stem, "en"): weight for stem, weight in weights.items()}
