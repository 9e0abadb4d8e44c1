"""What the reader does with stories: merge, split, move, lead, marks, watching, adding; and undoing it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store.schema import central_articles
from newsdiff.app.stories import list_loader
from newsdiff.app.stories.screen import StoriesScreen
from newsdiff.app.widgets.pick_list import PickList
from newsdiff.errors import StoreError
from newsdiff.wording import undone_step
from support.feed_builders import at
from support.home_driver import press, wait_until_idle
from support.screen_driver import dialog_text, screen_lines, wait_until
from support.story_builders import (
    ALONE,
    EVERY_STORY,
    FERRY,
    FERRY_STORY,
    STORM_STORY,
    current,
    feed_item,
    last_line,
    listed,
    screen,
    store_later,
)

if TYPE_CHECKING:
    from pathlib import Path

    from support.fake_feed_service import FakeFeedService
    from support.story_builders import OpenedStories

LATER_STORM = feed_item(
    "Courier", 9, 30, "Storm Edda closes ports on the western coast", "Storm Edda has closed ports."
)


async def test_stories_are_merged_split_and_moved_and_every_step_is_taken_back(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", "space", "space", "M") as pilot:
        assert [outlets for _, outlets in listed(pilot)] == [3]
        assert "stories merged" in last_line(pilot)
        await press(pilot, "ctrl+z")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        # The marks are back as well.
        await press(pilot, "escape", "g", "X")
        assert len(pilot.app.screen.query_one(PickList).rows) == 3
        await press(pilot, "space", "X")
        assert "split off" in last_line(pilot)
        assert sorted(outlets for _, outlets in listed(pilot)) == [2, 2]
        await press(pilot, "ctrl+z")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]
        await press(pilot, "j", "space", "g", "X", "G", "M")
        assert "moved to" in last_line(pilot)
        assert sorted(one.entries for one in screen(pilot).story_list.rows.summaries) == [2, 3]
        assert len(feed_service.store.story_entries(current(pilot).id)) == 2
        await press(pilot, "ctrl+z")
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]


async def test_the_reader_stays_on_the_story_that_they_have_merged(opened: OpenedStories) -> None:
    async with opened("m", *EVERY_STORY, "space", "j", "space", "M") as pilot:
        # What was under the cursor went into the other one, which stands elsewhere.
        assert [outlets for _, outlets in listed(pilot)] == [3, 1]
        assert current(pilot).entries == 5


async def test_a_story_is_not_split_off_whole_nor_moved_nowhere(opened: OpenedStories) -> None:
    async with opened("m", "X", "space", "space", "space") as pilot:
        await press(pilot, "X")
        assert "whole story" in dialog_text(pilot)
        await press(pilot, "M")
        assert "First mark the target story" in last_line(pilot)
        await press(pilot, "M")
        assert "Mark two stories or more with space first" in last_line(pilot)
        assert listed(pilot) == [FERRY_STORY, STORM_STORY]


async def test_only_what_is_marked_is_merged(opened: OpenedStories) -> None:
    async with opened("m", *EVERY_STORY, "space", "M") as pilot:
        # The cursor is on another story, which is not marked.
        assert "Mark one more story with space first" in last_line(pilot)
        assert len(listed(pilot)) == 3
        await press(pilot, "G", "space", "g", "j", "M")
        assert len(listed(pilot)) == 2
        assert "2 stories merged" in last_line(pilot)
        await press(pilot, "ctrl+z")
        assert len(listed(pilot)) == 3


async def test_after_a_merge_the_cursor_is_on_the_merged_story_and_undoing_brings_back_cursor_and_marks(
    opened: OpenedStories,
) -> None:
    async with opened("m", *EVERY_STORY, "space", "G", "space", "g", "j") as pilot:
        marked, here = dict(screen(pilot).actions.picked), current(pilot)
        assert len(marked) == 2
        assert here.id not in marked
        await press(pilot, "M")
        await wait_until(pilot, lambda: len(listed(pilot)) == 2 and current(pilot).id == min(marked))
        assert current(pilot).entries == sum(one.entries for one in marked.values())
        assert not screen(pilot).actions.picked
        await press(pilot, "ctrl+z")
        await wait_until(pilot, lambda: len(listed(pilot)) == 3 and current(pilot).id == here.id)
        assert list(screen(pilot).actions.picked) == list(marked)
        assert screen(pilot).story_list.picked == frozenset(marked)


async def test_more_than_two_are_merged_only_when_the_reader_agrees_and_one_key_takes_it_back(
    opened: OpenedStories,
) -> None:
    async with opened("m", *EVERY_STORY, "space", "space", "space", "M") as pilot:
        before = listed(pilot)
        shown = dialog_text(pilot)
        assert "Merge 3 stories" in shown
        assert all(headline in shown for headline, _ in before)
        await press(pilot, "escape")
        assert listed(pilot) == before
        # The marks are kept for another key.
        await press(pilot, "M", "enter")
        assert len(listed(pilot)) == 1
        assert "3 stories merged" in last_line(pilot)
        await press(pilot, "ctrl+z")
        assert listed(pilot) == before


STORM_ELSEWHERE = feed_item(
    "Courier",
    8,
    20,
    "Halverstone counts its broken roofs",
    "After the storm Edda the mayor told reporters on Monday evening that nobody was hurt and schools open again.",
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_an_article_that_may_belong_to_a_story_is_told_and_added(
    opened: OpenedStories, feed_service: FakeFeedService, size: tuple[int, int]
) -> None:
    async with opened("m", size=size) as pilot:
        store_later(feed_service, STORM_ELSEWHERE)
        await feed_service.stories.catch_up()
        pilot.app.session.changed()  # type: ignore[attr-defined]  # of our app
        await wait_until_idle(pilot)
        await press(pilot, "j")
        assert current(pilot).headline == STORM_STORY[0]
        await wait_until(pilot, lambda: "1 more article may belong here: L shows it" in "\n".join(screen_lines(pilot)))
        await press(pilot, "L")
        await wait_until(pilot, lambda: "Halverstone counts its" in "\n".join(screen_lines(pilot)))
        assert "These may belong here" in dialog_text(pilot)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: current(pilot).entries == 3)
        assert current(pilot).outlets == 3
        await wait_until(pilot, lambda: "may belong here" not in "\n".join(screen_lines(pilot)))
        await press(pilot, "ctrl+z")
        await wait_until(pilot, lambda: current(pilot).entries == 2)


async def test_an_article_that_may_not_belong_is_marked_in_the_list_of_articles_and_one_key_splits_it_off(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m") as pilot:
        store = feed_service.store
        ferry, storm = (next(one.id for one in store.stories() if word in one.headline) for word in ("ferry", "Storm"))
        stray = store.story_entries(storm)[0]
        with store._database.writing() as connection:
            connection.execute("UPDATE entry SET story_id = ? WHERE id = ?", (ferry, stray.id))
            central_articles.set_central(connection, [ferry])
        assert store.doubtful(ferry) == {stray.id}
        pilot.app.session.changed()  # type: ignore[attr-defined]  # of our app
        await wait_until(pilot, lambda: screen(pilot).story_list.rows.summaries[0].entries == 4)
        await press(pilot, "g", "X")
        rows = pilot.app.screen.query_one(PickList)
        assert [row.text for row in rows.rows if row.right.startswith("may not belong here, ")] == [
            f"{stray.outlet}: {stray.title}"
        ]
        assert rows.rows[rows.cursor].text.endswith(stray.title)
        await press(pilot, "X")
        await wait_until(pilot, lambda: current(pilot).entries == 3)
        assert "1 article split off" in last_line(pilot)
        assert not store.doubtful(ferry)
        await press(pilot, "ctrl+z")
        await wait_until(pilot, lambda: current(pilot).entries == 4)


async def test_another_article_can_lead(opened: OpenedStories) -> None:
    async with opened("m", "X", "j", "1") as pilot:
        assert current(pilot).headline == "Second ferry to Pellworth starts in March"


async def test_marks_of_a_story_are_those_of_its_articles(opened: OpenedStories, feed_service: FakeFeedService) -> None:
    async with opened("m", "N") as pilot:
        assert current(pilot).unread == 0
        await press(pilot, "n")
        assert current(pilot).headline == STORM_STORY[0]
        await press(pilot, "n")
        assert "No unread story below" in last_line(pilot)
        await press(pilot, "g", "N")
        assert current(pilot).unread == 3
        await press(pilot, "s")
        assert current(pilot).starred == 1
        assert any(one.starred for one in feed_service.store.entries(limit=10))
        await press(pilot, "s")
        assert current(pilot).starred == 0
        await press(pilot, "P")
        assert current(pilot).pinned
        assert "pinned" in "\n".join(screen_lines(pilot))


async def test_an_article_of_a_file_is_added_to_a_story(opened: OpenedStories, tmp_path: Path) -> None:
    path = tmp_path / "weekly.txt"
    path.write_text(f"A boat at night\n\n{FERRY} The weekly has asked around.", encoding="utf-8")
    async with opened("m", "L") as pilot:
        await press(pilot, *str(path), "enter")
        await wait_until(pilot, lambda: current(pilot).outlets == 4)
        await press(pilot, "ctrl+z")
        await wait_until(pilot, lambda: current(pilot).outlets == 3)


async def test_what_is_new_about_a_watched_story_is_reported_once(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", "j", "w") as pilot:
        assert current(pilot).watched
        assert "told when an outlet joins" in last_line(pilot)
        store_later(feed_service, LATER_STORM, now=at(40))
        await feed_service.stories.catch_up()
        pilot.app.session.report_news()  # type: ignore[attr-defined]  # of our app
        await wait_until_idle(pilot)
        assert "Halverstone Courier" in last_line(pilot)
        screen(pilot).show_status("")
        pilot.app.session.report_news()  # type: ignore[attr-defined]  # of our app
        await wait_until_idle(pilot)
        assert "Halverstone Courier" not in last_line(pilot)


async def test_many_news_are_counted_where_there_is_no_room_for_them(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", "j", "w") as pilot:
        title = "Storm Edda closes ports on the western coast"
        some = [feed_item("Courier", n, n, f"{title}, part {n}", "Storm Edda has closed ports.") for n in range(10, 18)]
        store_later(feed_service, *some, now=at(40))
        await feed_service.stories.catch_up()
        expected = len(feed_service.store.news()) - 5
        assert expected > 0
        pilot.app.session.report_news()  # type: ignore[attr-defined]  # of our app
        await wait_until_idle(pilot)
        assert f"and {expected} more" in last_line(pilot)


async def test_what_undo_does_not_take_back_is_not_offered_for_undoing(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", *EVERY_STORY, "j") as pilot:
        assert current(pilot).headline == ALONE[0]
        await press(pilot, "N")
        assert "Marked read" in last_line(pilot)
        assert "ctrl+z" not in last_line(pilot)
        assert feed_service.store.undo() is None


@pytest.mark.parametrize("key", ["X", "o", "y"])
async def test_a_story_that_is_gone_is_said_to_be_gone(
    opened: OpenedStories, feed_service: FakeFeedService, key: str
) -> None:
    async with opened("m") as pilot:
        for one in feed_service.store.feeds():
            feed_service.store.remove_feed(one.id)
        await press(pilot, key)
        assert isinstance(pilot.app.screen, StoriesScreen)
        assert "That story is gone" in last_line(pilot)
        assert listed(pilot) == []
        await press(pilot, *"XoyswNPM", "enter", "space", "l")
        assert isinstance(pilot.app.screen, StoriesScreen)


@pytest.mark.parametrize("key", ["X", "o", "y"])
async def test_a_store_that_cannot_be_read_is_no_crash(
    opened: OpenedStories, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    def fail(story_id: int) -> None:
        raise StoreError(f"The disk is gone, and story {story_id} with it.")

    async with opened("m") as pilot:
        monkeypatch.setattr(feed_service.store, "story_entries", fail)
        await press(pilot, key)
        assert "The disk is gone" in last_line(pilot)


async def test_marks_for_merging_stay_when_the_list_is_another_one_or_was_read_anew(
    opened: OpenedStories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_loader, "PAGE", 1)
    monkeypatch.setattr(list_loader, "NEAR", -50)
    async with opened("m", size=(120, 12)) as pilot:
        await press(pilot, "S", "G", "space")
        assert [one.headline for one in screen(pilot).actions.picked.values()] == [STORM_STORY[0]]
        await press(pilot, "g", "slash", *"pellworth", "enter")
        assert listed(pilot) == [FERRY_STORY]
        assert "1 marked" in screen_lines(pilot)[0]
        await press(pilot, "space", "M")
        assert current(pilot).entries == 5


async def test_a_marked_story_that_was_merged_elsewhere_is_what_it_was_merged_into(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", *EVERY_STORY, "j", "space") as pilot:
        ferry, alone, _ = screen(pilot).story_list.rows.summaries
        assert list(screen(pilot).actions.picked) == [alone.id]
        feed_service.store.merge_stories([ferry.id, alone.id])
        screen(pilot).session.changed()
        await wait_until_idle(pilot)
        assert list(screen(pilot).actions.picked) == [ferry.id]
        assert "1 marked" in screen_lines(pilot)[0]
        for one in feed_service.store.feeds():
            feed_service.store.remove_feed(one.id)
        screen(pilot).session.changed()
        await wait_until_idle(pilot)
        assert screen(pilot).actions.picked == {}


async def test_an_article_is_added_even_if_the_reader_leaves_the_stories_before_it_has_come(
    opened: OpenedStories, feed_service: FakeFeedService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "weekly.txt"
    path.write_text(f"A boat at night\n\n{FERRY} The weekly has asked around.", encoding="utf-8")
    arrived, add = asyncio.Event(), feed_service.stories.add_article

    async def add_late(story_id: int, place: str) -> int:
        await arrived.wait()
        return await add(story_id, place)

    monkeypatch.setattr(feed_service.stories, "add_article", add_late)
    async with opened("m") as pilot:
        story = current(pilot).id
        await press(pilot, "L", *str(path))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Reading" in last_line(pilot))
        await pilot.press("m")
        await wait_until(pilot, lambda: not any(isinstance(one, StoriesScreen) for one in pilot.app.screen_stack))
        arrived.set()
        await wait_until_idle(pilot)
        assert len(feed_service.store.story_entries(story)) == 4


async def test_articles_are_moved_together_and_taken_back_together(
    opened: OpenedStories, feed_service: FakeFeedService
) -> None:
    async with opened("m", "j", "space", "g", "X", "g", "space", "space", "M") as pilot:
        assert "2 articles moved to" in last_line(pilot)
        undone = feed_service.store.undo()
        assert undone is not None
        assert undone_step(undone) == "2 articles moved into another story"
        assert sorted(len(feed_service.store.story_entries(one.id)) for one in feed_service.store.stories()) == [
            1,
            2,
            3,
        ]
