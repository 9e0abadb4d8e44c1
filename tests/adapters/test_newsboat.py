"""Newsboat's list of subscriptions."""

from __future__ import annotations

import pytest

from newsdiff.adapters.newsboat import MAX_LINES, queries, read
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.library.search_query import parse
from newsdiff.core.library.subscription_lists import Subscription, merged
from newsdiff.wording import list_fault
from support.feed_builders import NOON
from support.worded import parsed

FILE = r"""
# my feeds
http://tidal.example/rss
https://post.example/atom.xml news "far away" "~The \"Far\" Post" # a remark
https://post.example/#top "a#b"	tabbed

"query:Unread things:unread = \"yes\"" "~Unread"
exec:~/bin/feed.sh local
"filter:~/bin/strip.py:https://tidal.example/other" "~Stripped"
file:///home/ann/feed.xml
https://hidden.example/rss ! "~Behind"
http://tidal.example/rss second
  ftp://files.example/feed
https://ann:hunter2@secret.example/rss?token=abc "~"
"""


def test_feeds_come_with_their_tags_and_names() -> None:
    assert parsed(read(FILE.encode())) == (
        (
            Subscription("http://tidal.example/rss", FeedSettings(tags=("second",))),
            Subscription(
                "https://post.example/atom.xml", FeedSettings(name='The "Far" Post', tags=("news", "far away"))
            ),
            Subscription("https://post.example/#top", FeedSettings(tags=("a#b", "tabbed"))),
            Subscription("https://hidden.example/rss", FeedSettings(name="Behind")),
            Subscription("https://ann:hunter2@secret.example/rss?token=abc", FeedSettings()),
        ),
        (
            "Line 8: exec:~/bin/feed.sh runs a program to get a feed, which newsdiff does not do, so it was not taken.",
            'Line 9: "Stripped" runs a program to get a feed, which newsdiff does not do, so it was not taken.',
            (
                "Line 10: file:///home/ann/feed.xml was not taken: file:///home/ann/feed.xml is not an http or https "
                "address, and newsdiff opens no other."
            ),
            'Line 11: "Behind" is hidden in newsboat; in newsdiff it shows.',
            (
                "Line 13: ftp://files.example/feed was not taken: ftp://files.example/feed is not an http or https address, "
                "and newsdiff opens no other."
            ),
        ),
    )


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        (b"", []),
        (b"\xef\xbb\xbfhttps://a.example/\r\nhttps://b.example/\r\n", ["https://a.example/", "https://b.example/"]),
        (b'https://a.example/ "never closed', ["https://a.example/"]),
        (b'https://a.example/ "caf\xe9" \x1b[31m', ["https://a.example/"]),
        (b"#https://a.example/", []),
        (b'"https://a.example/x\\y"', ["https://a.example/xy"]),
        (b'"" "~x"', []),
        (b"query:", []),
    ],
)
def test_odd_files_are_read(body: bytes, urls: list[str]) -> None:
    found = read(body)
    assert [one.url for one in found.subscriptions] == urls
    for text in (*map(list_fault, found.faults), *(tag for one in found.subscriptions for tag in one.settings.tags)):
        assert text.isprintable()


def test_a_secret_in_a_refused_address_is_not_told() -> None:
    (fault,) = map(list_fault, read(b"ftp://ann:hunter2@a.example/?token=abc").faults)
    assert "hunter2" not in fault
    assert "abc" not in fault


def test_a_file_without_end_is_read_to_its_limit() -> None:
    found = read(b"https://a.example/\n" * (MAX_LINES + 5))
    assert len(found.subscriptions) == 1
    assert tuple(map(list_fault, found.faults)) == ("Only the first 20,000 lines of 20,005 were read.",)


def test_a_feed_in_several_places_is_one_with_tags() -> None:
    def placed(group: str, *tags: str, name: str | None = None) -> Subscription:
        return Subscription("https://a.example/", FeedSettings(name=name, group=group, tags=tags))

    other = Subscription("https://b.example/")
    assert merged([placed("News"), other, placed("Sea", "x"), placed("News", "y", name="A")]) == (
        placed("News", "x", "Sea", "y", name="A"),
        other,
    )
    assert merged([placed("", "x"), placed("Sea", "x", "y")]) == (placed("Sea", "x", "y"),)


@pytest.mark.parametrize(
    ("condition", "searches", "left"),
    [
        ('unread = "yes"', ["is:unread"], []),
        ('unread != "yes" and tags # "far away"', ['is:read tag:"far away"'], []),
        ("tags # news and age between 0:6", ["tag:news since:7d"], []),
        ('title =~ "ferry" or content =~ "north quay"', ["title:ferry", '"north quay"'], []),
        ('(tags # "a" or tags # "b") and author =~ "Roe"', ["tag:a author:Roe", "tag:b author:Roe"], []),
        ('feedtitle =~ "Bell" and flags # "s"', ["outlet:Bell tag:flag-s"], []),
        ('unread = "yes" and rssurl =~ "bell"', ["is:unread"], ["rssurl =~ bell"]),
        ('title =~ "^(a|b)$"', [], ["title =~ ^(a|b)$"]),
        ('title =~ "ferry|north quay"', ["title:ferry", 'title:"north quay"'], []),
        ('unread = "yes" and title =~ "(ferry|quay)"', ["is:unread title:ferry", "is:unread title:quay"], []),
        ('title !~ "ferry|quay"', ["-title:ferry -title:quay"], []),
        ('title =~ "fer.*y|quay"', [], ["title =~ fer.*y|quay"]),
        ("this is no filter", [], ["this is no filter"]),
        ('((unread = "yes"', [], ['((unread = "yes"']),
        ("", [], [""]),
        ("(" * 2_000, [], ["(" * 2_000]),
    ],
)
def test_a_query_feed_becomes_searches_as_far_as_it_can(condition: str, searches: list[str], left: list[str]) -> None:
    found = queries.searches(condition)
    assert (list(found.searches), list(found.left)) == (searches, left)
    for search in found.searches:
        assert parse(search, NOON)


def test_the_searches_of_a_list_are_named_and_what_is_left_of_them_is_told() -> None:
    found = read(b'"query:Quay:title =~ \\"quay\\" or unread = \\"yes\\" and rssurl =~ \\"x\\""\n"query:Odd:a ? b"')
    assert found.searches == (("Quay (1)", "title:quay"), ("Quay (2)", "is:unread"))
    assert [list_fault(fault) for fault in found.faults] == [
        'Line 1: The search "Quay" was saved without “rssurl =~ x”, which newsdiff cannot search for.',
        'Line 2: "Odd" is a search in newsboat\'s own language, so it was not taken; save it anew as a search.',
    ]


def test_a_list_from_before_utf_8_is_read() -> None:
    (one,) = read('https://post.example/rss "caf\xe9" "~L\x92Est"'.encode("latin-1")).subscriptions
    assert (one.settings.tags, one.settings.name) == (("café",), "L’Est")


def test_what_is_asked_of_the_description_is_searched() -> None:
    assert queries.searches('description =~ "ferry" and unread = "yes"').searches == ("ferry is:unread",)
