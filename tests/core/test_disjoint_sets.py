from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.disjoint_sets import DisjointSets


def test_what_was_never_joined_is_a_group_of_its_own() -> None:
    sets: DisjointSets[str] = DisjointSets()
    assert "a" not in sets
    assert sets.root("a") == "a"
    assert list(sets) == ["a"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15))
def test_groups_are_what_hangs_together(pairs: list[tuple[int, int]]) -> None:
    sets: DisjointSets[int] = DisjointSets()
    groups = {number: {number} for number in range(10)}
    for one, other in pairs:
        sets.join(one, other)
        both = groups[one] | groups[other]
        groups.update(dict.fromkeys(both, both))
    for one in range(10):
        assert {other for other in range(10) if sets.root(other) == sets.root(one)} == groups[one]
