"""The home screen: what it shows, and moving about in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.app.home.bindings import HOME
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.config import Config
from newsdiff.core.library.entries import ListScope
from support.fake_feed_service import FakeFeedService, many_entries, two_feeds
from support.home_driver import entry_at_cursor, home_screen, press, status_line, title_at_cursor, wait_until_idle
from support.screen_driver import dialog_text, screen_lines

if TYPE_CHECKING:
    from support.home_app import OpenedHome


async def test_all_articles_show_as_one_river_the_newest_first(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        text = "\n".join(screen_lines(pilot))
        titles = ["Bridge closed", "Harbour bridge shut", "Ferry fares rise", "Rain on Sunday", "Mayor resigns"]
        places = [text.index(title, text.index("Articles")) for title in titles]
        assert places == sorted(places)
        assert "The Bell" in text
        assert "5 unread" in text


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((200, 50), {"feeds", "entries", "text"}),
        ((160, 40), {"feeds", "entries", "text"}),
        ((120, 40), {"feeds", "entries", "text"}),
        ((119, 40), {"entries", "text"}),
        ((80, 24), {"entries", "text"}),
        ((80, 19), {"entries"}),
        ((79, 24), {"entries"}),
        ((40, 10), {"entries"}),
    ],
)
async def test_as_many_panes_show_as_there_is_room_for(
    opened_home: OpenedHome, size: tuple[int, int], shown: set[str]
) -> None:
    async with opened_home(two_feeds, size=size) as pilot:
        panes = {name for name in ("feeds", "entries", "text") if home_screen(pilot).query_one(f"#{name}").display}
        assert panes == shown
        assert title_at_cursor(pilot) == "Bridge closed"
        assert "Bridge closed" in "\n".join(screen_lines(pilot))


async def test_at_eighty_columns_the_feeds_stand_beside_the_articles_and_a_text_alone(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, size=(80, 24)) as pilot:
        await press(pilot, "h")
        assert "The Bell" in screen_lines(pilot)[5]
        assert "Bridge closed" in screen_lines(pilot)[2]
        await press(pilot, "l", "enter")
        text = "\n".join(screen_lines(pilot))
        assert "Ferries run." in text
        assert "Ferry fares rise" not in text
        await press(pilot, "escape")
        assert "Ferry fares rise" in "\n".join(screen_lines(pilot))


async def test_the_cursor_moves_and_the_text_follows_it(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        assert "Ferries run." in "\n".join(screen_lines(pilot))
        await press(pilot, "j")
        assert title_at_cursor(pilot) == "Harbour bridge shut"
        assert "The harbour bridge was shut." in "\n".join(screen_lines(pilot))
        await press(pilot, "G")
        assert title_at_cursor(pilot) == "Mayor resigns"
        await press(pilot, "j")
        assert title_at_cursor(pilot) == "Mayor resigns"
        await press(pilot, "g")
        assert title_at_cursor(pilot) == "Bridge closed"


async def test_looking_at_an_article_in_passing_leaves_it_unread_and_opening_it_marks_it_read(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "j", "j")
        assert feed_service.store.count(ListScope(unread=True)) == 5
        await press(pilot, "enter")
        assert feed_service.store.count(ListScope(unread=True)) == 4
        assert entry_at_cursor(pilot).read
        assert "4 unread" in screen_lines(pilot)[1]


async def test_a_feed_or_a_group_shows_its_own_articles(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "h", "G", "l")
        assert [title_at_cursor(pilot), home_screen(pilot).view.entry_list.window.total] == ["Harbour bridge shut", 2]
        assert "The Post" in screen_lines(pilot)[0]
        await press(pilot, "h", "k", "k", "k")
        assert home_screen(pilot).state.scope == ListScope("group", "News")
        await press(pilot, "enter")
        assert home_screen(pilot).view.entry_list.window.total == 3
        await press(pilot, "escape")
        assert home_screen(pilot).view.entry_list.window.total == 5


async def test_next_unread_passes_over_what_is_read_and_says_when_there_is_none(opened_home: OpenedHome) -> None:
    def some_read(feed_service: FakeFeedService) -> None:
        two_feeds(feed_service)
        store = feed_service.store
        store.mark_read([one.id for one in store.entries() if one.title in {"Harbour bridge shut", "Ferry fares rise"}])

    async with opened_home(some_read) as pilot:
        await press(pilot, "n")
        assert title_at_cursor(pilot) == "Rain on Sunday"
        await press(pilot, "p")
        assert title_at_cursor(pilot) == "Bridge closed"
        await press(pilot, "p")
        assert "No unread article above" in status_line(pilot)
        await press(pilot, "n", "n", "n")
        assert title_at_cursor(pilot) == "Mayor resigns"
        assert "No unread article below" in status_line(pilot)


async def test_next_unread_in_the_text_opens_and_reads_it(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "enter", "n", "n")
        assert feed_service.store.count(ListScope(unread=True)) == 2
        assert home_screen(pilot).state.pane == "text"
        assert "Fares rise." in "\n".join(screen_lines(pilot))


async def test_next_unread_is_found_where_the_list_was_not_read_yet(opened_home: OpenedHome) -> None:
    def far(feed_service: FakeFeedService) -> None:
        many_entries(feed_service, 1500)
        feed_service.store.mark_all_read(ListScope())
        feed_service.store.mark_read([one.id for one in feed_service.store.entries(limit=2, skip=1200)], read=False)

    async with opened_home(far) as pilot:
        await press(pilot, "n")
        assert title_at_cursor(pilot) == "Title 1200"
        await press(pilot, "n")
        assert title_at_cursor(pilot) == "Title 1201"
        await press(pilot, "g", "G", "p")
        assert title_at_cursor(pilot) == "Title 1201"


async def test_keys_typed_ahead_are_all_heeded(opened_home: OpenedHome) -> None:
    async with opened_home(lambda feed_service: many_entries(feed_service, 300)) as pilot:
        await pilot.press(*"jjjnnns")
        await wait_until_idle(pilot)
        assert title_at_cursor(pilot) == "Title 6"
        assert entry_at_cursor(pilot).starred


async def test_a_long_list_is_read_in_parts_and_its_end_is_there(opened_home: OpenedHome) -> None:
    async with opened_home(lambda feed_service: many_entries(feed_service, 3000)) as pilot:
        view = home_screen(pilot).view.entry_list
        assert view.window.total == 3000
        assert view.window.at(1500) is None
        await press(pilot, "G")
        assert title_at_cursor(pilot) == "Title 2999"
        assert "2,999" not in screen_lines(pilot)[-3]
        assert "Title 2999" in "\n".join(screen_lines(pilot))
        await press(pilot, *("b",) * 20)
        assert view.entry is not None
        assert title_at_cursor(pilot) == f"Title {view.cursor}"


async def test_the_unread_filter_keeps_what_is_read_in_it_until_it_is_asked_for_again(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "f")
        await press(pilot, "enter", "n", "escape")
        window = home_screen(pilot).view.entry_list.window
        assert [window.at(row).read for row in range(5)] == [True, True, False, False, False]  # type: ignore[union-attr]  # all five are in memory
        await press(pilot, "f", "f", "f")
        assert home_screen(pilot).view.entry_list.window.total == 3


async def test_the_star_filter_shows_what_has_a_star_and_says_where_there_is_none(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "f", "f")
        assert "Nothing starred here" in "\n".join(screen_lines(pilot))
        await press(pilot, "escape", "s", "f", "f")
        assert home_screen(pilot).view.entry_list.window.total == 1
        assert "★" in "\n".join(screen_lines(pilot))


async def test_one_pane_alone_and_back(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "z")
        assert not home_screen(pilot).query_one("#feeds").display
        await press(pilot, "escape")
        assert home_screen(pilot).query_one("#feeds").display


async def test_the_help_names_every_key(opened_home: OpenedHome) -> None:
    from newsdiff.app.home.bindings import HOME

    async with opened_home(two_feeds) as pilot:
        await press(pilot, "question_mark")
        text = " ".join(dialog_text(pilot).split())
        assert [binding.id for binding in HOME if binding.tooltip not in text] == []


async def test_every_key_has_an_id_of_its_own(opened_home: OpenedHome) -> None:
    from newsdiff.app.home.bindings import HOME

    async with opened_home(two_feeds):
        ids = [binding.id for binding in HOME]
        assert len(set(ids)) == len(ids)
        assert all(binding.tooltip and binding.description for binding in HOME)


async def test_keys_of_the_readers_own_work_and_are_shown(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"next-unread": "ctrl+n"})) as pilot:
        assert "next unread" in status_line(pilot)
        await press(pilot, "ctrl+n")
        assert title_at_cursor(pilot) == "Harbour bridge shut"
        await press(pilot, "n")
        assert title_at_cursor(pilot) == "Harbour bridge shut"


async def test_ascii_marks_are_used_where_the_reader_wants_them(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, config=Config(marks="ascii"), size=(30, 20)) as pilot:
        await press(pilot, "s", "space")
        text = "\n".join(screen_lines(pilot))
        assert not any(sign in text for sign in "●★▸✓·–…")
        assert "vo* " in text


async def test_hostile_titles_names_and_texts_are_shown_as_they_are(opened_home: OpenedHome) -> None:
    from newsdiff.core.library.feeds import FeedSettings, FeedState
    from support.feed_builders import content, entry, subscribed

    evil = "[/b] [@click=app.quit]press[/] [link='x] $news"

    def hostile(feed_service: FakeFeedService) -> None:
        feed = subscribed(feed_service.store)
        feed_service.store.set_settings(feed, FeedSettings(group=evil))
        told = content(entry("x", 0, evil, f"{evil}\n\n{evil}"), entry("y", -1, evil, evil), title=evil)
        state = FeedState(error=evil, failures=2)
        feed_service.store.save(feed, told, state, told.entries[0].published)  # type: ignore[arg-type]  # it has a date
        feed_service.store.save_search(evil[:40], "rain")
        feed_service.store.add_mute("word", evil + " zzz")

    async with opened_home(hostile) as pilot:
        assert "[@click=app.quit]press[/]" in "".join(screen_lines(pilot))
        for key in ("v", "E", "K", "D", "A", "t", "slash", "e", "u", "o", "a", "question_mark", "H"):
            await press(pilot, key, "escape")
        await press(pilot, "h", "D", "escape", "j", "j", "D", "escape", "l", "enter", "T")
        assert pilot.app.is_running


@pytest.mark.parametrize("theme", ["newsdiff-light", "nord", "ansi-dark"])
async def test_every_kind_of_theme_draws(opened_home: OpenedHome, theme: str) -> None:
    async with opened_home(two_feeds, config=Config(theme=theme)) as pilot:
        assert "Bridge closed" in "".join(screen_lines(pilot))


async def test_a_click_goes_to_the_article_and_a_second_one_opens_it(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        for _ in range(2):
            await pilot.click(offset=(60, 4))
            await wait_until_idle(pilot)
        assert title_at_cursor(pilot) == "Ferry fares rise"
        assert home_screen(pilot).state.pane == "text"


async def test_the_palette_offers_what_the_keys_do(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"star": "f9"})) as pilot:
        await pilot.press("ctrl+p")
        offered = {row.text: row.right for row in pilot.app.screen.query_one(PickList).rows}
        assert {binding.description for binding in HOME} <= offered.keys()
        assert offered["Star"] == "f9"
        await pilot.press(*"star")
        first = pilot.app.screen.query_one(PickList).rows[0]
        assert (first.text, first.right) == ("Star", "f9")
        starred = entry_at_cursor(pilot).starred
        await pilot.press("enter")
        await wait_until_idle(pilot)
        assert pilot.app.screen is home_screen(pilot)
        assert entry_at_cursor(pilot).starred is not starred
