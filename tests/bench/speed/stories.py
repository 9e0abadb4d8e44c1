"""What a reader waits for when a story is opened: until its rows can be drawn."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

from bench.speed.figures import Figure
from newsdiff.core.alignment.aligner import align
from newsdiff.core.diff.story_diff import Differences
from support.article_builders import article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdiff.core.models import Article

SENTENCES = 30
"""Of each article."""
ROUNDS = 5
_TOLD = (
    "The harbour board of {place} voted on {day} to close pier {number} after {many} people were hurt",
    "{name} said the repairs would take {number} weeks and cost {many} million crowns",
    '"We were told of {many} cracks in the old wall before {day}", {name} told reporters in {place}',
    "Police in {place} are looking for {number} witnesses who left the ferry before {day}",
    "A court in {place} had warned the owners of the pier in {many} letters, {name} wrote",
)


def stories(shared: Path) -> Iterator[Figure]:
    """CPU milliseconds of matching the sentences and finding what differs, beside rapidfuzz on the same sentences."""
    del shared
    # What is imported and compiled for the first one, no other one waits for.
    _milliseconds(_articles(2))
    for count, goal in ((3, 250), (10, 1_200)):
        told = _articles(count)
        own = statistics.median(_milliseconds(told) for _ in range(ROUNDS))
        yield Figure(f"a story of {count} articles to its rows", own, "ms", goal, _cdist(told), "cdist")


def _articles(count: int) -> list[Article]:
    """Articles that share two thirds of what they tell, in part in other words and with other numbers."""
    chance = random.Random(11)  # noqa: S311  # texts, not keys
    names = {
        "place": ["Norvik", "Aldmark", "Oster", "Eastport"],
        "name": ["Ann Roe", "Mayor Lind", "Captain Tor Vale"],
        "day": ["Monday", "Tuesday", "12 May", "Friday"],
        "number": [*map(str, range(2, 40))],
        "many": [*map(str, range(40, 900, 7))],
    }
    facts = [
        chance.choice(_TOLD).format_map({name: chance.choice(some) for name, some in names.items()})
        for _ in range(2 * SENTENCES)
    ]
    found = []
    for number in range(count):
        some = sorted(chance.sample(range(SENTENCES), SENTENCES * 2 // 3)) + chance.sample(
            range(SENTENCES, 2 * SENTENCES), SENTENCES // 3
        )
        sentences = [" ".join(word for word in facts[one].split() if chance.random() > 0.1) + "." for one in some]
        found.append(article(f"Outlet {number}", sentences))
    return found


def _milliseconds(told: list[Article]) -> float:
    start = time.process_time()
    differences = Differences(align(told))
    differences.warm()
    differences.overview(range(min(len(told), 8)))
    return (time.process_time() - start) * 1000


def _cdist(told: list[Article]) -> float:
    """The same of rapidfuzz's comparison of every two sentences by their words."""
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cdist

    start = time.process_time()
    texts = [[sentence.text for sentence in one.sentences] for one in told]
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            cdist(one, other, scorer=token_set_ratio)
    return (time.process_time() - start) * 1000
