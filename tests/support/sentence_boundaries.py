"""Where a text was split into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def boundaries(sentences: Sequence[str]) -> set[int]:
    """The offsets between sentences, in characters that are not white space, so that split texts can be compared."""
    offsets, end = set(), 0
    for sentence in sentences:
        end += len("".join(sentence.split()))
        offsets.add(end)
    return offsets - {end}
