"""An article of 200,000 characters in one paragraph holds no key: what is not in view is not painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.rendering.text_strips import LaidSentence
from support.fake_feed_service import two_feeds
from support.feed_builders import content, entry
from support.home_driver import home_screen

if TYPE_CHECKING:
    from support.fake_feed_service import FakeFeedService
    from support.home_app import OpenedHome

from newsdiff.core.library.feeds import FeedState
from support.feed_builders import NOON

LONG = " ".join(f"Überall word{number} of a text." for number in range(7_500))


def test_the_pieces_of_a_text_have_its_lines() -> None:
    laid = LaidSentence.lay(LONG, 60, sign="=")
    pieces = laid.pieces(50)
    lines = [LONG[line.start : line.end] for line in laid.lines]
    assert [one.text[line.start : line.end] for one in pieces for line in one.lines] == lines
    assert max(len(one.lines) for one in pieces) == 50
    assert [one.sign for one in pieces] == ["=", *" " * (len(pieces) - 1)]
    assert laid.pieces(len(lines)) == (laid,)


async def test_only_what_is_in_view_is_painted(opened_home: OpenedHome) -> None:
    def fill(service: FakeFeedService) -> None:
        two_feeds(service)
        feed = service.store.feeds()[0].id
        service.store.save(feed, content(entry("long", 60, "A long one", LONG)), FeedState(), NOON)

    async with opened_home(fill) as pilot:
        view = home_screen(pilot).view.entry_view
        found = next(one for one in home_screen(pilot).session.store.entries() if one.title == "A long one")
        view.show(found, home_screen(pilot).session.store.entry_text(found.id))
        await pilot.pause()
        assert view.tops[-1] > 2_000
        assert 0 < sum(map(len, view._painted.values())) < 300
