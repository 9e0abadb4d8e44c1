"""A stored story of outlets that wrote several articles: the newest is compared, the others are named and one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.export_controller import export_view
from newsdiff.app.compare.story_source import StoredStory
from newsdiff.app.dialogs.outlet_articles import OutletArticlesDialog
from newsdiff.core.library.feeds import FeedItem, FeedState
from newsdiff.exports.formats import render
from support.compare_driver import open_stored_story
from support.feed_builders import NOON, at, content
from support.screen_driver import screen_lines, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService

TITLE = "Landslide at Korbeck buries the mountain road"
TEXT = "A landslide at Korbeck has buried the mountain road. "
MORE = {
    "herald": "Geologists had warned of the slope since the spring, and the council had put up nets in the summer.",
    "beacon": "Rescuers with dogs walk the debris, which is ten metres deep in places, said the fire chief of Korbeck.",
}


def item(outlet: str, number: int, minutes: float, title: str, text: str) -> FeedItem:
    return FeedItem(
        f"{outlet}-{number}",
        title,
        f"https://{outlet}.example/{number}",
        None,
        at(minutes),
        text=f"{text}\n\n{MORE[outlet]}",
    )


def publish(feed_service: FakeFeedService, outlet: str, *items: FeedItem) -> None:
    feed = feed_service.store.add_feed(f"https://{outlet.lower()}.example/feed").feed.id
    feed_service.store.save(feed, content(*items, title=outlet), FeedState(last_good=NOON), NOON)


async def landslide(feed_service: FakeFeedService) -> StoredStory:
    """The Herald wrote three times with a growing number of missing, the Beacon once between them."""
    publish(
        feed_service,
        "Herald",
        item("herald", 3, -10, f"{TITLE}, 9 missing", f"{TEXT}Nine people are missing."),
        item("herald", 2, -50, f"{TITLE}, 5 missing", f"{TEXT}Five people are missing."),
        item("herald", 1, -90, f"{TITLE}, 2 missing", f"{TEXT}Two people are missing."),
    )
    publish(feed_service, "Beacon", item("beacon", 1, -60, TITLE, f"{TEXT}Five people are missing."))
    await feed_service.stories.catch_up()
    (summary,) = feed_service.store.stories()
    assert (summary.outlets, summary.entries) == (2, 4)
    return StoredStory(feed_service.store, feed_service.stories, summary)


def unread(feed_service: FakeFeedService) -> set[str]:
    (summary,) = feed_service.store.stories()
    return {one.title.removeprefix(TITLE) for one in feed_service.store.story_entries(summary.id) if not one.read}


def shows(pilot: Pilot[NewsdiffError], words: str) -> Callable[[], bool]:
    return lambda: words in "\n".join(screen_lines(pilot))


async def test_the_newest_article_is_compared_and_another_is_one_key_away(feed_service: FakeFeedService) -> None:
    source = await landslide(feed_service)
    async with open_stored_story(feed_service, source, (170, 40)) as (pilot, screen):
        await wait_until(pilot, shows(pilot, "1 detail"))
        assert [one.title for one in screen.state.alignment.articles] == [f"{TITLE}, 9 missing", TITLE]
        await wait_until(pilot, lambda: unread(feed_service) == {", 2 missing", ", 5 missing"})
        await wait_until(pilot, shows(pilot, "2 of 2 articles are incomplete"))
        await pilot.press("j")
        await wait_until(pilot, shows(pilot, "x other articles"))
        # It is a state, and stands where the outlet is named.
        await wait_until(pilot, shows(pilot, "1 of 3 articles"))
        await pilot.press("j")
        await wait_until(pilot, lambda: "1 of 3 articles" in screen_lines(pilot)[1])
        assert "x other articles" in screen_lines(pilot)[-1]
        # The rail names the others, and does not take the newest for the first.
        text = "\n".join(screen_lines(pilot))
        assert ", 5 missing" in text.replace("\n", " ")
        first = text[text.index("Who had it first") : text.index("At a glance")]
        assert first.index("10:30  1 Herald") < first.index("11:00  2 Beacon")
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OutletArticlesDialog)
        rows = [(one.sign, one.text.removeprefix(f"Herald: {TITLE}, ")) for one in pilot.app.screen.view.rows]
        assert rows == [("●", "9 missing"), (" ", "5 missing"), (" ", "2 missing")]
        await pilot.press("enter")
        await wait_until(pilot, lambda: screen.state.alignment.articles[0].title.endswith("5 missing"))
        await wait_until(pilot, shows(pilot, "Herald, 20 Nov 2026 11:10: “Landslide"))
        assert [one.outlet for one in screen.state.alignment.articles] == ["Herald", "Beacon"]
        await wait_until(pilot, lambda: unread(feed_service) == {", 2 missing"})
        assert screen.state.lead == 0


async def test_an_outlet_whose_newest_article_has_no_text_is_heard_with_the_one_before(
    feed_service: FakeFeedService,
) -> None:
    await landslide(feed_service)
    bare = FeedItem("herald-4", f"{TITLE}: live", "https://herald.example/4", None, at(-2))
    publish(feed_service, "Herald", bare)
    await feed_service.stories.catch_up()
    (summary,) = feed_service.store.stories()
    assert summary.entries == 5
    *_, last = [one async for one in feed_service.stories.each_article(summary.id)]
    assert [one.title for one in last.articles] == [f"{TITLE}, 9 missing", TITLE]
    assert f"Herald's “{TITLE}: live” has no text, so “{TITLE}, 9 missing” is compared." in last.notices


async def test_of_an_outlet_without_any_text_the_newest_headline_is_compared(feed_service: FakeFeedService) -> None:
    for number, minutes in ((1, -90), (2, -40), (3, -10)):
        title = f"{TITLE}, {number} missing"
        publish(
            feed_service,
            "Herald",
            FeedItem(f"h{number}", title, f"https://herald.example/{number}", None, at(minutes)),
        )
    publish(feed_service, "Beacon", item("beacon", 1, -60, TITLE, f"{TEXT}Five people are missing."))
    await feed_service.stories.catch_up()
    (summary,) = feed_service.store.stories()
    *_, last = [one async for one in feed_service.stories.each_article(summary.id)]
    shown = {entry.id: entry.title for outlet in last.outlets for entry in outlet.entries}
    assert [one.title for one in last.articles] == [f"{TITLE}, 3 missing", TITLE]
    assert [shown[one.shown] for one in last.outlets] == [f"{TITLE}, 3 missing", TITLE]
    assert last.notices[0].startswith("Only the headline of Herald is compared. https://herald.example/3 ")


async def test_a_story_of_one_article_from_each_outlet_has_no_other(feed_service: FakeFeedService) -> None:
    for outlet, minutes in (("Herald", -60), ("Beacon", -30)):
        publish(
            feed_service, outlet, item(outlet.lower(), 1, minutes, TITLE, f"{TEXT}{outlet} knows of nobody missing.")
        )
    await feed_service.stories.catch_up()
    source = StoredStory(feed_service.store, feed_service.stories, feed_service.store.stories()[0])
    async with open_stored_story(feed_service, source, (80, 24)) as (pilot, _):
        await wait_until(pilot, lambda: unread(feed_service) == set())
        await wait_until(pilot, shows(pilot, "2 of 2 articles are incomplete"))
        await pilot.press("j")
        assert not shows(pilot, "other articles")()
        await pilot.press("x")
        await wait_until(pilot, shows(pilot, "No outlet has another article of this story"))


async def test_the_header_and_the_export_have_the_headline_of_the_story(feed_service: FakeFeedService) -> None:
    source = await landslide(feed_service)
    assert source.summary is not None
    beacon = next(one.entry for one in source.summary.accounts if one.outlet == "Beacon")
    feed_service.store.set_lead(source.summary.id, beacon)
    (summary,) = feed_service.store.stories()
    assert summary.headline == TITLE
    source = StoredStory(feed_service.store, feed_service.stories, summary)
    async with open_stored_story(feed_service, source, (120, 30)) as (pilot, screen):
        await wait_until(pilot, lambda: not screen.state.pending)
        assert screen.state.alignment.articles[screen.state.lead].title != TITLE
        await wait_until(pilot, lambda: f" {TITLE}  " in screen_lines(pilot)[0])
        view = export_view(screen.state)
        text = render(screen.state.alignment, "table", view=view)
        assert text.startswith(f"{TITLE}\n")
        assert "2 other articles were not compared: Herald, 20 November 2026, 11:10 UTC" in text
