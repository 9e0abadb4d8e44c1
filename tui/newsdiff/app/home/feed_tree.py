"""The rows of the feed list: all articles, what the reader keeps apart, and the feeds in their groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsdiff.core.library.entries import ListScope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from newsdiff.core.library.entries import SavedSearch
    from newsdiff.core.library.feeds import Feed

State = Literal["", "failing", "paused"]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One list of articles that can be chosen."""

    label: str
    scope: ListScope
    count: int | None = None
    """Unread articles in it; None if they are not counted."""
    feed: Feed | None = None
    search: SavedSearch | None = None
    indent: int = 0
    folded: bool | None = None
    """For a group: whether its feeds are not listed."""

    @property
    def state(self) -> State:
        """How fetching the feed goes, as far as it is worth a mark."""
        if self.feed is None:
            return ""
        if self.feed.settings.paused:
            return "paused"
        return "failing" if self.feed.state.error or self.feed.state.gone else ""

    @property
    def heading(self) -> bool:
        """Whether it stands for several feeds."""
        return self.scope.kind in {"all", "group"}


def feed_rows(
    feeds: Sequence[Feed],
    searches: Sequence[SavedSearch],
    tags: Sequence[tuple[str, int]],
    folded: Collection[str] = (),
) -> tuple[FeedRow, ...]:
    """All rows, in the order of the list: groups by name, those in none last, feeds as the reader has put them.

    The feeds of groups that are `folded` have no rows. Tags are those of articles and of feeds: the articles of a feed
    have its tags.
    """
    named = {name for name, _ in tags} | {tag.casefold() for feed in feeds for tag in feed.settings.tags}
    return (
        FeedRow("All articles", ListScope(), sum(feed.unread for feed in feeds)),
        FeedRow("Starred", ListScope("starred")),
        *(FeedRow(one.name, ListScope("search", one.query), search=one) for one in searches),
        *(FeedRow(f"#{name}", ListScope("tag", name)) for name in sorted(named)),
        *_grouped(feeds, folded),
    )


def _grouped(feeds: Sequence[Feed], folded: Collection[str]) -> Iterator[FeedRow]:
    groups: dict[str, list[Feed]] = {}
    for feed in feeds:
        groups.setdefault(feed.settings.group, []).append(feed)
    alone = list(groups) == [""]
    for name in sorted(groups, key=lambda group: (not group, group.casefold())):
        members = groups[name]
        if not alone:
            unread, closed = sum(feed.unread for feed in members), name in folded
            yield FeedRow(name or "No group", ListScope("group", name), unread, folded=closed)
            if closed:
                continue
        for feed in members:
            unread = feed.unread + feed.also_unread
            yield FeedRow(feed.title, ListScope("feed", feed=feed.id), unread, feed, indent=0 if alone else 2)
