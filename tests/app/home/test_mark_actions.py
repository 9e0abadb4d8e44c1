"""The home screen: marks, undo, comparing, the text of an article and what is carried off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.screen import CompareScreen
from newsdiff.core.library.entries import ListScope
from newsdiff.core.library.feeds import FeedSettings, FeedState
from support.fake_feed_service import BELL, FakeFeedService, two_feeds
from support.feed_builders import NOON, content, entry
from support.home_driver import entry_at_cursor, home_screen, press, status_line, title_at_cursor, wait_until_idle
from support.screen_driver import dialog_text, screen_lines, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from support.home_app import OpenedHome

LONG = "The harbour bridge was closed on Monday after 49 bolts were found broken. Engineers look at it for ten days."


async def test_read_star_and_tag_show_at_once_and_are_kept(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "N", "s", "t", *"Bridges", "enter")
        kept = feed_service.store.some_entries([entry_at_cursor(pilot).id])[0]
        assert (kept.read, kept.starred, kept.tags) == (True, True, ("bridges",))
        assert entry_at_cursor(pilot) == kept
        assert "#bridges" in "\n".join(screen_lines(pilot))
        await press(pilot, "N", "s", "t", *"#bridges", "enter")
        kept = feed_service.store.some_entries([entry_at_cursor(pilot).id])[0]
        assert (kept.read, kept.starred, kept.tags) == (False, False, ())


async def test_a_mark_that_could_not_be_kept_is_told_and_taken_back_on_the_screen(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.errors import StoreError

    def full(*_: object, **__: object) -> int:
        raise StoreError("The disk is full, so nothing was kept.")

    async with opened_home(two_feeds) as pilot:
        monkeypatch.setattr(feed_service.store, "star", full, raising=True)
        await press(pilot, "s")
        assert "The disk is full" in status_line(pilot)
        assert not entry_at_cursor(pilot).starred


async def test_marking_all_read_asks_first_and_can_be_undone(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "A")
        assert "Mark all articles as read?" in dialog_text(pilot)
        await press(pilot, "escape")
        assert feed_service.store.count(ListScope(unread=True)) == 5
        await press(pilot, "A", "enter")
        assert feed_service.store.count(ListScope(unread=True)) == 0
        assert "5 marked read" in status_line(pilot)
        assert "●" not in "\n".join(screen_lines(pilot))
        await press(pilot, "ctrl+z")
        assert feed_service.store.count(ListScope(unread=True)) == 5
        assert "Undone: 5 articles marked read" in status_line(pilot)
        await press(pilot, "ctrl+z")
        assert "Nothing to undo" in status_line(pilot)


async def test_all_read_leaves_what_came_in_after_the_list_was_drawn(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        feed = entry_at_cursor(pilot).feed_id
        feed_service.store.save(feed, content(entry("late", 3, "Late news")), FeedState(), NOON)
        await press(pilot, "A", "y")
        assert [one.title for one in feed_service.store.entries(ListScope(unread=True))] == ["Late news"]


async def test_marked_articles_are_compared_and_leaving_the_comparison_comes_back(opened_home: OpenedHome) -> None:
    def alike(feed_service: FakeFeedService) -> None:
        two_feeds(feed_service)
        for feed in feed_service.store.feeds():
            # Addresses of their own: two entries with one address are one article.
            told = content(entry(f"story{feed.id}", 10 + feed.id, f"Story of {feed.title}", LONG), title=feed.title)
            feed_service.store.save(feed.id, told, FeedState(), NOON)

    async with opened_home(alike) as pilot:
        await press(pilot, "c")
        assert "Mark two or more articles" in status_line(pilot)
        await press(pilot, "space")
        assert "1 to compare" in screen_lines(pilot)[0]
        await press(pilot, "c")
        assert "Mark one more article" in status_line(pilot)
        await press(pilot, "space", "c")
        await wait_until_idle(pilot)
        assert isinstance(pilot.app.screen, CompareScreen)
        text = "\n".join(screen_lines(pilot))
        assert "1 The Post" in text
        assert "2 The Bell" in text
        assert "49 bolts" in text
        assert "q back" in text
        await press(pilot, "q")
        assert not isinstance(pilot.app.screen, CompareScreen)
        assert home_screen(pilot).state.picked == {}


async def test_a_comparison_that_cannot_be_had_is_told(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.errors import ReadError

    async def none(_: object) -> None:
        raise ReadError("None of these articles holds a text.")

    async with opened_home(two_feeds) as pilot:
        monkeypatch.setattr(feed_service, "articles", none)
        await press(pilot, "space", "space", "c")
        assert "None of these articles holds a text" in status_line(pilot)
        assert len(home_screen(pilot).state.picked) == 2


# The text


def summary(feed_service: FakeFeedService, full_text: str = "auto") -> None:
    from dataclasses import replace

    store = feed_service.store
    feed = store.add_feed(BELL, FeedSettings(full_text=full_text)).feed.id  # type: ignore[arg-type]  # one of the three words
    told = replace(entry("s", 0, "Bridge closed", "A summary [1]."), links=("https://bell.example/more",))
    store.save(feed, content(told), FeedState(), NOON)


async def test_a_summary_is_called_one_and_opening_it_fetches_the_page(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    summary(feed_service)
    feed_service.pages[feed_service.store.entries()[0].id] = "All of the text."
    async with opened_home() as pilot:
        assert "Feed summary only" in "\n".join(screen_lines(pilot))
        await press(pilot, "enter")
        text = "\n".join(screen_lines(pilot))
        assert "All of the text." in text
        assert "Full text, fetched" in text
        await press(pilot, "T")
        await wait_until(pilot, lambda: "A summary [1]." in "\n".join(screen_lines(pilot)))
        await press(pilot, "T")
        await wait_until(pilot, lambda: "All of the text." in "\n".join(screen_lines(pilot)))


async def test_the_page_is_left_alone_where_the_feeds_settings_say_so(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    summary(feed_service, "never")
    feed_service.pages[feed_service.store.entries()[0].id] = "All of the text."
    async with opened_home() as pilot:
        await press(pilot, "enter")
        assert "A summary [1]." in "\n".join(screen_lines(pilot))
        await press(pilot, "T")
        assert "All of the text." in "\n".join(screen_lines(pilot))


async def test_a_page_that_gives_nothing_says_so_beside_the_feeds_text(opened_home: OpenedHome) -> None:
    async with opened_home(summary) as pilot:
        await press(pilot, "enter")
        text = "\n".join(screen_lines(pilot))
        assert "The page gave no text." in text
        assert "A summary [1]." in text


async def test_a_page_that_cannot_even_be_kept_is_asked_once(
    opened_home: OpenedHome, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.errors import StoreError

    asked = []

    async def full(entry_id: int) -> None:
        asked.append(entry_id)
        raise StoreError("The disk is full, so the page was not kept.")

    async with opened_home(summary) as pilot:
        monkeypatch.setattr(feed_service, "full_text", full)
        await press(pilot, "enter")
        assert "The disk is full" in status_line(pilot)
        await press(pilot, "escape", "enter")
        assert len(asked) == 1
        await press(pilot, "T")
        assert len(asked) == 2


async def test_links_are_listed_and_shown_whole_before_they_are_opened(opened_home: OpenedHome) -> None:
    async with opened_home(summary) as pilot:
        assert "[1] https://bell.example/more" in "\n".join(screen_lines(pilot))
        await press(pilot, "u", "7")
        assert "No link 7 here" in dialog_text(pilot)
        await press(pilot, "1")
        assert "https://bell.example/more" in dialog_text(pilot)
        await press(pilot, "escape", "u", "enter", "y")
        assert pilot.app.clipboard == "https://bell.example/more"


async def test_the_address_is_shown_before_the_browser_gets_it(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "o")
        assert "https://bell.example/b1" in dialog_text(pilot)
        await press(pilot, "escape")
        assert feed_service.store.count(ListScope(unread=True)) == 5
        await press(pilot, "O", "escape")
        assert feed_service.store.count(ListScope(unread=True)) == 4


async def test_copying_takes_the_address_or_the_title_with_it(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "y")
        assert pilot.app.clipboard == "https://bell.example/b1"
        await press(pilot, "Y")
        assert pilot.app.clipboard == "Bridge closed\n(The Bell, https://bell.example/b1)"


async def test_an_article_is_written_as_markdown_and_nothing_is_overwritten(
    opened_home: OpenedHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "e", "enter")
        written = (tmp_path / "bridge-closed.md").read_text(encoding="utf-8")
        assert written.startswith("# Bridge closed\n\n**The Bell** · 20 November 2026, 11:59 UTC\n")
        assert "Ferries run." in written
        assert "Written to" in status_line(pilot)
        await press(pilot, "e", "enter")
        # It names the whole path, which may take several lines.
        assert "is there already" in " ".join(" ".join(line.strip() for line in screen_lines(pilot)[-4:]).split())


async def test_the_feeds_are_written_as_opml(
    opened_home: OpenedHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "h", "e", "enter")
        assert BELL in (tmp_path / "feeds.opml").read_text(encoding="utf-8")
        await press(pilot, "e", "x", "enter")
        assert "no known extension" in status_line(pilot)
        await press(pilot, "e", "ctrl+u", *"~nosuchuser/feeds.opml", "enter")
        assert "There is no home folder ~nosuchuser" in status_line(pilot)


async def test_what_an_article_said_before_can_be_read(opened_home: OpenedHome, feed_service: FakeFeedService) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "H")
        assert "has not changed" in status_line(pilot)
        told = content(entry("b1", -1, "Bridge open again", "It is open."), title="The Bell")
        feed_service.store.save(entry_at_cursor(pilot).feed_id, told, FeedState(), NOON)
        home_screen(pilot).lists.reload_list()
        await wait_until_idle(pilot)
        assert "changed once" in "\n".join(screen_lines(pilot))
        await press(pilot, "H")
        assert "Bridge closed" in dialog_text(pilot)


# Searching and muting


async def test_a_search_shows_its_hits_and_n_goes_through_them_until_esc(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "slash", *"bridge", "enter")
        assert "Search: bridge" in screen_lines(pilot)[0]
        assert home_screen(pilot).view.entry_list.window.total == 2
        view = home_screen(pilot).view.entry_list
        hit = view.role_styles["hit"].bgcolor
        (row,) = view.paint_block(0)
        assert [one.text for one in row if one.style and one.style.bgcolor == hit] == ["Bridge"]
        text = home_screen(pilot).view.entry_view
        strips = [strip for block in range(len(text.heights)) for strip in text.paint_block(block)]
        found = [one.text for strip in strips for one in strip if one.style and one.style.bgcolor == hit]
        assert found == ["Bridge", "bridge"]
        await press(pilot, "n")
        assert title_at_cursor(pilot) == "Harbour bridge shut"
        await press(pilot, "n")
        assert "No more hits below" in status_line(pilot)
        await press(pilot, "escape")
        assert home_screen(pilot).view.entry_list.window.total == 5


async def test_q_leads_back_from_a_search_and_only_then_out(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "slash", *"bridge", "enter")
        assert "q back" in status_line(pilot)
        await press(pilot, "enter", "q", "q")
        assert home_screen(pilot).view.entry_list.window.total == 5
        assert "q quit" in status_line(pilot)
        await pilot.press("q")
        await wait_until(pilot, lambda: not pilot.app.is_running)


async def test_a_search_with_a_fault_is_told_and_the_list_stays(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "slash", *"is:new", "enter")
        assert "is:new is not known" in status_line(pilot)
        assert home_screen(pilot).view.entry_list.window.total == 5


async def test_a_search_that_finds_nothing_says_so(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "slash", *"zebra", "enter")
        assert "zebra* also finds longer words" in "\n".join(screen_lines(pilot))
        await press(pilot, "j", "k", "n", "p", "s", "N", "enter", "space", "o", "u", "y", "Y", "T", "G", "g", "l", "h")
        assert pilot.app.is_running


async def test_a_search_can_stand_among_the_feeds_and_be_removed(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "S")
        assert "Nothing to save" in status_line(pilot)
        await press(pilot, "slash", *"bridge", "enter", "S", "enter", "escape")
        assert "bridge" in screen_lines(pilot)[4]
        await press(pilot, "h", "j", "j", "enter")
        assert home_screen(pilot).view.entry_list.window.total == 2
        await press(pilot, "h", "D", "enter")
        assert feed_service.store.saved_searches() == ()


async def test_muting_puts_articles_out_of_sight_and_undo_shows_them_again(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "K", *"outlet:The Bell", "enter")
        assert "3 articles are hidden" in status_line(pilot)
        assert home_screen(pilot).view.entry_list.window.total == 2
        await press(pilot, "ctrl+z")
        assert home_screen(pilot).view.entry_list.window.total == 5
        await press(pilot, "K", *"bridge", "enter", "K")
        (mute,) = feed_service.store.mutes()
        await press(pilot, *"-9", "enter")
        assert "No such number" in dialog_text(pilot)
        await press(pilot, "backspace", str(mute.id), "enter")
        assert "2 articles are shown again" in status_line(pilot)
