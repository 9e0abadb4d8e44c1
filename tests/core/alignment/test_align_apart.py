"""An article of another event, added to a story, changes nothing about the others."""

from __future__ import annotations

import pytest

from newsdiff.core.alignment.aligner import align
from support.article_builders import article

FERRY = [
    article(
        "Gazette",
        [
            "A ferry with 212 people on board ran aground off the island of Skarra in thick fog on Wednesday.",
            "Lifeboats and fishing boats took everyone off the ship within three hours.",
            "The captain has been suspended by the operator, Northsound Ferries, on full pay.",
            "Skarra has no airport.",
        ],
    ),
    article(
        "Herald",
        [
            "A ferry carrying 240 people ran aground off Skarra on Wednesday in fog.",
            "Everyone was taken off by lifeboats and by fishing boats.",
            "Northsound Ferries suspended its captain.",
            "Fares rose in January.",
        ],
    ),
    article(
        "Courier",
        [
            "The ship lay on the Maiden Bank off Skarra after it ran aground in the fog.",
            "Northsound, the operator, has suspended the captain while the accident is investigated.",
        ],
    ),
]
ELECTION = article(
    "Bell",
    [
        "The governor lost the election by eleven thousand votes, the commission announced.",
        "Turnout reached 61 percent, the highest in a generation.",
        "Her rival promised lower taxes and more teachers.",
    ],
)


@pytest.mark.parametrize("count", [2, 3])
def test_an_article_of_another_event_changes_no_match_of_the_others(count: int) -> None:
    alone = align(FERRY[:count]).matches
    assert sum(1 for match in alone if match.level) >= count
    beside = [match for match in align([*FERRY[:count], ELECTION]).matches if match.b.article < count]
    assert tuple(beside) == alone


def test_what_it_weakly_resembles_is_kept() -> None:
    found = align([*FERRY, ELECTION], min_score=0.0).matches
    assert any(match.b.article == len(FERRY) for match in found)
    assert list(found) == sorted(found, key=lambda match: (match.a, match.b))
