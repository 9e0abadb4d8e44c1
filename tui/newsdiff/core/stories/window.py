"""The window: the placed items around a time, found by the words that they share with another."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsdiff.core.stories.items import Member

DAYS: Final = 3.0
"""So many days from one another two items may be to be compared: what is told later is another story. Source: measured;
2 and 3 gave the same on three public test sets, and long events need the third."""

HEAVIEST: Final = 8
"""Words of an item by which others are looked for."""

LIGHT: Final = 0.05
"""An item is not found by a word that weighs less in it: few would look for it by that. Source: measured."""

LATEST: Final = 100
"""Items with a word that are looked at, the latest first: what has more is a common word. Source: measured; 400 gave
the same."""

CANDIDATES: Final = 20
"""Items that are compared in full."""

LEAST: Final = 0.06
"""What an item has to share of those words, as a part of its cosine, to be compared. Source: measured; .03
gave a thousandth more, and took a tenth longer."""

_SLACK: Final = 2 * DAYS
"""Days after which an item is forgotten. Items come in the order of their times, but for those without a date of their
own, and for clocks that are wrong by less than a day."""
_TIDIED_AFTER: Final = 5_000

_Posting = tuple[float, int, float]
"""Day, key and weight."""
_Dated = TypeVar("_Dated", tuple[float, int], _Posting)
_Key = TypeVar("_Key")


class Window:
    """Placed items, by key, by story, and by word. What it gives does not depend on the order in which they came."""

    def __init__(self) -> None:
        self._members: dict[int, Member] = {}
        self._stories: dict[int, list[tuple[float, int]]] = {}
        self._postings: dict[tuple[str, str], list[_Posting]] = {}
        self._since_tidied = 0

    def __len__(self) -> int:
        return len(self._members)

    def add(self, member: Member) -> None:
        """Takes in an item that has its place."""
        self._members[member.key] = member
        insort(self._stories.setdefault(member.story, []), (member.day, member.key))
        day, key, language = member.day, member.key, member.language
        for word, weight in member.weights.items():
            if weight < LIGHT:
                continue
            postings = self._postings.get((language, word))
            posting = (day, key, weight)
            if postings is None:
                self._postings[language, word] = [posting]
            # Nearly all come in the order of their times.
            elif postings[-1] < posting:
                postings.append(posting)
            else:
                insort(postings, posting)

    def tidy(self) -> None:
        """Forgets what is long past, now and then. To be called for each item that is placed."""
        self._since_tidied += 1
        if self._since_tidied >= _TIDIED_AFTER:
            self.forget(max(one.day for one in self._members.values()) - _SLACK)

    def candidates(self, language: str, day: float, weights: Mapping[str, float]) -> list[Member]:
        """The items that share most with some words, the closest first."""
        found: dict[int, float] = {}
        for word, weight in self._heaviest(language, weights):
            postings = self._postings[language, word]
            first, last = _within(postings, day)
            for _, key, other in postings[max(first, last - LATEST) : last]:
                found[key] = found.get(key, 0.0) + weight * other
        likely = [one for one in found.items() if one[1] >= LEAST]
        best = sorted(likely, key=lambda one: (-one[1], one[0]))[:CANDIDATES]
        return [self._members[key] for key, _ in best]

    def latest(self, story: int, day: float, most: int) -> list[Member]:
        """The latest items of a story that are near a day."""
        held = self._stories.get(story, [])
        first, last = _within(held, day)
        return [self._members[key] for _, key in held[max(first, last - most) : last]]

    def forget(self, before: float) -> None:
        """Forgets what is older than a day."""
        self._since_tidied = 0
        self._members = {key: member for key, member in self._members.items() if member.day >= before}
        self._stories = dict(_later(self._stories, before))
        self._postings = dict(_later(self._postings, before))

    def _heaviest(self, language: str, weights: Mapping[str, float]) -> list[tuple[str, float]]:
        known = [(word, weight) for word, weight in weights.items() if (language, word) in self._postings]
        return sorted(known, key=lambda one: (-one[1], one[0]))[:HEAVIEST]


def _within(dated: list[_Dated], day: float) -> tuple[int, int]:
    """From where to where a list, in the order of its days, is near a day."""
    # An item of days is met seldom by one that comes late; mostly the end of the list is the end.
    last = len(dated) if not dated or dated[-1][0] <= day + DAYS else bisect_left(dated, (day + DAYS,))
    return bisect_left(dated, (day - DAYS,)), last


def _later(lists: Mapping[_Key, list[_Dated]], before: float) -> Iterator[tuple[_Key, list[_Dated]]]:
    """The lists with what is not older than a day, where anything is."""
    for key, dated in lists.items():
        left = dated[bisect_left(dated, (before,)) :]
        if left:
            yield key, left
