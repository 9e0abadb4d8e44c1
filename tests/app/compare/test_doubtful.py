"""An article that may not belong to its story is marked, and one key takes it out; undoing puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store.schema import central_articles
from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.compare.story_source import StoredStory
from newsdiff.config import Config
from support.compare_driver import open_stored_story
from support.fake_feed_service import HomeContext
from support.home_driver import wait_until_idle
from support.screen_driver import screen_lines, wait_until
from support.stored_stories import BRIDGE, TEACHERS, publish_and_cluster, summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService


def mixed(feed_service: FakeFeedService) -> int:
    """The Bell's article about teachers has come into the story of the bridge by itself; gives that story."""
    store = feed_service.store
    publish_and_cluster(store)
    bridge, teachers = summary(store, "Norvik"), summary(store, "Aldmark")
    stray = store.story_entries(teachers.id)[0].id
    with store._database.writing() as connection:
        connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (bridge.id, stray))
        central_articles.set_central(connection, [bridge.id])
    return bridge.id


def shows(pilot: Pilot[NewsdiffError], *words: str) -> Callable[[], bool]:
    return lambda: all(one in "\n".join(screen_lines(pilot)) for one in words)


@pytest.mark.parametrize("size", [(120, 40), (170, 45), (80, 24)])
async def test_one_key_takes_a_doubtful_article_out_and_undo_puts_it_back(
    feed_service: FakeFeedService, size: tuple[int, int]
) -> None:
    story = mixed(feed_service)
    store = feed_service.store
    source = StoredStory(store, feed_service.stories, store.some_stories([story])[0])
    async with open_stored_story(feed_service, source, size) as (pilot, screen):

        def titles() -> list[str]:
            return [one.title for one in screen.state.alignment.articles]

        await wait_until(pilot, lambda: not screen.state.pending and bool(screen.state.doubtful))
        assert titles()[0] == TEACHERS[0][0]
        await wait_until(pilot, shows(pilot, "may not belong here"))
        # From another article, the key goes to the doubtful one first.
        await pilot.press("l")
        await wait_until(pilot, lambda: screen.state.cursor.column == 1)
        await pilot.press("X")
        await wait_until(pilot, shows(pilot, "This article may not belong here: X takes it out of the story"))
        assert screen.state.cursor.column == 0
        assert titles()[0] == TEACHERS[0][0]
        await pilot.press("X")
        await wait_until(pilot, lambda: not screen.state.pending and titles()[0] == BRIDGE[0][0])
        await wait_until(pilot, shows(pilot, "taken out of the story.", "ctrl+z undoes"))
        assert [one.title for one in store.story_entries(story)] == [title for title, _ in BRIDGE]
        assert not store.doubtful(story)
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: not screen.state.pending and titles()[0] == TEACHERS[0][0])
        await wait_until(pilot, shows(pilot, "Back in the story"))
        assert len(store.story_entries(story)) == 4


async def test_where_the_key_is_the_user_s_for_something_else_the_palette_takes_it_out(
    feed_service: FakeFeedService,
) -> None:
    story = mixed(feed_service)
    store, context = feed_service.store, HomeContext(feed_service=feed_service)
    config = Config(keymap={"next-sentence": "X"})
    app = NewsdiffApp(context, config)
    async with app.run_test(size=(170, 45)) as pilot:
        await wait_until_idle(pilot)
        await wait_until(pilot, shows(pilot, "keymap.next-sentence has X, so “take-out” has no key"))
        source = StoredStory(store, feed_service.stories, store.some_stories([story])[0])
        screen = CompareScreen(context, config, source)
        await app.push_screen(screen)
        await wait_until(pilot, lambda: not screen.state.pending and bool(screen.state.doubtful))
        await wait_until(pilot, shows(pilot, "may not belong here: ctrl+p “Take out” takes it out"))
        row = screen.state.cursor.row
        await pilot.press("X")
        await wait_until(pilot, lambda: screen.state.cursor.row > row)
        await pilot.press("ctrl+p", *"take out", "enter")
        await wait_until(pilot, lambda: not store.doubtful(story))
