"""Which feeds are of one newsroom."""

from __future__ import annotations

import pytest

from newsdiff.adapters.registrable_domain import registrable_domain
from newsdiff.core.library.outlets import name_key, named_outlet, newsroom


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://www.bell.example/world", "bell.example"),
        ("https://sport.bell.example/", "bell.example"),
        ("http://BELL.example:8080/", "bell.example"),
        ("https://news.bell.co.uk/", "bell.co.uk"),
        ("https://www.post.co.uk/", "post.co.uk"),
        ("https://bell.com.au/", "bell.com.au"),
        ("https://city.kawasaki.jp/", "city.kawasaki.jp"),
        # One newsroom under several domains.
        ("https://feeds.bbci.co.uk/news/world/rss.xml", "bbc.co.uk"),
        ("https://www.bbc.com/sport", "bbc.co.uk"),
        ("https://feeds.skynews.com/feeds/rss/uk.xml", "news.sky.com"),
        # Several newsrooms under one domain.
        ("https://news.sky.com/", "news.sky.com"),
        ("https://abcnews.go.com/US", "abcnews.go.com"),
        ("https://ana.substack.com/feed", "ana.substack.com"),
        ("https://bob.wordpress.com/", "bob.wordpress.com"),
        ("https://bob.blogspot.com/", "bob.blogspot.com"),
        ("https://ana.blogspot.co.uk/", "ana.blogspot.co.uk"),
        ("https://ana.blogspot.com.br/", "ana.blogspot.com.br"),
        ("https://ana.hashnode.dev/", "ana.hashnode.dev"),
        ("https://feeds.a.dj.com/rss/RSSWorldNews.xml", "wsj.com"),
        ("https://www.aljazeera.net/rss", "aljazeera.com"),
        # The address does not tell.
        ("https://feeds.megaphone.fm/bell", ""),
        ("https://feeds.transistor.fm/bell", ""),
        ("https://podcasts.apple.com/us/podcast/id1", ""),
        ("https://openrss.org/bell.example", ""),
        ("https://social.example/@ana.rss", ""),
        ("https://social.example/@ana", ""),
        ("https://social.example/users/ana.atom", ""),
        ("https://bell.example/users-guide/feed", "bell.example"),
        ("https://feeds.feedburner.com/bell", ""),
        ("https://news.google.com/rss", ""),
        ("https://medium.com/feed/@ana", ""),
        ("http://127.0.0.1:8000/a.xml", ""),
        ("http://[::1]/a.xml", ""),
        ("http://localhost/a.xml", ""),
        ("added:the bell", ""),
        ("http://[broken/", ""),
        (None, ""),
    ],
)
def test_a_newsroom_is_the_registrable_domain_of_its_site(url: str | None, place: str) -> None:
    assert newsroom(url, registrable_domain) == place


NAMES = {
    name_key(place): name
    for place, name in {
        "bell.example": "The Bell",
        "https://feeds.bell.example/Opinion.xml": "Bell Opinion",
        "www.bbc.com": "Auntie",
        "sport.post.example": "Post Sport",
    }.items()
}


@pytest.mark.parametrize(
    ("feed", "site", "name"),
    [
        ("https://feeds.bell.example/world.xml", "https://www.bell.example/", "The Bell"),
        ("http://feeds.bell.example/Opinion.xml", "https://www.bell.example/", "Bell Opinion"),
        ("https://bell.example/feed", None, "The Bell"),
        ("https://feeds.bbci.co.uk/news/rss.xml", "https://www.bbc.co.uk/news", "Auntie"),
        ("https://sport.post.example/feed", None, "Post Sport"),
        ("https://post.example/feed", "https://www.post.example/", ""),
    ],
)
def test_the_readers_most_exact_name_for_an_outlet_holds(feed: str, site: str | None, name: str) -> None:
    assert named_outlet(feed, site, newsroom(site or feed, registrable_domain), NAMES) == name
