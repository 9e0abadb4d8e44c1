"""Events that three outlets report, on a real store and really clustered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.library.feeds import FeedItem, FeedState
from support.feed_builders import NOON, at, content

if TYPE_CHECKING:
    from support.fake_feed_service import FakeFeedService

FERRY = "The ferry company will put a second boat on the line to Pellworth from 1 March."
STORM = "Storm Edda has closed the ports of Brazen and Halverstone along the western coast."


def feed_item(outlet: str, number: int, minutes: float, title: str, text: str) -> FeedItem:
    host = outlet.casefold().split()[-1]
    return FeedItem(f"{host}-{number}", title, f"https://{host}.example/{number}", None, at(minutes), text=text)


def events(feed_service: FakeFeedService) -> None:
    """A ferry, reported by three outlets of which one gives other figures; a storm, reported by two; and one story of one."""
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
