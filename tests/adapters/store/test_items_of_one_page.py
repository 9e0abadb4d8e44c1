"""Items whose address is that of a page with another article every day, and items that have no address at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.library.feeds import FeedItem, FeedState
from newsdiff.core.library.identity import Told, stands_for_another
from support.feed_builders import NOON, check_sound, content, saved, subscribed, titles

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store

DAY = timedelta(days=1)


def daily(day: int, url: str | None, title: str, text: str, guid: str = "") -> FeedItem:
    date = NOON + day * DAY
    key = guid or url or f"sha256:{title}{day}"
    return FeedItem(key, title, url, None, date, f"{date:%d %b %Y %H:%M:%S GMT}", text=text, guid=guid)


EBB, FLOOD = "The tide goes out and bares the sand.", "Water comes back over every stone of Norvik."


@pytest.mark.parametrize(
    ("url", "first", "second"),
    [
        ("https://a.example/", ("Word of the day: ebb", EBB), ("Word of the day: flood", FLOOD)),
        ("https://a.example", ("Word of the day", EBB), ("Word of the day", FLOOD)),
        ("https://a.example/index.html", ("Tip", EBB), ("Tip", FLOOD)),
        ("https://a.example/?utm_source=rss", ("Tip", EBB), ("Tip", FLOOD)),
        ("https://a.example/weather", ("Weather", EBB), ("Weather", FLOOD)),
        ("https://a.example/comic.php", ("Comic for 21 May", "Image [1]"), ("Comic for 22 May", "Image [1]")),
        ("https://bell.example/world/today", ("Today at a glance", EBB), ("Today at a glance", FLOOD)),
    ],
)
@pytest.mark.parametrize("guids", [False, True])
def test_a_feed_that_shows_one_item_a_day_at_one_address_keeps_all_of_them(
    store: Store, url: str, first: tuple[str, str], second: tuple[str, str], guids: bool
) -> None:
    feed = subscribed(store)
    days = [daily(n, url, *told, guid=f"g{n}" if guids else "") for n, told in enumerate((first, second, first), 1)]
    for item in days:
        told = content(item)
        # Its site is the page itself.
        state = replace(told, site=url) if "today" in url else told
        assert len(store.save(feed, state, FeedState(), item.published or NOON).new) == 1
        assert store.save(feed, state, FeedState(), item.published or NOON).new == ()
    assert len(titles(store)) == 3
    check_sound(store.path)


@pytest.mark.parametrize(
    ("url", "guid", "later"),
    [
        # The page of an article, the guid of an article, an hour later, and a text that was only edited.
        ("https://a.example/2026/11/norvik-storm", "", DAY),
        ("https://a.example/storm", "g", DAY),
        ("https://a.example/storm", "", DAY / 24),
    ],
)
def test_an_article_that_is_rewritten_stays_itself(store: Store, url: str, guid: str, later: timedelta) -> None:
    feed = subscribed(store)
    (first,) = saved(store, feed, daily(1, url, "Storm hits Norvik", EBB, guid)).new
    rewritten = daily(1, url, "Storm hits Norvik hard", FLOOD, guid)
    told = saved(store, feed, replace(rewritten, published=(rewritten.published or NOON) + later))
    assert (told.new, told.revised) == ((), (first,))


def test_function_words_in_common_make_no_two_texts_one() -> None:
    before = Told("Crane down", "The crane will not be up again before it is.", "https://a.example/x/y", NOON)
    now = Told("Ferry late", "The ferry will not be in again before it is.", "https://a.example/x/y", NOON + 2 * DAY)
    assert stands_for_another(before, now)
    assert not stands_for_another(before, replace(now, text=f"{before.text} So it is."))


@pytest.mark.parametrize(
    ("change", "new", "revised"),
    [
        ({"published_text": "2026-11-21T12:00:00Z"}, 0, 0),
        ({"title": "Ebb and flood"}, 0, 1),
        ({"title": "Flood", "text": FLOOD}, 1, 0),
        ({"published": NOON + 2 * DAY, "published_text": "22 Nov 2026 12:00:00 GMT"}, 1, 0),
    ],
)
def test_an_item_without_guid_and_address_is_known_by_its_time_however_it_is_written(
    store: Store, change: dict[str, object], new: int, revised: int
) -> None:
    feed = subscribed(store)
    item = daily(1, None, "Ebb", EBB)
    saved(store, feed, item)
    changed = replace(item, **change)  # type: ignore[arg-type]
    told = saved(store, feed, replace(changed, key=f"sha256:{changed.title}{changed.published_text}"))
    assert (len(told.new), len(told.revised)) == (new, revised)
