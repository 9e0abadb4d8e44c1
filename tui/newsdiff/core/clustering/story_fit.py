"""How well the articles of a story fit one another, and what that asks of an article that comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.clustering.similarity import THRESHOLD, pair_score, story_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.clustering.items import ClusterMember

LEAST_FIT: Final = 0.75
"""The part of the fit of its loosest member with which an article joins a story `LATER_DAYS` after it: one that fits
worse than all the others is about what followed, or about other news of the same people. Source: measured; on two
public test sets whose items have texts it gained .013 and .002 of B-cubed F1 (.9 gained .014 and .002), and on made-up
stories of 12 and 40 articles it cost .001 and nothing. On a set of titles alone, where it is not used, it cost .02."""

MAX_LEAST_FIT: Final = 0.34
"""The score that is enough in any case: outlets that all took the text of one agency keep nobody out who has more to
tell. Source: measured; without it, one of the two sets gained another .001."""

LATER_DAYS: Final = 0.25
"""Days after the nearest member from which `LEAST_FIT` holds in full; sooner, in proportion."""

FIT_MEMBERS: Final = 6
"""Members by which the fit of the loosest one is told, the latest ones."""

MIN_FIT_MEMBERS: Final = 3
"""Members with a text below which nothing is said of their fit."""

MIN_TEXT_TERMS: Final = 14
"""Terms that an item has at least if it has a text; few titles alone have as many."""

_COPY = 0.7
"""The pair score from which two members are copies, which do not show how differently two outlets tell the event."""


class StoryFits:
    """The fit of the loosest member of each story, worked out once for the same members."""

    def __init__(self) -> None:
        self._fits: dict[int, tuple[tuple[int, ...], float]] = {}
        """Story -> the keys of the members whose fit was told last, and that of the loosest one."""

    def penalty(self, new: ClusterMember, story: int, members: Sequence[ClusterMember]) -> float:
        """How much more than `THRESHOLD` a story asks of an item, by the fit of its members; 0 where nothing is said.

        Args:
            new: The item.
            story: The story.
            members: Its members with which the item is compared, in order of time.
        """
        texts = [member for member in members if len(member.weights) >= MIN_TEXT_TERMS][-FIT_MEMBERS:]
        if len(new.weights) < MIN_TEXT_TERMS or len(texts) < MIN_FIT_MEMBERS:
            return 0.0
        keys = tuple(member.key for member in texts)
        known = self._fits.get(story)
        if known is None or known[0] != keys:
            known = self._fits[story] = keys, _least_fit(texts)
        apart = min(abs(new.day - member.day) for member in texts)
        least = max(THRESHOLD, min(MAX_LEAST_FIT, LEAST_FIT * known[1]))
        return min(1.0, apart / LATER_DAYS) * (least - THRESHOLD)


def _least_fit(members: Sequence[ClusterMember]) -> float:
    """The score of that member of a story which fits the others least.

    Args:
        members: Its latest members in order of time, at most `FIT_MEMBERS`, all of them with a text.

    Returns:
        Its mean score with the best `AVERAGED` others, copies left out; 0 where fewer than `MIN_FIT_MEMBERS` have one.
    """
    scores: list[list[float]] = [[] for _ in members]
    for at, one in enumerate(members):
        for before, other in enumerate(members[:at]):
            score = pair_score(one, other)
            if score < _COPY:
                scores[at].append(score)
                scores[before].append(score)
    fits = [story_score(some) for some in scores if some]
    return min(fits) if len(fits) >= MIN_FIT_MEMBERS else 0.0
