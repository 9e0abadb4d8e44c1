"""Events that three outlets report, on a real store with the real clustering, and the stories screen that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.core.library.feeds import FeedItem, FeedState
from support.feed_builders import NOON, at, content
from support.screen_driver import screen_lines

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from textual.pilot import Pilot

    from newsdiff.config import Config
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService

FERRY = "The ferry company will put a second boat on the line to Pellworth from 1 March."
STORM = "Storm Edda has closed the ports of Brazen and Halverstone along the western coast."

FERRY_STORY, STORM_STORY = ("Second ferry to Pellworth from March", 3), ("Storm Edda closes western ports", 2)
ALONE = ("Council puts off the vote on the harbour", 1)
"""The stories of `events`: headline and number of outlets."""

EVERY_STORY = ["f"] * 5
"""Keys that go from the first filter to the one that lets everything through."""


class OpenedStories(Protocol):
    """Runs the program over `events` and presses keys."""

    def __call__(
        self, *keys: str, size: tuple[int, int] = ..., config: Config | None = ...
    ) -> AbstractAsyncContextManager[Pilot[NewsdiffError]]: ...


def screen(pilot: Pilot[NewsdiffError]) -> StoriesScreen:
    """The stories screen, under whatever lies over it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, StoriesScreen))


def last_line(pilot: Pilot[NewsdiffError]) -> str:
    """The last line of the screen on top."""
    return screen_lines(pilot)[-1]


def listed(pilot: Pilot[NewsdiffError]) -> list[tuple[str, int]]:
    """Headline and number of outlets of every story listed."""
    return [(one.headline, one.outlets) for one in screen(pilot).story_list.rows.summaries]


def current(pilot: Pilot[NewsdiffError]) -> StorySummary:
    """The story under the cursor, which there must be."""
    found = screen(pilot).summary
    assert found is not None
    return found


def feed_item(outlet: str, number: int, minutes: float, title: str, text: str) -> FeedItem:
    host = outlet.casefold().split()[-1]
    return FeedItem(f"{host}-{number}", title, f"https://{host}.example/{number}", None, at(minutes), text=text)


def events(feed_service: FakeFeedService) -> None:
    """A ferry, which three outlets report, one with other figures; a storm, which two do; and what one has alone."""
    outlets = {
        "Halverstone Courier": [
            feed_item(
                "Courier",
                1,
                -200,
                "Second ferry to Pellworth from March",
                f"{FERRY} It carries 120 cars and leaves at 23:40. The council has to agree to the noise of the landing.",
            ),
            feed_item(
                "Courier", 2, -30, "Council puts off the vote on the harbour", "The vote on the harbour is put off."
            ),
        ],
        "Pellworth Dispatch": [
            feed_item(
                "Dispatch",
                1,
                -150,
                "Second ferry to Pellworth starts in March",
                f"{FERRY} The new boat carries 140 cars. “People asked us for this for twenty years,” its head said.",
            ),
            feed_item("Dispatch", 2, -60, "Storm Edda closes ports along the western coast", f"{STORM} Trains run."),
        ],
        "Brazen Gong": [
            feed_item(
                "Gong",
                1,
                -20,
                "Pellworth gets a second ferry from March",
                "From March two ferries sail to Pellworth. Fares stay at 14 crowns, and nobody has to sleep in a car.",
            ),
            feed_item("Gong", 2, -90, "Storm Edda closes western ports", f"{STORM} A gale of 110 km/h was measured."),
        ],
    }
    for outlet, entries in outlets.items():
        url = f"https://{outlet.casefold().split()[-1]}.example/feed"
        feed = feed_service.store.add_feed(url).feed.id
        feed_service.feeds[url] = content(*entries, title=outlet)
        feed_service.store.save(feed, feed_service.feeds[url], FeedState(last_good=NOON), NOON)


def store_later(feed_service: FakeFeedService, *items: FeedItem, now: datetime = NOON) -> None:
    """Have the Courier bring more articles."""
    feed = next(one for one in feed_service.store.feeds() if one.url == "https://courier.example/feed")
    feed_service.store.save(feed.id, content(*items, title="Halverstone Courier"), FeedState(last_good=NOON), now)
