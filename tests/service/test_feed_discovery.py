"""Finding the feed that is meant: by anchors, headers and schemes; and what is said where a server refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.http import StatusError
from newsdiff.adapters.http.response import feed_links
from newsdiff.adapters.parsers.discover import discover
from newsdiff.errors import FeedError
from newsdiff.service.subscribe import address_forms
from support.faulty_server import answer
from support.feed_server import FeedServer, feed, subscribe

if TYPE_CHECKING:
    from newsdiff.service.feed_service import FeedService

PAGE = "https://tidal.example/news/"


def found(body: str) -> list[str]:
    told = discover(f"<html><body>{body}</body></html>".encode(), {"url": PAGE, "charset": None})["feeds"]
    return [one["url"].removeprefix("https://tidal.example") for one in told]


@pytest.mark.parametrize(
    ("body", "feeds"),
    [
        ('<a href="/a.xml">Latest</a>', ["/a.xml"]),
        ('<a href="/latest"><img src="i.png" alt="RSS feed"></a>', ["/latest"]),
        ('<a href="/x" aria-label="RSS"><svg></svg></a>', ["/x"]),
        ('<a href="/x" class="icon rss"></a>', ["/x"]),
        ('<a href="/news/feed/">here</a><a href="?format=rss">or here</a>', ["/news/feed/", "/news/?format=rss"]),
        ('<a href="feed://tidal.example/f">f</a>', ["http://tidal.example/f"]),
        ('<link rel="alternate" type="application/rss" href="/f">', ["/f"]),
        ('<link rel="alternate" type="application/rss+xml" href="/f"><a href="/c/feed">Comments</a>', ["/f"]),
        ('<a href="/feedback">Feedback</a><a href="/embassy">Xmly</a><a href="#rss">RSS</a><a>RSS</a>', []),
        ('<a href="javascript:x()">RSS</a>', []),
        ('<a href="/x"><i class="fas fa-rss-square"></i></a>', ["/x"]),
        ('<a href="/x"><svg><use href="#rss"/></svg></a>', ["/x"]),
        ('<a href="/x" data-icon="rss"></a>', ["/x"]),
        ('<map><area href="/x" alt="RSS"></map>', ["/x"]),
        ('<a href="/x">RSS订阅</a><a href="/y">Embarrass</a>', ["/x"]),
        ('<base target="_blank"><base href="/sub/"><a href="f.rss">RSS</a>', ["/sub/f.rss"]),
        ('<link rel="alternate" type="application/rss xml" href="/f">', ["/f"]),
        ('<meta http-equiv="Refresh" content="0; url=/f">', ["/f"]),
        ("<meta http-equiv=refresh content=\"5;URL='/f'\">", ["/f"]),
        ('<meta http-equiv="refresh" content="60">', []),
        ('<meta http-equiv="refresh" content="0; url=/f"><a href="/x">RSS</a>', ["/x"]),
    ],
)
def test_anchors_that_read_like_feeds_are_found(body: str, feeds: list[str]) -> None:
    assert found(body) == feeds


@pytest.mark.parametrize(
    ("values", "feeds"),
    [
        (['</a.xml>; rel="alternate"; type="application/rss+xml"'], ("/a.xml",)),
        (["<x>; rel=preload, <b>; type=application/atom+xml; rel=alternate"], ("b",)),
        (['<a>; rel="feed"', '<a>; rel="alternate home"; type="application/feed+json"; title="a, b; c"'], ("a",)),
        (['<https://a.example/wp-json/>; rel="https://api.w.org/"', "nonsense", ""], ()),
        (["<" * 20_000], ()),
    ],
)
def test_link_headers_name_feeds(values: list[str], feeds: tuple[str, ...]) -> None:
    assert feed_links(values) == feeds


async def test_the_feed_of_a_link_header_is_offered(server: FeedServer, feed_service: FeedService) -> None:
    server.serves("/a.xml", feed("a"))
    link = {"Link": '</a.xml>; rel="alternate"; type="application/rss+xml"'}
    for body, kind in ((b"<!doctype html><html><p>hi</p></html>", "text/html"), (b"plain words", "text/plain")):
        added = await feed_service.add(server.serves("/page", answer(body, headers={"Content-Type": kind, **link})))
        assert [one.url for one in added.candidates] == [server.url("/a.xml")]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("bell.example/rss", ("https://bell.example/rss", "http://bell.example/rss")),
        ("feed://bell.example/rss", ("https://bell.example/rss", "http://bell.example/rss")),
        ("feed:bell.example/rss", ("https://bell.example/rss", "http://bell.example/rss")),
        ("feed:https://bell.example/rss", ("https://bell.example/rss",)),
        ("feed:http://bell.example/rss", ("http://bell.example/rss",)),
        ("http://bell.example/rss", ("http://bell.example/rss",)),
        ("\nhttps://bell.example/rss\nmore", ("https://bell.example/rss",)),
    ],
)
def test_without_a_scheme_https_comes_before_http(typed: str, forms: tuple[str, ...]) -> None:
    assert address_forms(typed) == forms


async def test_where_https_does_not_answer_http_is_asked(server: FeedServer, feed_service: FeedService) -> None:
    url = server.serves("/one", feed("a"))
    added = await feed_service.add(url.replace("http://", "feed://"))
    assert added.feed is not None
    assert added.feed.url == url
    assert (await feed_service.add(url.removeprefix("http://"))).known


async def test_a_feed_that_was_never_fetched_is_fetched_when_it_is_added_again(
    server: FeedServer, feed_service: FeedService
) -> None:
    url = server.serves("/one", feed("a", "b"))
    subscribe(feed_service, url)
    added = await feed_service.add(url)
    assert added.feed is not None
    assert (added.known, added.feed.items) == (True, 2)
    await feed_service.add(url)
    assert server.asked("/one") == 1


async def test_a_refusal_says_what_may_help(server: FeedServer, feed_service: FeedService) -> None:
    with pytest.raises(StatusError, match=r"403 Forbidden: .*--user-agent"):
        await feed_service.add(server.serves("/a", answer(b"", status=403)))
    with pytest.raises(StatusError, match=r"429 Too Many Requests: .*until \d\d:\d\d on"):
        await feed_service.add(server.serves("/b", answer(b"", status=429, headers={"Retry-After": "3600"})))


async def test_a_page_that_is_called_a_feed_is_searched_for_feeds_once(
    server: FeedServer, feed_service: FeedService
) -> None:
    def page(target: str) -> bytes:
        return answer(f'<html><body><a href="{target}">RSS</a></body></html>'.encode())

    server.serves("/real", feed("a"))
    server.serves("/feeds", page("/real"))
    found = await feed_service.add(server.serves("/one", page("/feeds")))
    assert [one.url for one in found.candidates] == [server.url("/real")]
    with pytest.raises(FeedError, match="none of the feeds that it names could be read"):
        await feed_service.add(server.serves("/two", page("/one")))


@pytest.mark.parametrize(
    "typed",
    [
        *("rss://{}", "pcast://{}", "itpc://{}", "podcast://{}", "atom:http://{}", "view-source:http://{}"),
        *("<http://{}>", "“http://{}”", "http:/{}", "http:{}", "http//{}", "http://http://{}", "//{}"),
    ],
)
def test_an_address_that_was_copied_or_typed_askew_is_taken_as_it_is_meant(typed: str) -> None:
    for host in ("quay.example/f", "192.0.2.1:8080/f"):
        assert f"http://{host}" in address_forms(typed.format(host))


def test_a_host_with_a_port_is_no_scheme() -> None:
    assert address_forms("localhost:8080/f") == ("https://localhost:8080/f", "http://localhost:8080/f")
