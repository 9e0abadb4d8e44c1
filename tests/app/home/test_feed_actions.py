"""The home screen: adding, reloading and removing feeds, and what it says where there are none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from newsdiff.app import screen_updates
from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.config import Config
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedSettings, FeedState
from newsdiff.service.feed_service import FeedCandidate
from support.compare_driver import settle
from support.fake_context import FakeContext
from support.fake_feed_service import BELL, POST, FakeFeedService, HomeContext, many_entries, publish_later, two_feeds
from support.feed_builders import NOON, at, content, entry
from support.home_driver import entry_at_cursor, home_screen, press, status_line, title_at_cursor, wait_until_idle
from support.screen_driver import dialog_text, screen_lines, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.home_app import OpenedHome

SITE = "https://gazette.example"
WORLD = FeedCandidate(f"{SITE}/world", "Gazette World", "rss", 25, NOON, known=False)
LOCAL = FeedCandidate(f"{SITE}/local", "Gazette Local", "atom", 40, None, known=False)


def gazette(feed_service: FakeFeedService) -> None:
    feed_service.sites[SITE] = (WORLD, LOCAL, FeedCandidate(BELL, "The Bell", "rss", 3, NOON, known=True))
    for candidate in (WORLD, LOCAL):
        feed_service.feeds[candidate.url] = content(
            entry(candidate.title, 2, f"News of {candidate.title}"), title=candidate.title
        )


def answered(pilot: Pilot[NewsdiffError]) -> bool:
    """One of two feeds has brought one article."""
    reload = home_screen(pilot).session.progress
    return reload is not None and (reload.done, reload.total, reload.new) == (1, 2, 1)


def picks(pilot: Pilot[NewsdiffError]) -> list[tuple[str, str, str]]:
    """The rows of the list in a dialog: text, what stands at the right, sign."""
    return [(row.text, row.right, row.sign) for row in pilot.app.screen.query_one(PickList).rows]


# Nothing there


async def test_without_feeds_the_screen_names_the_keys_that_bring_some(opened_home: OpenedHome) -> None:
    async with opened_home(size=(80, 24)) as pilot:
        text = "\n".join(screen_lines(pilot))
        assert "No feeds yet." in text
        assert "a   add a feed" in text
        assert "Nothing leaves this machine" in text
        hints = status_line(pilot)
        assert "a add a feed  i import  d sample story" in hints
        for key in ("j", "k", "l", "h", "tab", "enter", "n", "s", "space", "G"):
            await press(pilot, key)
            assert status_line(pilot) == hints, key
        for key, words in (
            ("f", "Unread articles only"),
            ("r", "There are no feeds yet: a adds one"),
            ("R", "There are no feeds yet: a adds one"),
            ("v", "There are no feeds yet: a adds one"),
            ("D", "Go to a feed or one of its articles first"),
            ("E", "Go to a feed or one of its articles first"),
            ("x", "No refresh is running"),
        ):
            await press(pilot, key)
            assert words in status_line(pilot), key
        assert pilot.app.screen is home_screen(pilot)
        assert "No feeds yet." in "\n".join(screen_lines(pilot))


async def test_the_sample_story_is_a_key_away_and_leaving_it_comes_back(opened_home: OpenedHome) -> None:
    async with opened_home() as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, CompareScreen)
        await press(pilot, "F")
        assert not isinstance(pilot.app.screen, CompareScreen)


async def test_the_sample_story_leads_to_the_first_feed(feed_service: FakeFeedService) -> None:
    feed_service.feeds[BELL] = content(entry("b", 0, "Bridge closed"))
    context = HomeContext(feed_service=feed_service)
    context.story = replace(context.story, articles=tuple(replace(one, sample=True) for one in context.story.articles))
    app = NewsdiffApp(context, Config(), context.load_articles([]))
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert "F add a feed" in "".join(screen_lines(pilot))
        await pilot.press("F")
        await settle(pilot)
        assert "Add a feed" in dialog_text(pilot)
        await press(pilot, *BELL, "enter")
        assert title_at_cursor(pilot) == "Bridge closed"
        await pilot.press("q")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CompareScreen)


async def test_a_store_that_cannot_be_opened_ends_the_program_with_a_sentence() -> None:
    from newsdiff.errors import StoreError

    class Broken(FakeContext):
        @property
        def feed_service(self) -> FakeFeedService:
            raise StoreError("The store is from a newer newsdiff.")

    app = NewsdiffApp(Broken(), Config())
    async with app.run_test() as pilot:
        await pilot.pause()
    assert str(app.return_value) == "The store is from a newer newsdiff."


async def test_a_store_that_cannot_be_opened_is_told_whole_where_a_story_is_open() -> None:
    from newsdiff.errors import StoreError

    why = (
        "The folder /a/b/c could not be made, so nothing can be kept. Check the folders above it, or name another one."
    )

    class Broken(FakeContext):
        @property
        def feed_service(self) -> FakeFeedService:
            raise StoreError(why)

    app = NewsdiffApp(Broken(), Config(), asyncio.ensure_future(Broken().load_articles([])))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("F")
        await wait_until(pilot, lambda: "could not be opened" in "\n".join(screen_lines(pilot)))
        said = "".join(line.strip() for line in screen_lines(pilot)[-6:])
        assert why.replace(" ", "") in said.replace(" ", "")


async def test_the_last_line_of_a_narrow_window_names_the_keys_for_help_and_leaving(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, size=(40, 12)) as pilot:
        assert status_line(pilot).rstrip() == " ⏎ open  n next unread  ? keys  q quit"
        await pilot.click(offset=(26, 11))
        await wait_until_idle(pilot)
        assert "Keys of this screen" in dialog_text(pilot)


async def test_the_tags_of_feeds_stand_among_the_lists(opened_home: OpenedHome) -> None:
    def tagged(feed_service: FakeFeedService) -> None:
        two_feeds(feed_service)
        post = next(feed for feed in feed_service.store.feeds() if feed.url == POST)
        feed_service.store.set_settings(post.id, FeedSettings(tags=("Coast", "daily")))
        feed_service.store.tag([1], "coast")

    async with opened_home(tagged) as pilot:
        assert [row.label for row in home_screen(pilot).view.feed_list.rows if row.scope.kind == "tag"] == [
            "#coast",
            "#daily",
        ]
        await press(pilot, "h", "j", "j", "j")
        assert home_screen(pilot).view.entry_list.window.total == 2


# Adding


async def test_a_feed_is_added_with_its_articles(opened_home: OpenedHome, feed_service: FakeFeedService) -> None:
    feed_service.feeds[BELL] = content(entry("b", 0, "Bridge closed"), title="The Bell")
    async with opened_home() as pilot:
        await press(pilot, "a", "enter")
        assert "Type an address first" in dialog_text(pilot)
        await press(pilot, *BELL, "tab", "tab", *"News", "enter")
        assert "The Bell added with 1 article" in status_line(pilot)
        assert title_at_cursor(pilot) == "Bridge closed"
        assert "Bridge closed" in screen_lines(pilot)[2]
        (feed,) = feed_service.store.feeds()
        assert feed.settings.group == "News"
        await press(pilot, "a", *BELL, "enter")
        assert "already in your list" in status_line(pilot)


async def test_the_feeds_of_a_site_are_offered_and_those_picked_are_added(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    gazette(feed_service)
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "a", *SITE, "enter")
        text = "\n".join(screen_lines(pilot))
        assert "3 feeds found" in text
        assert "[x] Gazette World" in text
        assert "RSS  25 items  newest" in text
        assert "Atom  40 items  without dates" in text
        assert "already in your list" in text
        await press(pilot, "G", "space")
        assert "This one is already in your list" in dialog_text(pilot)
        await press(pilot, "k", "space", "enter")
        assert feed_service.found_on[-1] == (LOCAL.url, SITE)
        assert {feed.title for feed in feed_service.store.feeds()} == {
            "The Bell",
            "The Post",
            "Gazette World",
            "Gazette Local",
        }
        assert "Gazette Local added" in status_line(pilot)


async def test_every_character_of_an_address_or_a_name_can_be_typed(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    url = "https://quick-jog.example/~kate/G?n=1#p"
    feed_service.feeds[url] = content(entry("b", 0, "Bridge closed"))
    async with opened_home() as pilot:
        await press(pilot, "a", *url, "tab", *"My jog qkD", "enter")
        assert [feed.title for feed in feed_service.store.feeds()] == ["My jog qkD"]


async def test_an_address_that_fails_is_told_in_the_dialog_and_can_be_corrected(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "a", *"https://gone.example", "enter")
        assert "https://gone.example could not be reached, so nothing was added." in dialog_text(pilot)
        await press(pilot, "escape")
        assert len(home_screen(pilot).session.feeds) == 2


async def test_reading_goes_on_while_an_address_is_looked_at_and_what_was_found_waits(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    gazette(feed_service)
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        await pilot.press("a", *SITE, "enter", "escape", "j")
        await pilot.pause()
        assert title_at_cursor(pilot) == "Harbour bridge shut"
        feed_service.hold.set()
        await wait_until_idle(pilot)
        assert "3 feeds were found" in status_line(pilot)
        await press(pilot, "a")
        assert "Gazette Local" in "\n".join(screen_lines(pilot))


async def test_a_list_of_feeds_is_imported_and_a_missing_file_is_told(opened_home: OpenedHome, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text(f"{BELL}\n{POST}\n", encoding="utf-8")
    async with opened_home() as pilot:
        await press(pilot, "i", *"~nosuchuser/feeds", "enter")
        assert "There is no home folder ~nosuchuser" in dialog_text(pilot)
        await press(pilot, "escape", "i", *f"{path}x", "enter")
        assert "no such file" in dialog_text(pilot)
        # What was typed is still there, and can be corrected.
        await press(pilot, "backspace", "enter")
        assert "2 feeds added" in status_line(pilot)
        assert len(home_screen(pilot).session.feeds) == 2


async def test_the_address_of_a_list_of_feeds_leads_to_the_import(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.lists.add("https://lists.example")
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        await pilot.press("a", *"https://lists.example", "enter")
        feed_service.hold.set()
        await wait_until_idle(pilot)
        text = dialog_text(pilot)
        assert "Import feeds" in text
        assert "This is the address of a list of feeds, not of a feed." in text
        assert "https://lists.example" in "\n".join(screen_lines(pilot))
        # Who reads on is told, and asked nothing.
        await press(pilot, "escape")
        feed_service.hold.clear()
        await pilot.press("a", *"https://lists.example", "enter", "escape")
        feed_service.hold.set()
        await wait_until_idle(pilot)
        assert "https://lists.example is a list of feeds." in status_line(pilot)


async def test_whether_a_list_may_name_private_addresses_is_asked_once(
    opened_home: OpenedHome, feed_service: FakeFeedService, tmp_path: Path
) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(f"{BELL}\n{POST}\n", encoding="utf-8")
    feed_service.private = 2
    async with opened_home() as pilot:
        await press(pilot, "i", *str(path), "enter")
        assert "2 feeds of the list lie in a private network. Fetch only if the list is your own." in dialog_text(pilot)
        await press(pilot, "n")
        assert "2 feeds in a private network are not fetched" in status_line(pilot)
        await press(pilot, "i", *str(path), "enter", "y")
        assert feed_service.imported_as_own == [False, False, True]
        assert "0 feeds added, 2 already there" in status_line(pilot)


# Reloading


async def test_new_articles_slide_in_and_the_cursor_stays_on_its_article(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "j", "j")
        publish_later(feed_service, "Fresh one", "Fresh two")
        await press(pilot, "R")
        assert feed_service.asked == [(None, True)]
        assert title_at_cursor(pilot) == "Ferry fares rise"
        assert home_screen(pilot).view.entry_list.cursor == 4
        assert "Fresh two" in "\n".join(screen_lines(pilot))
        assert "2 new" in status_line(pilot)


async def test_far_down_in_a_list_nothing_under_the_eyes_moves(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(lambda feed_service: many_entries(feed_service, 600)) as pilot:
        await press(pilot, *("pagedown",) * 12)
        before, title = screen_lines(pilot)[2:15], title_at_cursor(pilot)
        feed_service.feeds[BELL] = content(*(entry(f"n{number}", 5, f"Fresh {number}") for number in range(7)))
        await press(pilot, "R")
        assert title_at_cursor(pilot) == title
        assert [line[31:100] for line in screen_lines(pilot)[2:15]] == [line[31:100] for line in before]


async def test_what_was_read_in_the_unread_list_stays_under_the_cursor_while_new_ones_come(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "f", "j", "j", "enter", "escape")
        publish_later(feed_service, "Fresh one")
        await press(pilot, "R")
        window = home_screen(pilot).view.entry_list.window
        titles = [window.at(row).title for row in range(window.total)]  # type: ignore[union-attr]  # all are in memory
        assert titles == [
            "Fresh one",
            "Bridge closed",
            "Harbour bridge shut",
            "Ferry fares rise",
            "Rain on Sunday",
            "Mayor resigns",
        ]
        assert title_at_cursor(pilot) == "Ferry fares rise"


async def test_a_reload_says_how_far_it_is_and_can_be_stopped(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        publish_later(feed_service, "Fresh one")
        await pilot.press("R")
        await wait_until(pilot, lambda: "reloading 1/2 feeds, 1 new" in screen_lines(pilot)[0])
        await pilot.press("j", "R")
        await pilot.pause()
        assert "already running" in status_line(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert "Feeds are being reloaded" in dialog_text(pilot)
        await pilot.press("escape", "x")
        await wait_until_idle(pilot)
        assert "reloading" not in screen_lines(pilot)[0]
        assert home_screen(pilot).view.entry_list.window.total == 6
        await press(pilot, "x")
        assert "No refresh is running" in status_line(pilot)


async def test_a_key_that_moves_shows_how_far_a_refresh_is_while_the_bars_wait_for_a_pause(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_updates, "PROGRESS_DELAY", (1_000.0, 1_000.0))
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        publish_later(feed_service, "Fresh one")
        await pilot.press("R")
        await wait_until(pilot, lambda: answered(pilot))
        assert "reloading 0/2 feeds" in screen_lines(pilot)[0]
        await pilot.press("j")
        await wait_until(pilot, lambda: "reloading 1/2 feeds, 1 new" in screen_lines(pilot)[0])
        feed_service.hold.set()
        await wait_until_idle(pilot)
        assert "reloading" not in screen_lines(pilot)[0]


async def test_while_feeds_are_reloaded_v_shows_who_has_answered_and_stays(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.hold = asyncio.Event()
    async with opened_home(two_feeds) as pilot:
        publish_later(feed_service, "Fresh one")
        feed_service.failing[POST] = "post.example answered 503."
        await pilot.press("R")
        await wait_until(pilot, lambda: answered(pilot))
        await pilot.press("v")
        await wait_until(pilot, lambda: "Reloading 1/2 feeds, 1 new" in dialog_text(pilot))
        rows = picks(pilot)
        assert ("The Bell", "1 new", "✓") in rows
        assert ("The Post", "waiting for an answer", "…") in rows
        feed_service.hold.set()
        await wait_until(pilot, lambda: "1 of 2 feeds failing" in dialog_text(pilot))
        assert {row[0]: row[2] for row in picks(pilot)} == {"The Bell": " ", "The Post": "!"}
        await pilot.press(*["j"] * [row[0] for row in picks(pilot)].index("The Post"))
        await wait_until(pilot, lambda: "answered 503" in dialog_text(pilot))
        feed_service.failing.clear()
        await press(pilot, "r")
        assert feed_service.asked[-1][1]
        await wait_until(pilot, lambda: "No feed has errors" in dialog_text(pilot))


async def test_a_group_folds_and_unfolds(opened_home: OpenedHome) -> None:
    def names(pilot: Pilot[NewsdiffError]) -> list[str]:
        return [row.label for row in home_screen(pilot).view.feed_list.rows]

    async with opened_home(two_feeds) as pilot:
        before = names(pilot)
        group = next(row for row in home_screen(pilot).view.feed_list.rows if row.scope.kind == "group")
        inside = before[before.index(group.label) + 1]
        await press(pilot, "h", *["j"] * (before.index(group.label) + 1), "space")
        assert inside not in names(pilot)
        assert home_screen(pilot).view.feed_row.label == group.label
        assert any(line.startswith("▸+") and group.label in line for line in screen_lines(pilot))
        assert home_screen(pilot).state.scope == group.scope
        await press(pilot, "R")
        assert inside not in names(pilot)
        await press(pilot, "space")
        assert names(pilot) == before
        await press(pilot, "g", "space")
        assert names(pilot) == before
        assert home_screen(pilot).view.feed_list.cursor == len(before) - 1


async def test_a_feed_or_a_group_is_reloaded_alone(opened_home: OpenedHome, feed_service: FakeFeedService) -> None:
    async with opened_home(two_feeds) as pilot:
        bell = entry_at_cursor(pilot).feed_id
        await press(pilot, "r", "h", "j", "j", "r")
        assert feed_service.asked == [(frozenset({bell}), True), (frozenset({bell}), True)]
        assert home_screen(pilot).view.feed_row.label == "News"


async def test_a_failed_feed_is_told_and_its_report_says_what_was_kept_and_when_it_is_tried_again(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.failing[BELL] = "bell.example answered 403 (it refuses this request)."
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "R")
        assert "1 of 2 feeds failed · v for details" in status_line(pilot)
        assert "1 of 2 feeds failing" in screen_lines(pilot)[0]
        assert any(line.startswith(" !") and "The Bell" in line for line in screen_lines(pilot))
        await press(pilot, "v")
        text = dialog_text(pilot)
        assert "bell.example answered 403" in text
        assert "3 articles stored" in text
        assert "Next try" in text
        await press(pilot, "y")
        assert "answered 403" in pilot.app.clipboard
        await press(pilot, "p")
        assert next(feed for feed in feed_service.store.feeds() if feed.url == BELL).settings.paused
        assert "is paused" in status_line(pilot)


async def test_a_refresh_that_another_newsdiff_is_at_is_told(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.service.feed_service import RefreshBusy

    async def busy(*_: object, **__: object) -> None:
        raise RefreshBusy("Another newsdiff is refreshing (process 77).")

    monkeypatch.setattr(feed_service, "refresh", busy)
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "R")
        assert "process 77" in status_line(pilot)
        assert home_screen(pilot).session.progress is None


async def test_feeds_are_asked_at_the_start_only_where_the_reader_wishes(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds):
        assert feed_service.asked == []
    async with opened_home(config=Config(refresh_on_start=True)):
        assert feed_service.asked == [(None, False)]


async def test_what_is_due_is_asked_by_the_time_and_what_others_stored_shows(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        feed = entry_at_cursor(pilot).feed_id
        await asyncio.to_thread(
            feed_service.store.save, feed, content(entry("x", 9, "From another")), FeedState(), at(9)
        )
        home_screen(pilot).clock.check()
        await wait_until_idle(pilot)
        assert feed_service.asked == []
        assert home_screen(pilot).view.entry_list.window.total == 6
        feed_service.is_due = True
        home_screen(pilot).clock.check()
        await wait_until_idle(pilot)
        assert feed_service.asked == [(None, False)]


# Settings and removing


async def test_the_settings_of_a_feed_are_changed_and_a_wrong_one_is_told(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    from textual.widgets import Input

    def fill(**values: str) -> None:
        for name, value in values.items():
            pilot.app.screen.query_one(f"#{name.replace('_', '-')}", Input).value = value

    async with opened_home(two_feeds) as pilot:
        await press(pilot, "E")
        fill(full_text="often")
        await press(pilot, "enter")
        assert "Full text is auto" in dialog_text(pilot)
        fill(full_text="always", minutes="0")
        await press(pilot, "enter")
        assert "Minutes must be a number" in dialog_text(pilot)
        fill(minutes="15", headers="no colon")
        await press(pilot, "enter")
        assert "Write headers as" in dialog_text(pilot)
        fill(headers="X-Key: a; X-Other: b:c", name="My bell", group="Mine", tags="one, two,one", agent="reader/1")
        await press(pilot, "enter")
        own = next(feed for feed in feed_service.store.feeds() if feed.url == BELL).settings
        assert (own.name, own.group, own.tags, own.full_text) == ("My bell", "Mine", ("one", "two"), "always")
        assert (own.interval, own.user_agent, own.paused) == (900, "reader/1", False)
        assert own.headers == (("X-Key", "a"), ("X-Other", "b:c"))
        assert "My bell" in "\n".join(screen_lines(pilot))
        await press(pilot, "E")
        # Values of headers are mostly passwords: they are not shown, and stay as they are.
        assert pilot.app.screen.query_one("#headers", Input).value == "X-Key: …; X-Other: …"
        fill(headers="X-New: …")
        await press(pilot, "enter")
        assert "X-New has no value yet" in dialog_text(pilot)
        fill(headers="x-key: …; X-Other: d")
        fill(grouped="perhaps")
        await press(pilot, "enter")
        assert "In stories must be yes or no" in dialog_text(pilot)
        fill(grouped="no")
        await press(pilot, "enter")
        headers = next(feed for feed in feed_service.store.feeds() if feed.url == BELL).settings.headers
        assert headers == (("x-key", "a"), ("X-Other", "d"))
        assert next(feed for feed in feed_service.store.feeds() if feed.url == BELL).settings.never_group
        await press(pilot, "ctrl+z")
        assert not next(feed for feed in feed_service.store.feeds() if feed.url == BELL).settings.never_group


async def test_removing_a_feed_asks_and_undo_brings_it_back(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "D")
        assert "Remove The Bell and its 3 articles" in dialog_text(pilot)
        await press(pilot, "n")
        assert len(home_screen(pilot).session.feeds) == 2
        await press(pilot, "D", "enter")
        assert [feed.title for feed in home_screen(pilot).session.feeds.values()] == ["The Post"]
        assert home_screen(pilot).view.entry_list.window.total == 2
        await press(pilot, "ctrl+z")
        assert home_screen(pilot).view.entry_list.window.total == 5
        assert "Undone: The Bell removed" in status_line(pilot)


async def test_removing_the_feed_that_is_shown_goes_to_all_articles(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "h", "G", "D", "enter")
        assert home_screen(pilot).state.scope == ListScope()
        assert home_screen(pilot).view.entry_list.window.total == 3


async def test_a_feed_that_was_never_read_goes_by_its_address_in_the_report(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    feed_service.store.add_feed("https://bell.example/sport.xml")
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "v")
        assert "https://bell.example/sport.xml" in "\n".join(screen_lines(pilot))


async def test_secrets_in_addresses_are_not_shown(opened_home: OpenedHome) -> None:
    def secret(feed_service: FakeFeedService) -> None:
        feed_service.store.add_feed("https://me:word@bell.example/feed?token=abc123")

    async with opened_home(secret) as pilot:
        await press(pilot, "h", "G")
        for key in ("v", "E"):
            await press(pilot, key)
            text = dialog_text(pilot)
            assert "bell.example" in text
            assert "word@" not in text
            assert "abc123" not in text
            await press(pilot, "escape")


async def test_quitting_waits_for_what_was_marked(opened_home: OpenedHome, feed_service: FakeFeedService) -> None:
    async with opened_home(two_feeds) as pilot:
        await pilot.press(*"Njsq")
        while pilot.app.is_running and not pilot.app._exit:
            await pilot.pause(0)
    assert sum(one.read for one in feed_service.store.entries()) == 1
    assert sum(one.starred for one in feed_service.store.entries()) == 1
