"""The fitted weights of the alignment. Written by `make fit`; not to be changed by hand.

Fitted on 2026-11-22 to 18 labelled stories: 54 pairs of articles, 768 pairs of sentences that
say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.alignment.classifier import FittedModel

if TYPE_CHECKING:
    from collections.abc import Mapping

FITTED: Final[Mapping[str, FittedModel]] = {
    "pair": FittedModel(
        weights={
            "shared": 10.9456,
            "around": 7.4591,
            "plain": 0.1114,
            "other_names": -0.1772,
            "anchors": 2.1537,
            "order": 2.3085,
            "lead": 5.4798,
            "quotation": 1.2261,
            "other_quotation": -1.4494,
        },
        bias=-7.3395,
        below=1.1594,
        above=0.4213,
        shift=0.6101,
        link=0.37,
        partners=2.0,
        same=0.7,
    ),
    "story": FittedModel(
        weights={
            "shared": 9.2203,
            "around": 6.2864,
            "third": 5.4958,
            "plain": 0.1142,
            "other_names": -0.197,
            "anchors": 2.1275,
            "order": 2.1901,
            "lead": 5.2309,
            "quotation": 1.121,
            "other_quotation": -1.466,
        },
        bias=-7.65,
        below=1.1594,
        above=0.4191,
        shift=0.608,
        link=0.37,
        partners=2.0,
        same=0.7,
    ),
    "pair and meaning": FittedModel(
        weights={
            "shared": 8.4098,
            "around": 6.8269,
            "plain": 0.0823,
            "other_names": -0.1609,
            "anchors": 1.9924,
            "order": 1.5901,
            "lead": 4.7721,
            "quotation": 1.183,
            "other_quotation": -1.2565,
            "meaning": 0.6938,
        },
        bias=-7.2621,
        below=1.1743,
        above=0.3965,
        shift=0.6484,
        link=0.37,
        partners=2.0,
        same=0.7,
    ),
    "story and meaning": FittedModel(
        weights={
            "shared": 6.4199,
            "around": 5.546,
            "third": 6.1379,
            "plain": 0.0871,
            "other_names": -0.1563,
            "anchors": 1.9325,
            "order": 1.5243,
            "lead": 4.8108,
            "quotation": 1.1129,
            "other_quotation": -1.3734,
            "meaning": 0.9313,
            "third_meaning": -0.4481,
        },
        bias=-7.4095,
        below=1.1752,
        above=0.3998,
        shift=0.6465,
        link=0.37,
        partners=2.0,
        same=0.71,
    ),
}
"""`pair`: for two articles alone. `story`: where a third tells of the same. With meaning: by vectors of a model too."""

DATE: Final = "2026-11-22"
DATA: Final = "0ed3e305db9aa9fc"
"""The start of the SHA-256 of the labelled stories, in the order of their names."""

CROSS_VALIDATED: Final[Mapping[str, Mapping[str, float]]] = {
    "pair": {
        "AP": 0.645,
        "F1": 0.568,
        "P@1": 0.778,
        "same right": 0.868,
        "same recall": 0.359,
        "similar right": 0.526,
        "similar recall": 0.172,
    },
    "story": {
        "AP": 0.655,
        "F1": 0.572,
        "P@1": 0.784,
        "same right": 0.868,
        "same recall": 0.367,
        "similar right": 0.539,
        "similar recall": 0.163,
    },
    "pair and meaning": {
        "AP": 0.661,
        "F1": 0.584,
        "P@1": 0.793,
        "same right": 0.878,
        "same recall": 0.348,
        "similar right": 0.524,
        "similar recall": 0.201,
    },
    "story and meaning": {
        "AP": 0.670,
        "F1": 0.584,
        "P@1": 0.799,
        "same right": 0.865,
        "same recall": 0.358,
        "similar right": 0.525,
        "similar recall": 0.190,
    },
}
"""Shares (0..1) on stories that neither the weights nor the thresholds had seen, each story held out in turn."""
