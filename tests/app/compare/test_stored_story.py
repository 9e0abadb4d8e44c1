"""The compare screen over a stored story: its texts come while it is open, or never."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.app.compare.story_source import StoredStory
from newsdiff.app.stories.bindings import STORIES
from newsdiff.config import Config
from newsdiff.core.library.feeds import FeedState
from newsdiff.core.models import Ref
from newsdiff.errors import ReadError
from support.fake_feed_service import HomeContext
from support.feed_builders import NOON, content
from support.home_driver import wait_until_idle
from support.screen_driver import dialog_text, screen_lines, wait_until
from support.story_builders import STORM, feed_item

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from newsdiff.core.library.stories import StorySummary
    from newsdiff.core.models import Article, RawArticle
    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService

    Opened = Callable[..., AbstractAsyncContextManager[Pilot[NewsdiffError]]]

OUTLETS = {"Halverstone Courier": -60, "Brazen Gong": -30}
"""Who has the story, and when, in minutes from noon."""

HERE = f"{STORM}\n\nTwo ferries wait in the bay, the harbour master said."
THERE = f"{STORM}\n\nA gale of 110 km/h was measured on the mole of Brazen."
"""What the two outlets say."""

PAGES = {
    "https://courier.example/1": HERE,
    "https://gong.example/1": THERE,
}


async def stored(feed_service: FakeFeedService, *texts: str) -> StorySummary:
    """A story of two outlets whose feeds give these texts, by default none."""
    given = dict(zip(OUTLETS, texts or ("", ""), strict=True))
    for outlet, minutes in OUTLETS.items():
        item = feed_item(
            outlet, 1, minutes, f"Storm Edda closes the western ports, says {outlet.split()[0]}", given[outlet]
        )
        feed = feed_service.store.add_feed(f"https://{outlet.casefold().split()[-1]}.example/feed").feed.id
        feed_service.store.save(feed, content(item, title=outlet), FeedState(last_good=NOON), NOON)
    await feed_service.stories.catch_up()
    (summary,) = feed_service.store.stories()
    assert summary.outlets == 2
    return summary


@pytest.fixture
def opened(feed_service: FakeFeedService) -> Opened:
    """The story on the screen, over the feeds."""

    @asynccontextmanager
    async def run(
        *texts: str, size: tuple[int, int] = (120, 40), config: Config | None = None
    ) -> AsyncIterator[Pilot[NewsdiffError]]:
        source = StoredStory(feed_service.store, feed_service.stories, await stored(feed_service, *texts))
        context, config = HomeContext(feed_service=feed_service), config or Config()
        app = NewsdiffApp(context, config)
        async with app.run_test(size=size) as pilot:
            await wait_until_idle(pilot)
            await app.push_screen(CompareScreen(context, config, source))
            yield pilot

    return run


def refuse(page: RawArticle) -> Article:
    """An entry without a title."""
    raise ReadError(f"{page.source} has no title.")


def screen(pilot: Pilot[NewsdiffError]) -> CompareScreen:
    """The compare screen, under whatever floats on it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, CompareScreen))


def shows(pilot: Pilot[NewsdiffError], words: str) -> Callable[[], bool]:
    return lambda: words in "\n".join(screen_lines(pilot))


async def press(pilot: Pilot[NewsdiffError], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


@pytest.mark.parametrize("view", ["rows", "panes"])
async def test_a_story_of_titles_opens_and_shows_the_texts_that_come(
    opened: Opened, feed_service: FakeFeedService, view: str
) -> None:
    feed_service.web.hold = asyncio.Event()
    feed_service.web.pages = PAGES
    async with opened(config=Config(view=view)) as pilot:  # type: ignore[arg-type]  # mypy cannot see the literals here
        await wait_until(pilot, shows(pilot, "getting the text of "))
        assert "Storm Edda closes the western ports" in screen_lines(pilot)[0]
        await press(pilot, "j", "n", "l", "p", "p", "f", "plus", "L", "slash", "y", "o", "i", "e", "1")
        feed_service.web.hold.set()
        await wait_until(pilot, shows(pilot, "1 statement in both   + 2 in one only"))
        await wait_until(pilot, lambda: not shows(pilot, "getting t")())
        await wait_until(pilot, shows(pilot, "Two ferries wait in the bay"))
        await wait_until(pilot, shows(pilot, "A gale of 110 km/h"))


async def test_headlines_are_compared_where_no_text_can_be_had(opened: Opened) -> None:
    async with opened() as pilot:
        await wait_until(pilot, shows(pilot, "2 of 2 articles are incomplete: only what their feeds give is compared"))
        text = "\n".join(screen_lines(pilot)[4:-1])
        assert "Storm Edda closes the western ports, says Halverstone" in text
        assert "Storm Edda closes the western ports, says Brazen" in text
        assert not shows(pilot, "no text")()


@pytest.mark.parametrize("size", [(120, 40), (1, 1)])
async def test_a_story_without_anything_to_compare_says_so_and_no_key_ends_the_program(
    opened: Opened, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.core.articles.build.headline_article", refuse)
    async with opened(size=(120, 40)) as pilot:
        await wait_until(pilot, shows(pilot, "No article has a text: a adds one from a file or an address"))
        assert "no text" in screen_lines(pilot)[0]
        assert "No text for 2 articles · X in the list of stories for details" in screen_lines(pilot)[-1]
        await pilot.resize_terminal(*size)
        for binding in CompareScreen.BINDINGS:
            if binding.action not in {"leave", "feeds", "back"}:  # type: ignore[union-attr]  # they are bindings
                await press(pilot, binding.key.split(",")[0])  # type: ignore[union-attr]  # as above
                if pilot.app.screen is not screen(pilot):
                    await press(pilot, "escape")
        await pilot.resize_terminal(120, 40)
        await wait_until(pilot, shows(pilot, "No article has a text"))
        await press(pilot, "z", "p", "n")
        assert shows(pilot, "No article has a text")()
        assert "No text to compare yet" in screen_lines(pilot)[-1]


async def test_escape_goes_back_to_the_screen_below_where_there_is_nothing_else_to_leave(opened: Opened) -> None:
    async with opened(HERE, THERE) as pilot:
        await wait_until(pilot, shows(pilot, "Storm Edda has closed the ports"))
        below = pilot.app.screen_stack[0]
        await press(pilot, "z", "escape")
        assert pilot.app.screen is screen(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is below


async def test_a_headline_is_compared_once_its_text_has_failed_to_come(feed_service: FakeFeedService) -> None:
    story = (await stored(feed_service)).id
    steps = [one async for one in feed_service.stories.each_article(story)]
    # Pages that fail together may come in one step.
    counts = [len(one.articles) for one in steps]
    assert counts[0] == 0
    assert counts[-1] == 2
    assert counts == sorted(counts)
    assert [[one.text for one in made.sentences] for made in steps[-1].articles] == [
        [f"Storm Edda closes the western ports, says {name}"] for name in ("Halverstone", "Brazen")
    ]
    assert sorted(steps[-1].notices) == [
        f"Only the headline of {outlet} is compared. https://{name}.example/1 could not be reached."
        for outlet, name in (("Brazen Gong", "gong"), ("Halverstone Courier", "courier"))
    ]
    (again,) = [one async for one in feed_service.stories.each_article(story)]
    assert len(again.articles) == 2
    assert again.notices[0].startswith("Only the headline of Halverstone Courier is compared: its feed gives no text; ")
    # The numbers in the list of stories are those of texts.
    found = feed_service.stories.compare(story)
    assert found is None


async def test_an_earlier_outlet_whose_text_comes_later_moves_nothing_under_the_cursor(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    feed_service.web.hold = asyncio.Event()
    feed_service.web.pages = PAGES
    text = f"{STORM} A gale of 110 km/h was measured. Trains run."
    async with opened("", text) as pilot:
        await wait_until(pilot, shows(pilot, "Trains run"))
        await press(pilot, "j", "j")
        state = screen(pilot).state
        assert state.cursor.current == Ref(0, 2)
        feed_service.web.pages.pop("https://gong.example/1")
        feed_service.web.hold.set()
        await wait_until(pilot, lambda: len(state.alignment.articles) == 2)
        await wait_until(pilot, shows(pilot, "1 statement in both   + 3 in one only"))
        assert [one.outlet for one in state.alignment.articles] == ["Halverstone Courier", "Brazen Gong"]
        assert state.lead == 1
        assert state.cursor.current == Ref(1, 2)


async def test_an_article_can_be_added_to_a_story_without_any_text(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "storm.txt"
    path.write_text(f"Storm Edda closes ports\n\n{STORM} Two ferries wait in the bay.\n", encoding="utf-8")
    async with opened() as pilot:
        await wait_until(pilot, shows(pilot, "Storm Edda closes the western ports, says Brazen"))
        screen(pilot).matches.add_source(str(path))
        await wait_until(pilot, shows(pilot, "Two ferries wait in the bay"))
        assert "Added to the story" in screen_lines(pilot)[-1]


async def test_the_timeline_of_a_stored_story_tells_who_had_it_first(opened: Opened) -> None:
    async with opened(HERE, THERE) as pilot:
        await wait_until(pilot, shows(pilot, "Storm Edda has closed the ports"))
        await press(pilot, "t")
        assert "Halverstone Courier had it first" in dialog_text(pilot)


async def test_keys_of_the_list_of_stories_are_named_as_they_are_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {one.id: one.key for one in STORIES}["story-articles"] == "X"
    assert {one.id: one.key for one in STORIES}["watch"] == "w"
    monkeypatch.setattr("newsdiff.core.articles.build.headline_article", refuse)
    async with opened(config=Config(keymap={"story-articles": "f7"})) as pilot:
        await wait_until(pilot, lambda: "f7 in the list of stories for details" in screen_lines(pilot)[-1])


async def test_a_decision_has_the_numbers_of_the_story_counted_again(
    opened: Opened, feed_service: FakeFeedService
) -> None:
    async with opened(HERE, THERE) as pilot:
        await wait_until(pilot, shows(pilot, "1 statement in both"))
        await wait_until(pilot, shows(pilot, "are incomplete"))
        (story,) = feed_service.store.stories()
        assert feed_service.stories.compare(story.id) is not None
        assert feed_service.store.uncompared(9) == ()
        await press(pilot, "minus")
        await wait_until(pilot, shows(pilot, "Rejected"))
        assert feed_service.store.uncompared(9) == (story.id,)
        assert feed_service.stories.compare(story.id) is not None
        await press(pilot, "ctrl+z")
        await wait_until(pilot, shows(pilot, "Undone"))
        assert feed_service.store.uncompared(9) == (story.id,)
