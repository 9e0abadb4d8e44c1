"""Stories made by hand, so that every export can be held against what is known to be in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import pytest

from newsdiff.core.models import Alignment, Article, By, Evidence, Level, Match, Ref, Removed, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

HOSTILE = (
    "\x1b]52;c;ZXZpbA==\x07[/x] <script>alert(1)</script> <img src=/leak> "
    "\u202eevil\u2066 `**_[a](javascript:x)| \x9b31m &amp; \"'"
)


NOTHING = Evidence()


class Write(Protocol):
    """Makes an article of sentences; one that starts with "# " is a heading."""

    def __call__(self, outlet: str, *sentences: str) -> Article: ...


class Link(Protocol):
    """Makes a match of two places."""

    def __call__(
        self,
        a: tuple[int, int],
        b: tuple[int, int],
        score: float = 0.9,
        level: Level | None = "same",
        why: Evidence = NOTHING,
        by: By = "text",
    ) -> Match: ...


@pytest.fixture(scope="session")
def write() -> Write:
    def written(outlet: str, *sentences: str) -> Article:
        made, at = [], 0
        for number, sentence in enumerate(sentences):
            text = sentence.removeprefix("# ")
            made.append(Sentence(text, at, at + len(text), number, heading=sentence.startswith("# ")))
            at += len(text) + 2
        text = "\n\n".join(sentence.text for sentence in made)
        return Article(outlet, f"{outlet} reports", text, tuple(made), f"{outlet}.txt")

    return written


@pytest.fixture(scope="session")
def link() -> Link:
    def linked(
        a: tuple[int, int],
        b: tuple[int, int],
        score: float = 0.9,
        level: Level | None = "same",
        why: Evidence = NOTHING,
        by: By = "text",
    ) -> Match:
        return Match(Ref(*a), Ref(*b), score, level, why, by)

    return linked


@pytest.fixture(scope="session")
def bridge(write: Write) -> tuple[Article, ...]:
    """Three outlets on a bridge that was closed."""
    return (
        replace(
            write(
                "Harbour Gazette",
                "The old bridge was closed on Friday after engineers found 12 cracks in its northern pier.",
                "# What happens next",
                "Buses will take the longer way round until spring.",
                "“Nobody was ever in danger,” the mayor said.",
            ),
            title="Old bridge closed",
            url="https://gazette.example/bridge?id=7",
            published=datetime(2026, 3, 6, 18, 2, tzinfo=UTC),
            removed=(Removed("Read more: tides of March", "page furniture"),),
        ),
        replace(
            write(
                "Night Post",
                "Engineers found 15 cracks in the northern pier, and the old bridge was closed on Friday.",
                "Shopkeepers near the quay expect a hard winter.",
                "“Nobody was ever in danger,” said the mayor.",
            ),
            title="Cracks shut the bridge",
            published=datetime(2026, 3, 7, tzinfo=UTC),
            day_only=True,
            sample=True,
        ),
        write("Valley Echo", "Commuters face detours until spring.", "# In brief", "Shopkeepers fear a hard winter."),
    )


@pytest.fixture(scope="session")
def story(bridge: tuple[Article, ...], link: Link) -> Alignment:
    """The bridge, aligned: a figure that differs, a match by hand, one rejected, and one between the others."""
    return Alignment(
        bridge,
        (
            link((0, 0), (1, 0), 0.934567, why=Evidence(("cracks", "pier", "northern"), (), None)),
            link((0, 2), (1, 1), 0.21, None, by="reader"),
            link((0, 2), (2, 0), 0.0, "similar", by="reader"),
            link((0, 3), (1, 2), 0.98, why=Evidence(("mayor",), (), "Nobody was ever in danger")),
            link((1, 1), (2, 2), 0.61, "similar", why=Evidence(("shopkeepers", "winter"))),
        ),
    )


@pytest.fixture(scope="session")
def pair(bridge: tuple[Article, ...], story: Alignment) -> Alignment:
    """The first two outlets of the bridge."""
    return Alignment(bridge[:2], tuple(match for match in story.matches if match.b.article < 2))


@pytest.fixture(scope="session")
def hostile(write: Write, link: Link) -> Alignment:
    """A story whose every text tries to be something else."""

    def article(outlet: str, address: str) -> Article:
        return replace(
            write(f"{outlet} {HOSTILE}", f"First {HOSTILE} 12 words.", f"# {HOSTILE}", f"Second {HOSTILE}"),
            title=f"Title {HOSTILE}",
            url=address,
            source=HOSTILE,
            language='en" onload="x',
            removed=(Removed(HOSTILE, "page furniture"),),
        )

    articles = (
        article("One", "javascript:alert(1)"),
        article("Two", 'https://user:secret@two.example/"><script>?token=abc&page=2'),
    )
    why = Evidence((HOSTILE,), (HOSTILE,), HOSTILE)
    return Alignment(articles, (link((0, 0), (1, 0), why=why), link((0, 2), (1, 2), 0.3, None, by="reader")))


@pytest.fixture(scope="session")
def many(write: Write, link: Link) -> Alignment:
    """Eight outlets, each with a shared sentence and one of its own."""
    articles = tuple(
        write(
            f"Outlet {number}",
            f"The council met on day {number} of March to vote on the budget.",
            f"Only number {number} says this.",
        )
        for number in range(8)
    )
    pairs: Sequence[tuple[int, int]] = [(a, b) for a in range(8) for b in range(a + 1, 8)]
    return Alignment(articles, tuple(link((a, 0), (b, 0), 0.7, "similar") for a, b in pairs))
