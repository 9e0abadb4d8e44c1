"""An article of 200,000 characters holds no key: it is wrapped bit by bit, and only what is in view is painted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from newsdiff.app.rendering import text_wrap
from newsdiff.app.rendering.text_strips import LaidSentence, StyledSpan, laid_pieces
from newsdiff.app.widgets.rich_text_view import AT_ONCE, Part, RichTextView, _laid
from newsdiff.core.library.feeds import FeedState
from support.fake_feed_service import two_feeds
from support.feed_builders import NOON, content, entry
from support.home_driver import home_screen
from support.screen_driver import wait_until

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from newsdiff.app.home.entry_view import EntryView
    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService
    from support.home_app import OpenedHome

LONG = " ".join(f"Überall word{number} of a text." for number in range(6_500))

TEXTS = {
    "words": LONG,
    "ideographs": "海港的渡輪今天停駛，市議會說。" * 13_000,
    "ideographs alone": "漢字" * 100_000,
    "a script without blanks": "กำลังที่ไม่มีช่องว่าง" * 9_000,
    "one word": "a" * 200_000,
    "many paragraphs": "Überall word of a text.\n\n" * 8_000,
}


@pytest.mark.parametrize("verbatim", [False, True])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_pieces_of_a_text_have_its_lines(text: str, verbatim: bool) -> None:
    laid = LaidSentence.lay(text, 60, sign="=", verbatim=verbatim)
    pieces = [piece for _, piece in laid_pieces(text, 60, 50, sign="=", verbatim=verbatim)]
    lines = [laid.text[line.start : line.end] for line in laid.lines]
    assert [one.text[line.start : line.end] for one in pieces for line in one.lines] == lines
    assert max(len(one.lines) for one in pieces) == 50
    assert [one.sign for one in pieces] == ["=", *" " * (len(pieces) - 1)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_piece_is_wrapped_when_it_is_asked_for(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = 0

    def counted(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return cell_len(text)

    monkeypatch.setattr(text_wrap, "width_of", counted)
    monkeypatch.setattr(text_wrap, "_width_of_word", counted)
    next(laid_pieces(text.replace("\n", " "), 60, 50))
    # Four times what fits into fifty lines, where no character takes less than a cell.
    assert measured < 4 * 50 * 60 * 2


def test_what_stands_out_in_a_text_stands_out_in_its_pieces() -> None:
    words = [LONG.index(f"word{number} ") for number in (3, 700, 701, 6_000)]
    spans = tuple(StyledSpan(at, at + 9, "strong") for at in words)
    found = [
        piece.text[span.start : span.end] for piece, part in _laid(Part(LONG, spans=spans), 60) for span in part.spans
    ]
    assert "".join(found) == "".join(LONG[span.start : span.end] for span in spans)


async def long_article(pilot: Pilot[NewsdiffError], text: str) -> EntryView:
    """The pane in which an article with this text is just shown."""
    screen = home_screen(pilot)
    view, store = screen.view.entry_view, screen.session.store
    found = next(one for one in store.entries() if one.title == "A long one")
    stored = store.entry_text(found.id)
    assert stored is not None
    view.show(found, replace(stored, text=text))
    return view


def fill(service: FakeFeedService) -> None:
    two_feeds(service)
    feed = service.store.feeds()[0].id
    service.store.save(feed, content(entry("long", 60, "A long one", "Text.")), FeedState(), NOON)


async def test_only_what_is_in_view_is_painted(opened_home: OpenedHome) -> None:
    async with opened_home(fill) as pilot:
        view = await long_article(pilot, LONG)
        await wait_until(pilot, lambda: view.tops[-1] > 2_000)
        assert 0 < sum(map(len, view._painted.values())) < 300


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_a_long_text_is_wrapped_bit_by_bit_and_comes_whole(
    opened_home: OpenedHome, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    wrap_next = RichTextView._next

    def counted(view: RichTextView, least: int = 0) -> list[int]:
        before = view._wrapped
        heights = wrap_next(view, least)
        steps.append(view._wrapped - before)
        return heights

    monkeypatch.setattr(RichTextView, "_next", counted)
    async with opened_home(fill) as pilot:
        await pilot.pause()
        steps.clear()
        view = await long_article(pilot, text)
        assert view.percent < 20
        # The end is not wrapped yet; the reader gets there all the same.
        view.action_edge(1)
        await wait_until(pilot, lambda: view.percent == 100)
        assert view.top == view.tops[-1] - view.size.height
        assert len(steps) > 5
        # One piece more than is meant to be wrapped at once.
        assert max(steps) < AT_ONCE + 50 * 80 * 2
        shown = "".join(sentence.text for sentence, part in view._sentences if part.role == "text")
        assert "".join(shown.split()) == "".join(text.split())


async def test_another_article_takes_the_place_of_one_that_is_being_wrapped(opened_home: OpenedHome) -> None:
    async with opened_home(fill) as pilot:
        view = await long_article(pilot, LONG)
        view.action_edge(1)
        await long_article(pilot, "A short text.")
        await pilot.pause()
        assert (view.top, view.percent) == (0, 100)
        assert view.tops[-1] == len(view._sentences) + sum(part.gap for _, part in view._sentences) < 20
