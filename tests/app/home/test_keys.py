"""The keys of the home screen: which pane has them, and what messages call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import AppBlur, AppFocus, Key

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.home.bindings import ENTRY_LIST, ENTRY_VIEW, FEED_LIST, HOME, SCREEN
from newsdiff.config import Config
from newsdiff.errors import ConfigError
from support.fake_feed_service import FakeFeedService, HomeContext, many_entries, two_feeds
from support.home_driver import entry_at_cursor, home_screen, press, status_line, title_at_cursor, wait_until_idle
from support.screen_driver import dialog_text, screen_lines

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.home_app import OpenedHome


async def type_ahead(pilot: Pilot[NewsdiffError], *keys: str) -> None:
    """Sends keys as a terminal does that has read them all at once."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await wait_until_idle(pilot)


# Panes


def test_a_pane_has_keys_of_the_help_and_no_others() -> None:
    known = {binding.id: binding for binding in HOME}
    for binding in (*FEED_LIST, *ENTRY_LIST, *ENTRY_VIEW, *SCREEN):
        of_help = known[binding.id]
        assert (binding.key, binding.tooltip) == (of_help.key, of_help.tooltip)
    assert {binding.id for binding in (*ENTRY_LIST, *SCREEN)} == known.keys()


@pytest.mark.parametrize(
    "bindings",
    [[*FEED_LIST, *SCREEN], [*ENTRY_LIST, *SCREEN], [*ENTRY_VIEW, *SCREEN]],
    ids=["feeds", "entries", "text"],
)
async def test_every_key_of_every_pane_does_something(opened_home: OpenedHome, bindings: list[Binding]) -> None:
    async with opened_home(two_feeds) as pilot:
        screen = home_screen(pilot)
        for binding in bindings:
            name = binding.action.removeprefix("screen.").split("(")[0]
            owner = screen if binding in SCREEN or binding.action.startswith("screen.") else screen.view.pane
            assert callable(getattr(owner, f"action_{name}", None)), binding.action


async def test_keys_typed_ahead_act_in_the_pane_that_they_are_meant_for(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        # To the feeds, to the last one, to its articles, down, open it, a page down, back, up, and a star.
        await type_ahead(pilot, "h", "G", "l", "j", "enter", "space", "escape", "k", "s")
        assert home_screen(pilot).state.pane == "entries"
        assert "The Post" in screen_lines(pilot)[0]
        assert home_screen(pilot).state.picked == {}
        starred = [one.title for one in home_screen(pilot).session.store.entries() if one.starred]
        assert len(starred) == 1


async def test_keys_never_overtake_one_another_when_the_pane_changes(opened_home: OpenedHome) -> None:
    async with opened_home(lambda feed_service: many_entries(feed_service, 300)) as pilot:
        await type_ahead(pilot, *(["h", "l", "j"] * 40))
        assert home_screen(pilot).state.pane == "entries"
        assert title_at_cursor(pilot) == "Title 40"


async def test_the_focus_is_where_the_reader_is(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        view = home_screen(pilot).view
        assert home_screen(pilot).focused is view.entry_list
        for key, pane in (("h", view.feed_list), ("enter", view.entry_list), ("enter", view.entry_view)):
            await press(pilot, key)
            assert home_screen(pilot).focused is pane
        await press(pilot, "q")
        assert home_screen(pilot).focused is view.entry_list


async def test_a_terminal_that_loses_the_focus_and_gets_it_back_changes_nothing(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds) as pilot:
        await press(pilot, "h")
        before = screen_lines(pilot)
        pilot.app.post_message(AppBlur())
        await wait_until_idle(pilot)
        assert screen_lines(pilot) == before
        pilot.app.post_message(AppFocus())
        await wait_until_idle(pilot)
        assert home_screen(pilot).focused is home_screen(pilot).view.feed_list


async def test_keys_find_their_pane_where_a_dialog_came_while_the_terminal_was_in_the_background(
    opened_home: OpenedHome,
) -> None:
    async with opened_home(two_feeds) as pilot:
        pilot.app.post_message(AppBlur())
        await wait_until_idle(pilot)
        await home_screen(pilot).action_keys()
        pilot.app.post_message(AppFocus())
        await press(pilot, "escape")
        await press(pilot, "j")
        assert title_at_cursor(pilot) == "Harbour bridge shut"


async def test_keys_work_in_the_panes_that_the_first_feed_brings(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    from support.fake_feed_service import BELL
    from support.feed_builders import content, entry

    feed_service.feeds[BELL] = content(entry("a", 0, "One"), entry("b", -1, "Two"), title="The Bell")
    async with opened_home() as pilot:
        await press(pilot, "j", "a", *BELL, "enter", "j")
        assert title_at_cursor(pilot) == "Two"
        await press(pilot, "h")
        assert home_screen(pilot).focused is home_screen(pilot).view.feed_list


@pytest.mark.parametrize("pane", ["h", "", "enter"], ids=["feeds", "entries", "text"])
async def test_the_help_of_every_pane_names_every_key(opened_home: OpenedHome, pane: str) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"open": "f7"})) as pilot:
        if pane == "h":
            await press(pilot, "h")
        elif pane:
            await press(pilot, "f7")
        await press(pilot, "question_mark")
        text = " ".join(dialog_text(pilot).split())
        assert [binding.id for binding in HOME if binding.tooltip not in text] == []
        assert "f7 Open the article" in text


async def test_a_key_of_a_pane_is_moved_in_all_panes(opened_home: OpenedHome) -> None:
    async with opened_home(two_feeds, config=Config(keymap={"pick": "f6", "down": "ctrl+n"})) as pilot:
        await press(pilot, "f6", "ctrl+n", "j", "space")
        assert len(home_screen(pilot).state.picked) == 1
        assert home_screen(pilot).view.entry_list.cursor == 2
        await press(pilot, "h", "ctrl+n", "ctrl+n", "f6")
        assert home_screen(pilot).state.folded == {"News"}


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        ({"pick": "j", "down": "f9,j"}, "j is down's key already"),
        ({"star": "space", "pick": "space"}, "space is pick's key already"),
        ({"bottom": "ctrl+p"}, "always opens the palette"),
    ],
)
def test_the_keys_of_panes_are_checked_with_those_of_the_screen(
    feed_service: FakeFeedService, keymap: dict[str, str], words: str
) -> None:
    with pytest.raises(ConfigError) as error:
        NewsdiffApp(HomeContext(feed_service=feed_service), Config(keymap=keymap))
    assert words in str(error.value)


# What messages call them


@pytest.mark.parametrize(
    ("binding", "keys", "words"),
    [
        ("undo", ("A", "enter"), "5 marked read. f9 undoes"),
        ("undo", ("D", "enter"), "The Bell removed. f9 restores it with its articles"),
        ("pick", ("c",), "Mark two or more articles with f9 first, then c compares them"),
        ("compare", ("f9",), "then f9 compares them"),
        ("filter", ("f9",), "Unread articles only · f9 next filter · esc show all"),
        ("back", ("f",), "f next filter · f9 show all"),
        ("leave", ("escape",), "f9 quits"),
        ("search", ("S",), "Nothing to save: search with f9 first"),
        ("browse", ("u",), "No links in the text. f9 opens the article itself"),
        ("remove-feed", ("slash", *"rain", "enter", "S", "enter"), "f9 there removes it"),
    ],
)
async def test_a_message_names_a_key_as_the_reader_has_it(
    opened_home: OpenedHome, binding: str, keys: tuple[str, ...], words: str
) -> None:
    async with opened_home(two_feeds, config=Config(keymap={binding: "f9"}), size=(120, 40)) as pilot:
        await press(pilot, *keys)
        assert words in status_line(pilot)


@pytest.mark.parametrize(
    ("binding", "keys", "words"),
    [
        ("undo", ("A",), "Mark all articles as read? f9 undoes."),
        ("undo", ("D",), "f9 restores everything."),
    ],
)
async def test_a_question_names_a_key_as_the_reader_has_it(
    opened_home: OpenedHome, binding: str, keys: tuple[str, ...], words: str
) -> None:
    async with opened_home(two_feeds, config=Config(keymap={binding: "f9"})) as pilot:
        await press(pilot, *keys)
        assert words in dialog_text(pilot)


@pytest.mark.parametrize(
    ("binding", "keys", "words"),
    [
        ("filter", ("A", "enter", "f9"), "Everything here is read: f9 shows all"),
        ("filter", ("f9", "f9"), "Nothing starred here: f9 shows all"),
        ("search", ("f9", *"zebra", "enter"), "No results · f9 search again · esc clear"),
        ("star", ("h", "j", "enter"), "Nothing starred yet: f9 stars an article"),
    ],
)
async def test_an_empty_list_names_a_key_as_the_reader_has_it(
    opened_home: OpenedHome, binding: str, keys: tuple[str, ...], words: str
) -> None:
    async with opened_home(two_feeds, config=Config(keymap={binding: "f9"})) as pilot:
        await press(pilot, *keys)
        assert words in "\n".join(screen_lines(pilot))


@pytest.mark.parametrize("key", ["r", "R", "v"])
async def test_without_feeds_the_key_that_adds_one_is_named_as_the_reader_has_it(
    opened_home: OpenedHome, key: str
) -> None:
    async with opened_home(config=Config(keymap={"add-feed": "f9"})) as pilot:
        assert "f9   add a feed" in "\n".join(screen_lines(pilot))
        await press(pilot, key)
        assert "There are no feeds yet: f9 adds one" in status_line(pilot)


async def test_the_article_names_keys_as_the_reader_has_them(opened_home: OpenedHome) -> None:
    from newsdiff.core.library.feeds import FeedState
    from support.feed_builders import NOON, content, entry, subscribed

    def summary(feed_service: FakeFeedService) -> None:
        feed = subscribed(feed_service.store)
        feed_service.store.save(feed, content(entry("s", 0, "Bridge closed", "A summary [1].")), FeedState(), NOON)

    async with opened_home(summary, config=Config(keymap={"full-text": "f9"})) as pilot:
        assert "Feed summary only · f9 fetch full text" in "\n".join(screen_lines(pilot))


async def test_a_tag_goes_to_the_article_that_it_was_typed_for(
    opened_home: OpenedHome, feed_service: FakeFeedService
) -> None:
    async with opened_home(two_feeds) as pilot:
        meant = entry_at_cursor(pilot)
        await press(pilot, "t")
        # The list may be another one by the time of the answer.
        home_screen(pilot).view.entry_list.go(3)
        await press(pilot, *"mine", "enter")
        tagged = [one.id for one in feed_service.store.entries() if "mine" in one.tags]
        assert tagged == [meant.id]
