"""Stories as the service offers them: clustered after a refresh, previewed, compared, and added to by hand."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.alignment.verdicts import verdict
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.core.models import Alignment, Ref
from newsdiff.errors import NewsdiffError, ReadError
from newsdiff.service.manual_articles import GROUP
from newsdiff.wording import story_news
from support.faulty_server import answer
from support.feed_server import NOON, XML, subscribe
from support.stored_stories import BRIDGE, WIRE, summary, titles_by_story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsdiff.core.models import Article
    from newsdiff.service.feed_service import FeedService
    from support.feed_server import FeedServer, Time

PAGE = "<!doctype html><html lang='en'><head><title>{0}</title></head><body><main><article><h1>{0}</h1>{1}</article></main></body></html>"
SENTENCES = (
    "A cargo ship struck the harbour bridge in Norvik on Friday morning, the police said.",
    "Nobody was hurt, but 12 cars were towed away from the approach to the bridge.",
    "Engineers went out in boats to look for cracks in the pillar below the water.",
    "The bridge carries thirty thousand cars on a working day, and the detour takes an hour.",
)


def feed(name: str, *items: tuple[str, str, str], minute: int = 0) -> bytes:
    entries = "".join(
        f"<item><guid isPermaLink='false'>{title}</guid><title>{title}</title>{f'<link>{link}</link>' if link else ''}"
        f"<pubDate>Fri, 20 Nov 2026 10:{minute + n:02}:00 GMT</pubDate><description>{text}</description></item>"
        for n, (title, text, link) in enumerate(items)
    )
    body = f"<rss version='2.0'><channel><title>{name}</title><link>https://{name.lower()}.example/</link>{entries}</channel></rss>"
    return answer(body.encode(), headers=XML)


def page(title: str, *sentences: str) -> bytes:
    return answer(PAGE.format(title, "".join(f"<p>{one}</p>" for one in sentences)).encode())


def text(articles: Sequence[Article], ref: Ref) -> str:
    return articles[ref.article].sentences[ref.sentence].text


LATER = {
    "Moor": (("Strike of teachers closes forty schools in Halden", "Teachers in Halden strike over pay.", ""),),
    "Fell": (("Teachers strike, forty schools in Halden closed", "Forty schools closed as teachers strike.", ""),),
}


async def bridged(server: FeedServer, feed_service: FeedService) -> int:
    """Three outlets tell of the bridge, one of them in a wire copy; gives the story's id."""
    server.serves("/a.html", page(BRIDGE[0][0], *SENTENCES))
    server.serves(
        "/b.html",
        page(
            BRIDGE[1][0],
            SENTENCES[0],
            SENTENCES[1].replace("12", "14"),
            "The mayor will speak in the evening about what is to be done.",
        ),
    )
    urls = (
        server.serves("/bell", feed("Bell", (*BRIDGE[0], server.url("/a.html")))),
        server.serves("/post", feed("Post", (*BRIDGE[1], server.url("/b.html")), minute=5)),
        server.serves(
            "/tide",
            feed("Tide", (*BRIDGE[2], ""), ("Oster closes its station", f"OSTER (Reuters) — {WIRE}", ""), minute=9),
        ),
        server.serves("/dawn", feed("Dawn", ("Station of Oster closed", WIRE, ""), minute=30)),
    )
    subscribe(feed_service, *urls)
    await feed_service.refresh()
    return summary(feed_service.store, "Norvik").id


async def test_a_refresh_clusters_what_it_brought(server: FeedServer, feed_service: FeedService) -> None:
    await bridged(server, feed_service)
    assert feed_service.store.count_unclustered() == 0
    assert frozenset(title for title, _ in BRIDGE) in titles_by_story(feed_service.store)
    assert feed_service.store.count_stories() == 2
    assert await feed_service.stories.catch_up() == 0


async def test_a_refresh_need_not_wait_for_its_stories_which_come_out_the_same(
    server: FeedServer, feed_service: FeedService
) -> None:
    await bridged(server, feed_service)
    whole = titles_by_story(feed_service.store)
    with feed_service.store.writing_clusters() as writer:
        writer.end_refresh()
    urls = [server.serves(f"/{name}", feed(name, *items)) for name, items in LATER.items()]
    subscribe(feed_service, *urls)
    report = await feed_service.refresh(cluster=False)
    assert report.new == feed_service.store.count_unclustered() == 2
    told: list[tuple[int, int]] = []
    assert await feed_service.stories.catch_up(lambda done, total: told.append((done, total))) == 2
    assert told == [(2, 2)]
    both = frozenset(title for items in LATER.values() for title, _, _ in items)
    assert titles_by_story(feed_service.store) == whole | {both}


async def test_what_was_stored_otherwise_is_caught_up_with(
    server: FeedServer, feed_service: FeedService, clock: Time
) -> None:
    added = await feed_service.add(server.serves("/bell", feed("Bell", (*BRIDGE[0], ""))))
    assert added.feed is not None
    assert feed_service.store.count_unclustered() == 1
    feed_service.store.record_refresh_start(clock())
    assert await feed_service.stories.catch_up() == 0
    clock.passes(hours=1)
    with feed_service.store.refresh_lock():
        assert await feed_service.stories.catch_up() == 0
    assert await feed_service.stories.catch_up() == 1


async def test_a_refresh_does_not_wait_for_what_is_caught_up_with(
    server: FeedServer, feed_service: FeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.service.story_service.CHUNK", 1)
    items = [(f"Herring of day {number}", f"Catch number {number}.", "") for number in range(40)]
    await feed_service.add(server.serves("/bell", feed("Bell", *items)))
    catching = asyncio.create_task(feed_service.stories.catch_up())
    while feed_service.store.count_unclustered() == 40:  # noqa: ASYNC110 -- the store has no event for it
        await asyncio.sleep(0)
    report = await feed_service.refresh(forced=True)
    assert report.feeds == 1
    assert 0 < await catching < 40
    assert feed_service.store.count_unclustered() == 0


async def test_nothing_is_added_to_a_story_that_is_gone_and_nothing_hidden_is(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    story = await bridged(server, feed_service)
    file = tmp_path / "gazette.txt"
    file.write_text("Norvik bridge: what is known\n\n" + " ".join(SENTENCES))
    before = feed_service.store.feeds(), feed_service.store.latest_entry()
    with pytest.raises(ReadError, match="not there any more"):
        await feed_service.stories.add_article(999, str(file))
    assert (feed_service.store.feeds(), feed_service.store.latest_entry()) == before
    # The page is that of an article which was removed with its feed.
    feed_service.store.remove_feed(next(one.id for one in before[0] if one.title == "Bell"))
    added = await feed_service.stories.add_article(story, server.url("/a.html"))
    assert added in {one.id for one in feed_service.store.story_entries(story)}
    assert feed_service.store.some_entries([added])[0].feed_id not in {one.id for one in before[0]}


async def test_what_was_added_by_hand_is_never_due(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    story = await bridged(server, feed_service)
    file = tmp_path / "gazette.txt"
    file.write_text("Norvik bridge: what is known\n\n" + " ".join(SENTENCES))
    added = await feed_service.stories.add_article(story, str(file))
    hand = feed_service.store.some_entries([added])[0].feed_id
    feed_service.store.set_settings(hand, FeedSettings())
    assert hand not in {one.id for one in feed_service.due()}


async def test_a_refresh_that_was_cancelled_leaves_its_entries_to_the_next(
    server: FeedServer, feed_service: FeedService
) -> None:
    subscribe(feed_service, server.serves("/bell", feed("Bell", (*BRIDGE[0], ""))), server.url("/hang"))
    came = asyncio.Event()
    refreshing = asyncio.create_task(feed_service.refresh(progress=lambda _: came.set()))
    await came.wait()
    refreshing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await refreshing
    assert await feed_service.stories.catch_up() == 0
    feed_service.store.remove_feed(2)
    await feed_service.refresh(forced=True)
    assert feed_service.store.count_unclustered() == 0


async def test_a_preview_shows_how_each_outlet_begins(server: FeedServer, feed_service: FeedService) -> None:
    await bridged(server, feed_service)
    preview = feed_service.stories.preview(summary(feed_service.store, "Oster closes").id)
    assert preview is not None
    (opening,) = preview.openings
    assert (opening.outlet, opening.also, opening.agency) == ("Tide", ("Dawn",), "Reuters")
    assert opening.sentence == WIRE
    assert not opening.full
    assert feed_service.stories.preview(99) is None


async def test_the_articles_of_a_story_come_as_they_are_fetched(server: FeedServer, feed_service: FeedService) -> None:
    story = await bridged(server, feed_service)
    steps = [one async for one in feed_service.stories.each_article(story)]
    assert len(steps) == 3
    assert [len(one.articles) for one in steps] == [3, 3, 3]
    assert len(steps[0].articles[0].sentences) < len(steps[-1].articles[0].sentences)
    assert [one.outlet for one in steps[-1].articles] == ["Bell", "Post", "Tide"]
    assert "Tide" in " ".join(steps[-1].notices)
    again = await feed_service.stories.articles(story)
    assert [one.text for one in again.articles] == [one.text for one in steps[-1].articles]
    assert server.asked("/a.html") == 1
    with pytest.raises(ReadError, match="not there any more"):
        await feed_service.stories.articles(99)


async def test_what_is_compared_is_the_newest_text_of_an_article_that_its_feed_revises(
    server: FeedServer, feed_service: FeedService, clock: Time
) -> None:
    story = await bridged(server, feed_service)
    assert "12 cars" in (await feed_service.stories.articles(story)).articles[0].text
    clock.passes(hours=2)
    title, summary_text = BRIDGE[0]
    revised = summary_text.replace("12 cars", "40 cars")
    assert revised != summary_text
    server.serves("/bell", feed("Bell", (title, revised, server.url("/a.html"))))
    server.serves("/a.html", page(title, *(one.replace("12 cars", "40 cars") for one in SENTENCES)))
    assert (await feed_service.refresh(forced=True)).revised == 1
    first, *_, last = [one async for one in feed_service.stories.each_article(story)]
    assert "40 cars" in first.articles[0].text
    assert "40 cars" in last.articles[0].text
    assert SENTENCES[3] in last.articles[0].text
    assert server.asked("/a.html") == 2
    # A page that cannot be had again gives way to what the feed says now.
    clock.passes(hours=2)
    server.serves("/bell", feed("Bell", (title, summary_text.replace("12 cars", "41 cars"), server.url("/a.html"))))
    server.serves("/a.html", answer(b"", status=500))
    await feed_service.refresh(forced=True)
    for _ in range(2):
        told = await feed_service.stories.articles(story)
        assert "41 cars" in told.articles[0].text
        assert any("Bell" in notice for notice in told.notices)
    assert server.asked("/a.html") == 3


async def test_a_comparison_is_of_the_stored_texts_and_is_kept(server: FeedServer, feed_service: FeedService) -> None:
    story = await bridged(server, feed_service)
    assert feed_service.store.uncompared(20) == (story,)
    first = feed_service.stories.compare(story)
    assert first is not None
    assert feed_service.store.uncompared(20) == ()
    await feed_service.stories.articles(story)
    (stale,) = feed_service.store.some_stories([story])
    assert stale.compared is not None
    assert stale.compared.stale
    found = feed_service.stories.compare(story)
    assert found is not None
    assert (found.figures, found.common + found.reworded >= 2, found.only >= 2) == (1, True, True)
    assert not found.stale
    assert feed_service.stories.compare(story) == found == feed_service.store.some_stories([story])[0].compared
    assert feed_service.stories.compare(99) is None


async def test_the_users_decisions_count_in_the_numbers_of_a_story(
    server: FeedServer, feed_service: FeedService
) -> None:
    story = await bridged(server, feed_service)
    articles = (await feed_service.stories.articles(story)).articles
    before = feed_service.stories.compare(story)
    assert before is not None
    assert before.figures == 1
    places = [
        next(ref for ref in Alignment(articles, ()).refs() if wanted in text(articles, ref))
        for wanted in ("12 cars", "14 cars")
    ]
    said = verdict(Alignment(articles, ()), places[0], places[1], linked=False, at=NOON, about="details")
    feed_service.store.record(said)
    feed_service.store.recount_story(story)
    assert feed_service.store.uncompared(20) == (story,)
    after = feed_service.stories.compare(story)
    assert after is not None
    assert after.figures == 0
    assert sum((after.common, after.reworded, after.only)) == sum((before.common, before.reworded, before.only))
    feed_service.store.record(replace(said, about="match"))
    feed_service.store.recount_story(story)
    apart = feed_service.stories.compare(story)
    assert apart is not None
    assert apart.only > after.only


async def test_an_article_is_added_by_hand_and_taken_back(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    story = await bridged(server, feed_service)
    file = tmp_path / "gazette.txt"
    file.write_text("Norvik bridge: what is known\n\n" + " ".join(SENTENCES))
    entry = await feed_service.stories.add_article(story, str(file))
    assert feed_service.store.story_of(entry) == story
    assert "Gazette" in [one.outlet for one in feed_service.store.some_stories([story])[0].accounts]
    assert {one.settings.group for one in feed_service.store.feeds()} == {"", GROUP}
    with pytest.raises(NewsdiffError, match="in that story already"):
        await feed_service.stories.add_article(story, str(file))
    known = feed_service.store.story_entries(summary(feed_service.store, "Oster").id)[0]
    page_of = await feed_service.stories.add_article(summary(feed_service.store, "Oster").id, server.url("/a.html"))
    assert feed_service.store.story_of(page_of) == feed_service.store.story_of(known.id)
    assert feed_service.store.undo()
    assert feed_service.store.story_of(page_of) == story
    assert feed_service.store.undo()
    assert feed_service.store.story_of(entry) not in {story, None}
    with pytest.raises(NewsdiffError):
        await feed_service.stories.add_article(story, str(tmp_path / "none.txt"))
    # It is no feed to be asked, and none to be handed on.
    report = await feed_service.refresh(forced=True)
    assert (report.feeds, report.failed) == (4, ())
    assert b"added:" not in (await feed_service.export_opml(None)).data


async def test_a_refresh_reports_the_news_of_watched_stories(
    server: FeedServer, feed_service: FeedService, clock: Time
) -> None:
    story = await bridged(server, feed_service)
    feed_service.store.watch_story(story)
    clock.passes(hours=2)
    server.serves("/dawn", feed("Dawn", (BRIDGE[2][0], BRIDGE[2][1], ""), minute=40))
    report = await feed_service.refresh(forced=True)
    assert [story_news(one) for one in report.news] == [f"Dawn tells it too: {BRIDGE[2][0]}"]
    assert report.news[0].at == clock()
    feed_service.store.mark_news_seen(report.news)
    assert (await feed_service.refresh(forced=True)).news == ()


async def test_all_of_a_story_is_marked_read(server: FeedServer, feed_service: FeedService) -> None:
    story = await bridged(server, feed_service)
    assert feed_service.store.mark_story_read(story) == 3
    assert feed_service.store.some_stories([story])[0].unread == 0
    assert feed_service.store.story_entries(story)[0].published < NOON
