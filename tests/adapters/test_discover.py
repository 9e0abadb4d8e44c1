"""The feeds of a site, as its page names them, and where else they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.adapters.discover import PATHS, FeedLink, discover, guesses
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.errors import FeedError
from support.lying_pool import LyingPool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "https://ann:hunter2@tidal.example/news/today"


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as opened:
        yield opened


async def test_a_page_names_its_feeds_in_order(pool: Pool) -> None:
    page = """<!doctype html><html><head><meta charset="windows-1251"><title>x</title>
        <link rel="alternate" type="application/rss+xml" title=" Новости [b]\x1b[31m " href="/rss">
        <LINK REL='Alternate Home' TYPE='application/atom+xml; charset=utf-8' HREF=atom.xml>
        <link rel="alternate" type="application/feed+json" href="//other.example/feed.json" title="JSON">
        <link rel="alternate" type="application/json" href="/feed.json">
        <link rel="feed" href="/own">
        <link rel="alternate" type="application/rss+xml" href="/rss" title="again">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">
        <link rel="alternate" type="text/xml+oembed" href="/oembed">
        <link rel="alternate" hreflang="de" href="/de">
        <link rel="stylesheet" type="text/css" href="/feed.css">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
        <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">
        <link rel="alternate" type="application/rss+xml">
        </head><body><a rel="alternate" type="application/rss+xml" href="/late">Late</a></body></html>"""
    assert await discover(pool, page.encode("cp1251"), URL, None) == (
        FeedLink("https://tidal.example/rss", "Новости [b]", "rss"),
        FeedLink("https://tidal.example/news/atom.xml", "", "atom"),
        FeedLink("https://other.example/feed.json", "JSON", "json"),
        FeedLink("https://tidal.example/feed.json", "", "json"),
        FeedLink("https://tidal.example/own", "", "rss"),
        FeedLink("https://tidal.example/late", "", "rss"),
    )


async def test_links_lead_from_the_base_that_the_page_names(pool: Pool) -> None:
    page = b"<base href='/blog/'><base href='/other/'><link rel=alternate type=application/atom+xml href=f>"
    assert await discover(pool, page, URL, None) == (FeedLink("https://tidal.example/blog/f", "", "atom"),)
    page = b"<base href='javascript:x'><link rel=alternate type=application/atom+xml href=f>"
    assert await discover(pool, page, URL, None) == (FeedLink("https://tidal.example/news/f", "", "atom"),)


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b" \n",
        b"<html><body>hi</body></html>",
        b"<!-- never closed",
        b"\x89PNG\r\n" + bytes(range(256)) * 9,
        b"<?xml version='1.0'?><rss/>",
        b"<div>" * 50_000,
        b"<a " + b" ".join(b"a%d=1" % number for number in range(20_000)) + b">",
    ],
    ids=["empty", "blank", "none", "comment", "binary", "xml", "deep", "attributes"],
)
async def test_a_page_without_feeds_names_none(pool: Pool, page: bytes) -> None:
    assert await discover(pool, page, URL, None) == ()


async def test_no_more_than_fifty_are_taken(pool: Pool) -> None:
    page = "".join(f"<link rel=alternate type=application/rss+xml href=/{number}>" for number in range(60))
    assert len(await discover(pool, page.encode(), URL, None)) == 50


async def test_what_a_child_says_is_not_believed() -> None:
    good = {"url": "https://a.example/", "title": "\x1b[31mT", "kind": "rss"}
    told = [good, {**good, "url": "file:///x"}, {**good, "kind": "exe"}, {**good, "title": 3}, {}, 7]
    assert await discover(LyingPool({"feeds": told}), b"", URL, None) == (FeedLink("https://a.example/", "T", "rss"),)
    assert await discover(LyingPool({"feeds": "x"}), b"", URL, None) == ()


@pytest.mark.parametrize("reason", ["time", "memory", "size", "died", "failed"])
async def test_a_failure_of_the_worker_is_told_in_words(reason: Any) -> None:
    with pytest.raises(FeedError, match=r"^https://tidal\.example/news/today \w.+\.$"):
        await discover(LyingPool(WorkerError(reason, "inner words")), b"", URL, None)


def test_the_usual_places_are_below_the_page_and_at_the_root() -> None:
    root = guesses("https://tidal.example/")
    assert len(root) == len(set(root)) == len(PATHS)
    assert root[:3] == tuple(f"https://tidal.example/{path}" for path in ("feed", "rss", "rss.xml"))
    below = guesses("https://tidal.example:8080/blog?x=1#y")
    assert below[:2] == ("https://tidal.example:8080/blog/feed", "https://tidal.example:8080/blog/rss")
    assert "https://tidal.example:8080/feeds/posts/default" in below
    assert not any("x=1" in one for one in below)
