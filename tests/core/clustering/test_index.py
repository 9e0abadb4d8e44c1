"""A window gives the same whether its members were added whole or packed, at once or in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.clustering.index import TimeWindowIndex
from newsdiff.core.clustering.items import ClusterMember
from newsdiff.core.clustering.packed_members import pack_weights, unpack_member
from newsdiff.core.clustering.term_index import MAX_POSTINGS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsdiff.core.clustering.packed_members import PackedMember, PackedTerms

WORDS = ("bridge", "council", "harbour", "norvik", "ship", "strike")
WEIGHTS = st.dictionaries(st.sampled_from(WORDS), st.integers(300, 9_000).map(lambda units: units / 10_000), min_size=1)
DAYS = st.integers(0, 40).map(lambda quarters: 10 + quarters / 4)
MEMBERS = st.lists(st.tuples(DAYS, st.integers(1, 4), st.sampled_from(("en", "nl")), WEIGHTS), max_size=25)


def packed(member: ClusterMember) -> PackedMember:
    return (*member[:-1], *pack_weights(member.weights))


class Stored:
    """Members as a store has them, and which of them were asked for."""

    def __init__(self, members: Iterable[PackedMember] = ()) -> None:
        self.held = {member[0]: member for member in members}
        self.asked: list[int] = []

    def add(self, members: Iterable[PackedMember]) -> list[PackedTerms]:
        """Store members; give their terms."""
        added = {member[0]: member for member in members}
        self.held.update(added)
        return [
            (key, day, language, terms, weights) for key, _, day, _, language, _, _, terms, weights in added.values()
        ]

    def members(self, keys: Collection[int]) -> list[PackedMember]:
        self.asked += keys
        return [self.held[key] for key in keys if key in self.held]

    def keys_of(self, stories: Collection[int]) -> list[tuple[int, int]]:
        return [(member[1], key) for key, member in self.held.items() if member[1] in stories]


@given(st.lists(MEMBERS, min_size=1, max_size=3), MEMBERS, st.one_of(st.none(), DAYS))
def test_packed_members_are_found_like_whole_ones(
    parts: list[list[tuple[float, int, str, dict[str, float]]]],
    queries: list[tuple[float, int, str, dict[str, float]]],
    forgotten: float | None,
) -> None:
    stored = Stored()
    whole, of_packed = TimeWindowIndex(), TimeWindowIndex(stored)
    for number, part in enumerate(parts):
        members = [
            ClusterMember(100 * number + place, story, day, "A", language, "title", "", weights)
            for place, (day, story, language, weights) in enumerate(part)
        ]
        *some, last = [*members, ClusterMember(100 * number + 99, 1, 12.0, "A", "en", "", "", {"bridge": 0.5})]
        for member in members:
            whole.add(member)
        of_packed.add_packed(stored.add(packed(member) for member in some))
        whole.add(last)
        of_packed.add(last)
        if forgotten is not None:
            whole.remove_before(forgotten)
            of_packed.remove_before(forgotten)
        for day, story, language, weights in queries:
            assert of_packed.candidates(language, day, weights) == whole.candidates(language, day, weights)
            assert of_packed.latest(story, day, 3) == whole.latest(story, day, 3)
    assert len(of_packed) == len(whole)


def test_a_common_term_is_read_as_far_as_the_day_of_the_item_asks() -> None:
    members = [
        ClusterMember(key, key, key / 100, "A", "en", "", "", {"ship": 0.9, f"w{key % 7}": 0.3})
        for key in range(6 * MAX_POSTINGS)
    ]
    stored = Stored()
    whole, of_packed = TimeWindowIndex(), TimeWindowIndex(stored)
    for member in members:
        whole.add(member)
    of_packed.add_packed(stored.add(packed(member) for member in members))
    of_packed.read_terms("en", [{"ship": 0.8, "w1": 0.5}, {"w2": 0.4, "nowhere": 0.3}], 5.0)
    for day in (5.5, 5.0, 2.0, 1.0, 4.0, 6.0):
        query = {"ship": 0.8, "w1": 0.5, "w3": 0.2, "nowhere": 0.1}
        found = of_packed.candidates("en", day, query)
        assert len(found) > 10
        assert found == whole.candidates("en", day, query)


def test_a_member_whose_terms_are_damaged_is_found_by_none_and_harms_no_other() -> None:
    stored = Stored()
    window = TimeWindowIndex(stored)
    one = packed(ClusterMember(1, 1, 10.0, "A", "en", "Ship", "", {"ship": 0.9}))
    window.add_packed(stored.add([one, (2, 1, 10.0, "A", "en", "Ship", "", "ship bridge", b"\1"), (3, *one[1:])]))
    assert [member.key for member in window.candidates("en", 10.0, {"ship": 1.0})] == [1, 3]
    assert [member.weights for member in window.latest(1, 10.0, 3)] == [{"ship": 0.9}, {}, {"ship": 0.9}]
    assert unpack_member(one).title == "ship"


def test_only_members_that_are_compared_are_read_whole_and_each_once() -> None:
    stored = Stored()
    window = TimeWindowIndex(stored)
    words = ("ship", "ship", "bridge", "strike")
    members = [
        ClusterMember(key, 1 if key == 4 else key, 10.0, "A", "en", word, "", {word: 0.9})
        for key, word in enumerate(words, 1)
    ]
    window.add_packed(stored.add(map(packed, members)))
    for _ in range(2):
        assert [member.key for member in window.candidates("en", 10.0, {"ship": 1.0})] == [1, 2]
        assert [member.key for member in window.latest(1, 10.0, 3)] == [1, 4]
    assert sorted(stored.asked) == [1, 2, 4]


def test_a_member_that_the_store_no_longer_has_is_passed_over() -> None:
    stored = Stored()
    window = TimeWindowIndex(stored)
    members = [ClusterMember(key, 1, 10.0, "A", "en", "ship", "", {"ship": 0.9}) for key in (1, 2)]
    window.add_packed(stored.add(map(packed, members)))
    del stored.held[1]
    assert [member.key for member in window.candidates("en", 10.0, {"ship": 1.0})] == [2]
    assert [member.key for member in window.latest(1, 10.0, 3)] == [2]
