"""Members of stories as the store holds them: the terms in one string, their weights in bytes.

A window holds thousands of members, of which few are compared with a new item. Only those are read whole.
"""

from __future__ import annotations

from operator import itemgetter
from struct import error, pack, unpack
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.items import ClusterMember, compared_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

PackedMember = tuple[int, int, float, str, str, str, str, str, bytes]
"""The fields of a `ClusterMember` in their order, but the title in any case, and in place of the weights what
`pack_weights` gives. A plain tuple, as it comes from the database."""

PackedTerms = tuple[int, float, str, str, bytes]
"""Of a packed member what is needed to find it by a term: key, day, language, terms, weights."""

_UNITS: Final = 10_000
"""Weights have four decimals."""
_MAX_UNITS: Final = 2**16 - 1
_BYTES: Final = 2
"""Of one weight."""

_KEY, _DAY = itemgetter(0), itemgetter(1)


def pack_weights(weights: Mapping[str, float]) -> tuple[str, bytes]:
    """Terms with spaces between them, and their weights in ten thousandths, two bytes each, the lower one first.

    Stores since migration 11 have this form, so it never changes.
    """
    units = [round(weight * _UNITS) for weight in weights.values()]
    if units and (min(units) < 0 or max(units) > _MAX_UNITS):
        units = [min(max(unit, 0), _MAX_UNITS) for unit in units]
    return " ".join(weights), pack(f"<{len(units)}H", *units)


def unpack_weights(terms: str, weights: bytes) -> dict[str, float]:
    """The inverse of `pack_weights`; nothing from damaged values."""
    try:
        words = terms.split()
        return dict(zip(words, [unit / _UNITS for unit in unpack(f"<{len(words)}H", weights)], strict=True))
    except (AttributeError, TypeError, error):
        return {}


def unpack_member(packed: PackedMember) -> ClusterMember:
    """The member that was packed."""
    key, story, day, outlet, language, title, series, terms, weights = packed
    return ClusterMember(
        key, story, day, outlet, language, compared_title(title), series, unpack_weights(terms, weights)
    )


def in_time(members: Iterable[PackedTerms]) -> list[PackedTerms]:
    """Members by day, those of one day by key."""
    # Sorting twice by one number is quicker than once by pairs, the more so as most come in order.
    return sorted(sorted(members, key=_KEY), key=_DAY)


class PackedMembers:
    """The terms of packed members, in order of time."""

    def __init__(self, members: Sequence[PackedTerms] = ()) -> None:
        """Take members in order of time."""
        self._members = members

    def __bool__(self) -> bool:
        return bool(self._members)

    def add(self, members: Sequence[PackedTerms]) -> None:
        """Add members in order of time."""
        self._members = in_time([*self._members, *members]) if self._members else members

    def remove_before(self, day: float) -> None:
        """Remove all members from before a day."""
        self._members = [member for member in self._members if member[1] >= day]

    def with_terms(
        self, terms: Collection[str], *, min_weight: float, until: float, most: int
    ) -> dict[str, list[tuple[int, float]]]:
        """The members that have each of some terms.

        Args:
            terms: The terms.
            min_weight: The least weight of a term in a member that counts.
            until: The day up to which members are counted.
            most: Members counted per term after which no earlier one is looked for.

        Returns:
            Term -> key and weight of its members, the latest first: all of those after `until`, and at least the latest
            `most` of the others. Terms that no member has are missing.
        """
        wanted = set(terms)
        left = dict.fromkeys(wanted, most)
        found: dict[str, list[tuple[int, float]]] = {}
        for key, day, _, named, weights in reversed(self._members):
            if not wanted:
                break
            words = named.split() if isinstance(named, str) else []
            if wanted.isdisjoint(words) or not _fits(words, weights):
                continue
            for word in wanted.intersection(words):
                place = words.index(word)
                weight = (weights[_BYTES * place] | weights[_BYTES * place + 1] << 8) / _UNITS
                if weight < min_weight:
                    continue
                found.setdefault(word, []).append((key, weight))
                if day <= until:
                    left[word] -= 1
                    if not left[word]:
                        wanted.remove(word)
        return found


def _fits(words: Collection[str], weights: bytes) -> bool:
    """Whether there is a weight for each word; there is not in a damaged store."""
    return isinstance(weights, bytes) and len(weights) == _BYTES * len(words)
