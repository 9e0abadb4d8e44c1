"""How pages say where their feeds are, one situation a row."""

from __future__ import annotations

import pytest

from newsdiff.adapters.parsers.discover import discover

PAGE = "https://quay.example/news/today"
FEED = "https://quay.example/f"


def found(head: str = "", body: str = "<p>Words</p>") -> list[tuple[str, str]]:
    page = f"<!doctype html><html><head><title>Quay</title>{head}</head><body>{body}</body></html>"
    feeds = discover(page.encode(), {"url": PAGE, "charset": None})["feeds"]
    return [(one["url"], one["kind"]) for one in feeds]


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        *[(media, "rss") for media in ("application/rss+xml", "APPLICATION/RSS+XML; charset=utf-8", "rss+xml", "rss")],
        *[(media, "rss") for media in ("application/xml+rss", "application/rss-xml", "text/x-rss+xml", "text/rss")],
        *[(media, "rss") for media in ("application/x.rss+xml", "application/rdf+xml", "text/xml", "application/xml")],
        *[(media, "atom") for media in ("application/atom+xml", "application/x.atom+xml", "text/atom")],
        *[(media, "json") for media in ("application/feed+json", "application/json+feed")],
    ],
)
def test_media_types_of_feeds(media: str, kind: str) -> None:
    assert found(f"<link rel=alternate type='{media}' href=/f>") == [(FEED, kind)]


@pytest.mark.parametrize(
    "link",
    [
        "rel='service.feed' type='application/atom+xml' href=/f",
        "rel='feed alternate' type='application/atom+xml' href=/f",
        "type='application/atom+xml' href=/f",
        "rel=alternate type='application/atom+xml' href=' /f\n'",
        "rel=alternate type='application/atom+xml' href='feed:https://quay.example/f'",
    ],
)
def test_relations_and_addresses_of_feeds(link: str) -> None:
    assert found(f"<link {link}>") == [(FEED, "atom")]


def test_a_relation_without_a_type_counts_where_the_address_is_that_of_a_feed() -> None:
    assert found("<link rel=alternate href=/rss.xml><link rel=alternate hreflang=de href=/de/>") == [
        ("https://quay.example/rss.xml", "rss")
    ]


@pytest.mark.parametrize(
    "link",
    [
        "rel=alternate type='text/xml+oembed' href=/o",
        "rel=alternate type='application/json+oembed' href=/feed",
        "rel=alternate type='application/activity+json' href=/u/1",
        "rel=alternate type='text/mf2+html' href=/",
        "rel=EditURI type='application/rsd+xml' href=/x",
        "rel=search type='application/opensearchdescription+xml' href=/o.xml",
        "rel=stylesheet type='application/rss+xml' href=/f",
        "rel=alternate media='only screen' href='https://m.quay.example/'",
        "type='text/xml' href=/x",
    ],
)
def test_what_declares_no_feed(link: str) -> None:
    assert found(f"<link {link}>") == []


@pytest.mark.parametrize(
    "anchor",
    [
        "<a href=/f><img src='/img/rss.png'></a>",
        "<a href=/f class=icon-rss></a>",
        "<a href=/f aria-label='RSS feed'><i></i></a>",
        "<a href='https://feedly.com/i/subscription/feed/https%3A%2F%2Fquay.example%2Ff'>Follow</a>",
        "<a href='https://www.inoreader.com/?add_feed=https://quay.example/f'>Follow</a>",
    ],
)
def test_anchors_that_lead_to_a_feed(anchor: str) -> None:
    assert found(body=anchor) == [(FEED, "rss")]


@pytest.mark.parametrize("anchor", ["<a href=/feedback>Feedback</a>", "<a href=/a><img src=/img/press.png></a>"])
def test_other_anchors(anchor: str) -> None:
    assert found(body=anchor) == []
