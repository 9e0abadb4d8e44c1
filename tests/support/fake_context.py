"""A small story, and a context that needs no disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsdiff.adapters.browser import Browser
from newsdiff.adapters.urls import safe
from newsdiff.core.alignment.aligner import align
from newsdiff.core.models import Article, Removed
from newsdiff.errors import ReadError, StoreError
from newsdiff.service import LoadedArticles
from newsdiff.service.comparison import Comparison, UserDecisions
from support.article_builders import alignment, article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsdiff.core.models import Alignment
    from support.fake_feed_service import FakeFeedService


def small_story() -> Alignment:
    """Three outlets, headings, a figure that differs, a weak match, and sentences that only one has."""
    gazette = article(
        "Gazette",
        [
            "The harbour bridge was closed on Monday after 49 bolts were found broken.",
            "Engineers will inspect it for ten days.",
            "# What travellers can do",
            "Ferries run every 20 minutes instead.",
            "Nobody was hurt, the mayor said.",
            "The bridge is a hundred years old.",
        ],
        url="https://gazette.example/bridge",
    )
    herald = article(
        "Herald",
        [
            "The harbour bridge was closed on Monday after 50 bolts were found broken.",
            "It may open again within a fortnight.",
            "Shopkeepers fear for their trade.",
            "Ferries are running every 20 minutes instead.",
        ],
        url="https://herald.example/bridge",
    )
    courier = article(
        "Courier",
        [
            "Mayor Ines Vidal said that nobody had been hurt.",
            "The union had warned of rust in spring.",
            "# Rust",
            "It grows.",
        ],
    )
    gazette = replace(gazette, removed=(Removed("Also read", "page furniture"),))
    return alignment(
        [gazette, herald, courier],
        [
            ((0, 0), (1, 0), "same"),
            ((0, 1), (1, 1), None),
            ((0, 3), (1, 3), "same"),
            ((0, 4), (2, 0), "similar"),
        ],
    )


@dataclass
class FakeContext:
    """Gives one story, keeps verdicts in memory, and records what it was asked for."""

    story: Alignment = field(default_factory=small_story)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    settings: dict[str, object] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    decisions: UserDecisions = field(default_factory=UserDecisions)
    library: FakeFeedService | None = None
    """The feeds and their store; None: a store that cannot be opened."""

    @property
    def feed_service(self) -> FakeFeedService:
        if self.library is None:
            raise StoreError("The store cannot be opened.")
        return self.library

    async def load_articles(self, sources: Sequence[str], *, beside: Sequence[Article] = ()) -> LoadedArticles:
        self.asked.append(tuple(sources))
        if any("missing" in source for source in sources):
            raise ReadError("missing: there is no such file.")
        if beside:
            return LoadedArticles((*beside, article(f"Joined {sources[0]}", [f"Only {sources[0]} has this."])), ())
        return LoadedArticles(self.story.articles, self.notices)

    def compare(self, articles: Sequence[Article], *, wait: bool = True) -> Comparison:
        del wait
        own = self.story.articles
        # The matches of the story are those of its articles; others are matched by their words.
        kept = tuple(articles[: len(own)]) == own
        story = replace(self.story, articles=tuple(articles)) if kept else align(articles)
        return Comparison(story, None, (), self.decisions)

    def save_setting(self, name: str, value: object) -> None:
        self.settings[name] = value

    def browser(self, url: str) -> Browser:
        return Browser(safe(url), None)

    def file_browser(self, path: Path) -> Browser:
        return Browser(path.as_uri(), None)
