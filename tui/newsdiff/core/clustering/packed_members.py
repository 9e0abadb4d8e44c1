"""Members of stories as the store holds them: the terms and their weights in bytes.

A window holds thousands of members, of which few are compared with a new item. Only those are read whole.
"""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from struct import Struct, pack
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.items import ClusterMember, compared_title

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from newsdiff.core.clustering.terms import Term

PackedMember = tuple[int, int, float, str, str, str, str, bytes]
"""The fields of a `ClusterMember` in their order, but the title in any case, and in place of the weights what
`pack_weights` gives. A plain tuple, as it comes from the database."""

PackedTerms = tuple[int, float, str, bytes]
"""Of a packed member what is needed to find it by a term: key, day, language, and what `pack_weights` gives."""

_UNITS: Final = 10_000
"""Weights have four decimals."""
_MAX_UNITS: Final = 2**16 - 1
_TERM_BYTES: Final = 4
_WEIGHT_BYTES: Final = 2
_BYTES: Final = _TERM_BYTES + _WEIGHT_BYTES

_KEY, _DAY = itemgetter(0), itemgetter(1)


class _Terms(dict[int, "Callable[[bytes], tuple[Term, ...]]"]):
    """What reads the terms of a packed value of so many bytes; none of a damaged one."""

    def __missing__(self, size: int) -> Callable[[bytes], tuple[Term, ...]]:
        self[size] = found = Struct("<" if size % _BYTES else f"<{size // _BYTES}I").unpack_from
        return found


_TERMS = _Terms()


@cache
def _terms_and_weights(count: int) -> Struct:
    return Struct(f"<{count}I{count}H")


def pack_weights(weights: Mapping[Term, float]) -> bytes:
    """The terms in four bytes each, then their weights in ten thousandths, two bytes each; the lowest byte comes first.

    Stores since migration 16 have this form, so it never changes.
    """
    units = [round(weight * _UNITS) for weight in weights.values()]
    if units and (min(units) < 0 or max(units) > _MAX_UNITS):
        units = [min(max(unit, 0), _MAX_UNITS) for unit in units]
    return _terms_and_weights(len(units)).pack(*weights, *units)


def pack_term(term: Term) -> bytes:
    """A term as it stands in what `pack_weights` gives."""
    return pack("<I", term)


def unpack_weights(packed: bytes) -> dict[Term, float]:
    """The inverse of `pack_weights`; nothing from a damaged value."""
    if not isinstance(packed, bytes) or len(packed) % _BYTES:
        return {}
    count = len(packed) // _BYTES
    found = _terms_and_weights(count).unpack(packed)
    return dict(zip(found[:count], [unit / _UNITS for unit in found[count:]], strict=True))


def unpack_member(packed: PackedMember) -> ClusterMember:
    """The member that was packed."""
    key, story, day, outlet, language, title, series, weights = packed
    return ClusterMember(key, story, day, outlet, language, compared_title(title), series, unpack_weights(weights))


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
        self, terms: Collection[Term], *, min_weight: float, until: float, most: int
    ) -> dict[Term, list[tuple[int, float]]]:
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
        found: dict[Term, list[tuple[int, float]]] = {}
        of_size, has_none = _TERMS, wanted.isdisjoint
        for key, day, _, packed in reversed(self._members):
            # In a damaged store there may be anything.
            if not isinstance(packed, bytes):
                continue
            its_terms = of_size[len(packed)](packed)
            if has_none(its_terms):
                continue
            for term in wanted.intersection(its_terms):
                at = _TERM_BYTES * len(its_terms) + _WEIGHT_BYTES * its_terms.index(term)
                weight = (packed[at] | packed[at + 1] << 8) / _UNITS
                if weight < min_weight:
                    continue
                found.setdefault(term, []).append((key, weight))
                if day <= until:
                    left[term] -= 1
                    if not left[term]:
                        wanted.remove(term)
                        if not wanted:
                            return found
        return found
