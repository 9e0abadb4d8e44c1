"""The rows of the feed list."""

from __future__ import annotations

from newsdiff.app.home.feed_tree import feed_rows
from newsdiff.core.library.feeds import Feed, FeedSettings, FeedState


def test_a_feed_counts_what_another_feed_had_first_and_all_articles_counts_it_once() -> None:
    feeds = [
        Feed(number, f"https://{number}.example/", title, None, "en", FeedSettings(), FeedState(), 5, 3, also, also)
        for number, title, also in ((1, "Bell", 0), (2, "Post", 2))
    ]
    assert [(row.label, row.count) for row in feed_rows(feeds, (), ()) if row.count is not None] == [
        ("All articles", 6),
        ("Bell", 3),
        ("Post", 5),
    ]
