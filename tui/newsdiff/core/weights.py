"""The fitted weights of the alignment. Written by `make fit`; not to be changed by hand.

Fitted on 2026-11-22 to 18 labelled stories: 54 pairs of articles, 768 pairs of sentences that
say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.scoring import Fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

FITTED: Final[Mapping[str, Fitted]] = {
    "pair": Fitted(
        weights={
            "shared": 10.9431,
            "around": 7.4572,
            "plain": 0.1115,
            "other_names": -0.177,
            "anchors": 2.1535,
            "order": 2.3139,
            "lead": 5.4789,
            "quotation": 1.2301,
            "other_quotation": -1.4499,
        },
        bias=-7.3402,
        below=1.1595,
        above=0.4208,
        shift=0.6106,
        link=0.37,
        partners=2.0,
        same=0.7,
    ),
    "story": Fitted(
        weights={
            "shared": 9.2166,
            "around": 6.2837,
            "third": 5.5015,
            "plain": 0.1143,
            "other_names": -0.1969,
            "anchors": 2.1273,
            "order": 2.1941,
            "lead": 5.23,
            "quotation": 1.1236,
            "other_quotation": -1.4664,
        },
        bias=-7.6509,
        below=1.1594,
        above=0.4188,
        shift=0.6083,
        link=0.37,
        partners=2.0,
        same=0.7,
    ),
}
"""`pair`: for two articles alone. `story`: where a third article tells of the same."""

DATE: Final = "2026-11-22"
DATA: Final = "0ed3e305db9aa9fc"
"""The start of the SHA-256 of the labelled stories, in the order of their names."""

CROSS_VALIDATED: Final[Mapping[str, Mapping[str, float]]] = {
    "pair": {
        "AP": 0.645,
        "F1": 0.568,
        "P@1": 0.778,
        "same right": 0.868,
        "same recall": 0.358,
        "similar right": 0.525,
        "similar recall": 0.174,
    },
    "story": {
        "AP": 0.655,
        "F1": 0.575,
        "P@1": 0.784,
        "same right": 0.867,
        "same recall": 0.366,
        "similar right": 0.544,
        "similar recall": 0.169,
    },
}
"""Shares (0..1) on stories that neither the weights nor the thresholds had seen, each story held out in turn."""
