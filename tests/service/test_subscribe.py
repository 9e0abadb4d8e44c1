"""Adding: from whatever address the reader has, to a feed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import FeedError, FetchError, NewsdiffError
from newsdiff.service.subscribe import normalize_address
from support.faulty_server import answer, redirect
from support.feed_server import FeedServer, feed, get_feed, titles

if TYPE_CHECKING:
    from newsdiff.service.feed_service import FeedService


def page(*links: str) -> bytes:
    """A web page that names feeds."""
    named = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}" title="F">' for link in links)
    return answer(f"<!doctype html><html><head>{named}</head><body>hi</body></html>".encode())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://bell.example/feed", "https://bell.example/feed"),
        (" bell.example ", "https://bell.example/"),
        ("bell.example/a b#top".replace(" ", "-"), "https://bell.example/a-b"),
        ("feed://bell.example/rss", "https://bell.example/rss"),
        ("feed:http://bell.example/rss", "http://bell.example/rss"),
        ("http://0x7f.1:80/rss", "http://127.0.0.1/rss"),
    ],
)
def test_an_address_is_taken_as_it_is_meant(typed: str, meant: str) -> None:
    assert normalize_address(typed) == meant


@pytest.mark.parametrize("typed", ["", "file:///etc/passwd", "not an address", "javascript:alert(1)", "http://"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(FetchError):
        normalize_address(typed)


async def test_a_feed_is_added_and_fetched_at_once(server: FeedServer, feed_service: FeedService) -> None:
    settings = FeedSettings(group="Towns", tags=("sea",), interval=7200, user_agent="Reader 1")
    added = await feed_service.add(server.serves("/one", feed("a", "b")), settings)
    assert added.feed is not None
    assert (added.known, added.candidates) == (False, ())
    assert (added.feed.title, added.feed.items, added.feed.settings) == ("The Bell", 2, settings)
    assert added.feed.state.last_good is not None
    assert server.headers("/one")["user-agent"] == "Reader 1"
    # What was fetched now is not fetched again.
    assert (await feed_service.refresh()).feeds == 0


async def test_a_feed_that_is_there_is_not_added_again(server: FeedServer, feed_service: FeedService) -> None:
    first = await feed_service.add(server.serves("/one", feed("a")))
    again = await feed_service.add(server.url("/one#top"), FeedSettings(name="Other"))
    assert (again.known, again.feed) == (True, first.feed)
    assert server.asked("/one") == 1
    assert len(feed_service.store.feeds()) == 1


async def test_a_feed_that_has_moved_is_added_where_it_is_now(server: FeedServer, feed_service: FeedService) -> None:
    server.serves("/new", feed("a"))
    added = await feed_service.add(server.serves("/old", redirect("/new", 301)))
    assert added.feed is not None
    assert added.feed.url == server.url("/new")
    assert (await feed_service.add(server.url("/old"))).known
    assert len(feed_service.store.feeds()) == 1


async def test_a_removed_feed_comes_back_with_its_entries(server: FeedServer, feed_service: FeedService) -> None:
    first = await feed_service.add(server.serves("/one", feed("a")))
    assert first.feed is not None
    feed_service.store.remove_feed(first.feed.id)
    server.serves("/one", feed("b"))
    again = await feed_service.add(server.url("/one"))
    assert again.restored
    assert titles(feed_service) == {"a", "b"}


async def test_the_feeds_of_a_page_are_offered_with_what_is_in_them(
    server: FeedServer, feed_service: FeedService
) -> None:
    server.serves("/a.xml", feed("a", "b", title="Bell news"))
    await feed_service.add(server.serves("/b.xml", feed("c", title="Bell sport")))
    added = await feed_service.add(server.serves("/", page("/a.xml", "b.xml", "/missing.xml", "/a.xml")))
    assert added.feed is None
    assert [(one.url, one.title, one.kind, one.items, one.known) for one in added.candidates] == [
        (server.url("/a.xml"), "Bell news", "rss", 2, False),
        (server.url("/b.xml"), "Bell sport", "rss", 1, True),
    ]
    assert added.candidates[0].newest == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert len(feed_service.store.feeds()) == 1


async def test_a_page_that_names_no_feed_may_have_one_in_a_usual_place(
    server: FeedServer, feed_service: FeedService
) -> None:
    server.serves("/news/", page())
    server.serves("/feed.xml", feed("a"))
    added = await feed_service.add(server.url("/news/"))
    assert [one.url for one in added.candidates] == [server.url("/feed.xml")]


async def test_a_page_without_any_feed_says_so(server: FeedServer, feed_service: FeedService) -> None:
    server.serves("/", page())
    with pytest.raises(FeedError, match="it names no feed, and none was found"):
        await feed_service.add(server.url("/"))
    server.serves("/", page("/gone.xml"))
    with pytest.raises(FeedError, match="none of the feeds that it names could be read"):
        await feed_service.add(server.url("/"))


async def test_a_page_cannot_lead_into_another_private_host(server: FeedServer, feed_service: FeedService) -> None:
    secret = server.serves("/secret.xml", feed("a")).replace("127.0.0.1", "localhost")
    server.serves("/", page(secret, secret.replace("localhost", "0x7f.2")))
    with pytest.raises(FeedError):
        await feed_service.add(server.url("/"))
    assert "/secret.xml" not in server.paths()


@pytest.mark.parametrize("path", ["/status:404", "/status:500", "/nothing", "/png", "/brotli", "/tofile", "/loop"])
async def test_what_cannot_be_fetched_or_read_is_not_added(
    server: FeedServer, feed_service: FeedService, path: str
) -> None:
    with pytest.raises(NewsdiffError) as told:
        await feed_service.add(server.url(path))
    assert str(told.value).startswith(server.url(path))
    assert feed_service.store.feeds() == ()


async def test_a_server_that_wants_peace_is_not_asked_again_when_adding(
    server: FeedServer, feed_service: FeedService
) -> None:
    for _ in range(2):
        with pytest.raises(FetchError):
            await feed_service.add(server.url("/busy:60"))
    assert server.asked("/busy:60") == 1


async def test_what_is_said_of_a_feed_cannot_reach_the_terminal(server: FeedServer, feed_service: FeedService) -> None:
    added = await feed_service.add(server.serves("/one", feed("a\x9b31m", title="Bell &#27;]52;c;eA==&#7;")))
    assert added.feed is not None
    assert get_feed(feed_service, added.feed.id).title.isprintable()
