"""What floats over a story."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Static

from newsdiff.adapters.browser import Browser
from newsdiff.adapters.urls import safe
from newsdiff.app.dialogs.base import Field
from newsdiff.app.widgets.bars import HeaderBar, HintBar
from newsdiff.config import Config
from newsdiff.core.articles import metadata
from newsdiff.core.models import RawArticle, Ref
from support.compare_driver import (
    compare_lines,
    compare_screen,
    open_story,
    ref_at_cursor,
    settle,
    state_of,
    status_line,
)
from support.fake_context import FakeContext, small_story
from support.screen_driver import dialog_text

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError

    Opening = Any

NASTY = "Storm\x1b[1337z\x1b]52;c;ZXZpbA==\x07 \u202egnol\x9b1337z\nnext"


@dataclass
class BrowsingContext(FakeContext):
    """Checks an address as the real one does, and has no browser."""

    checked: list[str] = field(default_factory=list)

    def browser(self, url: str) -> Browser:
        self.checked.append(url)
        return Browser(safe(url), None)


def running(
    context: FakeContext | None = None, config: Config | None = None, size: tuple[int, int] = (120, 40)
) -> AbstractAsyncContextManager[Pilot[NewsdiffError]]:
    return open_story(context or BrowsingContext(), config, size)


def shown(pilot: Pilot[Any]) -> list[str]:
    """The topmost screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def keys(pilot: Pilot[Any], *names: str) -> None:
    """Keys that come all at once, before anything can answer."""
    for name in names:
        pilot.app.post_message(events.Key(name, name if len(name) == 1 else None))


def at(url: str) -> BrowsingContext:
    """A context whose first article is at an address."""
    story = small_story()
    first, *others = story.articles
    return BrowsingContext(story=replace(story, articles=(replace(first, url=url, source=url), *others)))


async def test_bars_clean_what_they_show() -> None:
    async with running() as pilot:
        pilot.app.screen.query_one(HintBar).say(NASTY)
        pilot.app.screen.query_one(HeaderBar).show(NASTY, NASTY)
        await pilot.pause()
        assert "Storm gnol next" in status_line(pilot)
        assert "Storm gnol next" in compare_lines(pilot)[0]


@pytest.mark.parametrize("key", ["slash", "a"])
async def test_what_is_pasted_into_a_field_is_cleaned(key: str) -> None:
    async with running() as pilot:
        await pilot.press(key)
        await settle(pilot)
        pilot.app.post_message(events.Paste(NASTY))
        await settle(pilot)
        assert pilot.app.screen.query_one(Field).value == "Storm gnol"
        await pilot.press("space", "x")
        assert pilot.app.screen.query_one(Field).value == "Storm gnol x"


async def test_keys_after_enter_go_to_the_screen_below_and_not_into_the_field() -> None:
    async with running() as pilot:
        await pilot.press("slash", *"ferries")
        keys(pilot, "enter", "n")
        await settle(pilot)
        await settle(pilot)
        assert state_of(pilot).query == "ferries"
        assert ref_at_cursor(pilot) == Ref(1, 3)


async def test_a_search_typed_all_at_once_takes_all_of_it_in_order() -> None:
    async with running() as pilot:
        keys(pilot, "slash", *"ferries", "enter", "n")
        for _ in range(5):
            await settle(pilot)
        assert state_of(pilot).query == "ferries"
        assert ref_at_cursor(pilot) == Ref(1, 3)


async def test_keys_after_an_enter_that_was_refused_go_into_the_field() -> None:
    async with running() as pilot:
        await pilot.press("a")
        await settle(pilot)
        keys(pilot, "enter", "m", "o")
        await settle(pilot)
        assert "first" in dialog_text(pilot)
        await pilot.press("r", "e")
        assert pilot.app.screen.query_one(Field).value == "more"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://me:secret@a.example/x", "https://a.example/x"),
        ("https://me@a.example:8080/x", "https://a.example:8080/x"),
        ("https://me:sec@ret@a.example/", "https://a.example/"),
        ("https://me:sec/ret@a.example/", None),
        ("ftp://me:secret@a.example/", None),
        ("https://", None),
    ],
)
def test_an_article_does_not_keep_the_password_of_its_address(given: str, kept: str | None) -> None:
    assert metadata.address(RawArticle("", "x", url=given)) == kept


async def test_the_address_that_is_shown_is_the_one_that_is_opened_and_copied() -> None:
    async with running(at("HTTPS://Gazette.example:443/b ridge".replace(" ", ""))) as pilot:
        await pilot.press("o")
        await settle(pilot)
        assert "https://gazette.example/bridge" in dialog_text(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert pilot.app.clipboard == "https://gazette.example/bridge"


async def test_an_address_that_is_not_opened_is_refused_at_once() -> None:
    async with running(at("https://gaz\u200bette..example/")) as pilot:
        await pilot.press("o")
        await settle(pilot)
        assert "does not name a host" in dialog_text(pilot)
        await pilot.press("y", "enter")
        assert pilot.app.clipboard == ""


async def test_about_shows_no_password_and_no_token() -> None:
    async with running(at("https://me:secret@gazette.example/bridge?token=hidden&page=2")) as pilot:
        await pilot.press("i")
        await settle(pilot)
        text = dialog_text(pilot)
        assert "page=2" in text
        assert "secret" not in text
        assert "hidden" not in text


async def test_the_help_scrolls_to_its_end_and_back() -> None:
    async with running(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        body = pilot.app.screen.query_one(".dialog-body")
        await pilot.press("G")
        await settle(pilot)
        assert body.scroll_y == body.max_scroll_y > 0
        await pilot.press("g")
        await settle(pilot)
        assert body.scroll_y == 0


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_a_key_does_keeps_its_column_where_it_takes_several_lines(size: tuple[int, int]) -> None:
    async with running(size=size) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        rows = list(pilot.app.screen.query(".dialog-key").results(Static))
        column = str(rows[0].content).rindex("  ") + 2
        told = [line for row in rows for line in str(row.content).splitlines()]
        assert all(line[column - 1] == " " != line[column] for line in told)
        assert all(row.size.height == len(str(row.content).splitlines()) for row in rows)
        assert max(row.size.height for row in rows) > 1 or size[0] > 80


async def test_the_marks_stand_in_columns() -> None:
    async with running(size=(60, 20)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        marks = [str(one.content) for one in pilot.app.screen.query(".dialog-marks").results(Static)]
        assert marks[0].index("similar") == marks[1].index("weaker") == marks[2].index("only here")
        assert all(any(mark in line for line in shown(pilot)) for mark in marks)
        assert any("esc close" in line for line in shown(pilot))


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (100, 30)])
@pytest.mark.parametrize("key", ["slash", "a", "e"])
async def test_the_field_of_a_dialog_can_be_seen(key: str, size: tuple[int, int]) -> None:
    async with running(size=size) as pilot:
        await pilot.press(key)
        await settle(pilot)
        pilot.app.screen.query_one(Field).value = "seen"
        await settle(pilot)
        assert any("seen" in line for line in shown(pilot))


@pytest.mark.parametrize("key", ["question_mark", "a", "e", "i", "o", "slash"])
async def test_dialogs_have_no_ornaments_where_the_terminal_has_ascii_only(key: str) -> None:
    async with running(config=Config(marks="ascii"), size=(100, 70)) as pilot:
        await pilot.press(key)
        await settle(pilot)
        text = "".join(shown(pilot))
        assert "esc c" in text
        assert text.isascii()


async def test_a_click_on_an_outlets_name_goes_there() -> None:
    async with running() as pilot:
        await pilot.click(offset=(70, 1))
        await settle(pilot)
        assert ref_at_cursor(pilot) == Ref(1, 0)
        assert pilot.app.screen is compare_screen(pilot)
