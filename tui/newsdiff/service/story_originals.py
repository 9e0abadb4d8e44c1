"""The entries of stories that a new one may be a copy of: the latest ones that are no copies themselves."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.near_duplicates import MAX_CHARACTERS, find_originals

if TYPE_CHECKING:
    from newsdiff.adapters.store.sql.clustering import ClusterReader
    from newsdiff.core.clustering.items import ClusterMember

MAX_ORIGINALS: Final = 12
"""Entries of a story with which a new one is compared, to see whether it copies one of them."""

_Original = tuple[int, int, str]
"""When it was published, negated, so that the latest comes first; its id; the key of its outlet."""


class StoryOriginals:
    """The entries of each story that are no copies, the latest of each outlet first.

    Each story is read from the store once, however many entries join it. The texts are read again each time, since they
    may change meanwhile. What is held is right as long as nobody else changes stories.
    """

    def __init__(self) -> None:
        self._stories: dict[int, list[_Original]] = {}

    def original_of(self, reader: ClusterReader, member: ClusterMember) -> int | None:
        """The earliest stored of the entries of a story of which a new one is a copy, if any.

        Args:
            reader: The store.
            member: An entry that joins its story now; it counts as one of its entries from now on.
        """
        story = member.story
        published, outlet, text = reader.published_text(member.key, characters=MAX_CHARACTERS)
        known = self._stories.get(story)
        if known is None:
            known = self._stories[story] = _latest(reader.originals(story))
        others = _of_others(known, outlet)
        texts = reader.texts(others, characters=MAX_CHARACTERS)
        found = [texts[row][0] for row in find_originals(text, [other for _, other in texts], member.language)]
        if not found:
            insort(known, (-published, member.key, outlet))
            _drop_oldest(known, outlet)
        return min(found, default=None)


def _latest(originals: list[_Original]) -> list[_Original]:
    """The latest `MAX_ORIGINALS` of each outlet: more of one are never looked at."""
    found: list[_Original] = []
    count: Counter[str] = Counter()
    for one in sorted(originals):
        count[one[2]] += 1
        if count[one[2]] <= MAX_ORIGINALS:
            found.append(one)
    return found


def _of_others(known: list[_Original], outlet: str) -> list[int]:
    """The ids of the latest `MAX_ORIGINALS` from other outlets."""
    found: list[int] = []
    for _, entry_id, its_outlet in known:
        if its_outlet != outlet:
            found.append(entry_id)
            if len(found) == MAX_ORIGINALS:
                break
    return found


def _drop_oldest(known: list[_Original], outlet: str) -> None:
    places = [place for place, one in enumerate(known) if one[2] == outlet]
    if len(places) > MAX_ORIGINALS:
        del known[places[-1]]
