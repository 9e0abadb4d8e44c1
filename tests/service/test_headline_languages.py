"""Headlines of feeds that tell no language find each other; the language model is asked for them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.adapters.identify_languages import TASKS
from newsdiff.adapters.sandbox.process import Worker, WorkerError
from support.faulty_server import answer
from support.feed_server import XML, rss, subscribe
from support.headlines import HEADLINES
from support.stored_stories import titles_by_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.service.feed_service import FeedService
    from support.feed_server import FeedServer, Time

ENGLISH = (
    (
        "Crane falls onto harbour road in Port Marlow",
        "Ferry crew to stand trial over collision",
        "Quake rattles northern Chile",
        "Miners end strike at Barnsley pit",
    ),
    (
        "Bakers praise cheaper flour imports",
        "Night trains return after a decade",
        "Court jails former mayor for fraud",
        "Tesla unveils cheaper model",
    ),
)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the processes with a language model that were started."""
    pids: list[int] = []
    start = Worker.start

    async def recorded(tasks: str, memory: int, environment: Mapping[str, str]) -> Worker:
        worker = await start(tasks, memory, environment)
        if tasks == TASKS:
            pids.append(worker.pid)
        return worker

    monkeypatch.setattr(Worker, "start", recorded)
    return pids


def serve(server: FeedServer, path: str, *titles: str, language: str = "") -> str:
    """Serves a feed of nothing but titles, and returns its address."""
    feed = rss(*titles, title=path, text="")
    if language:
        feed = feed.replace(b"<channel>", f"<channel><language>{language}</language>".encode())
    return server.serves(path, answer(feed, headers=XML))


def serve_two_outlets(server: FeedServer, language: str) -> list[str]:
    one, another, other, other_again = HEADLINES[language]
    return [
        serve(server, f"/{language}/bell", one, other),
        serve(server, f"/{language}/post", another, other_again),
    ]


def stories(feed_service: FeedService) -> set[frozenset[str]]:
    return titles_by_story(feed_service.store)


def events(*languages: str) -> set[frozenset[str]]:
    return {frozenset(HEADLINES[name][at : at + 2]) for name in languages for at in (0, 2)}


async def test_titles_alone_of_one_event_find_each_other_in_many_languages(
    feed_service: FeedService, server: FeedServer, started: list[int]
) -> None:
    names = ("uk", "be", "pl", "cs", "ro", "hu", "tr", "id", "vi", "el", "lt", "fi", "kk", "bg")
    subscribe(feed_service, *(url for name in names for url in serve_two_outlets(server, name)))
    await feed_service.refresh()
    assert stories(feed_service) == events(*names)
    assert len(started) == 1


@pytest.mark.parametrize("language", ["en", "en-GB", ""])
async def test_an_english_refresh_never_starts_the_model(
    feed_service: FeedService, server: FeedServer, started: list[int], language: str
) -> None:
    some = [serve(server, f"/feed{number}", *titles, language=language) for number, titles in enumerate(ENGLISH)]
    subscribe(feed_service, *some)
    report = await feed_service.refresh()
    assert (report.new, report.failed) == (8, ())
    assert started == []


async def test_feeds_in_other_languages_that_declare_them_do_not_start_it_either(
    feed_service: FeedService, server: FeedServer, started: list[int]
) -> None:
    names = ("pl", "uk", "el", "fi")
    for name in names:
        one, another, *_ = HEADLINES[name]
        subscribe(
            feed_service,
            serve(server, f"/{name}/bell", one, language=name),
            serve(server, f"/{name}/post", another, language=name),
        )
    await feed_service.refresh()
    assert stories(feed_service) == {frozenset(HEADLINES[name][:2]) for name in names}
    assert started == []


async def test_a_feed_whose_earlier_items_are_known_is_not_asked_about_again(
    feed_service: FeedService, server: FeedServer, clock: Time, started: list[int]
) -> None:
    bell, post = serve_two_outlets(server, "lt")
    subscribe(feed_service, bell, post)
    serve(server, "/lt/bell", *HEADLINES["lt"])
    await feed_service.refresh()
    assert len(started) == 1
    clock.passes(hours=1)
    serve(server, "/lt/bell", "Klaipėdoje atidaryta nauja ligoninė")
    assert (await feed_service.refresh()).new == 1
    assert len(started) == 1


async def test_the_process_ends_with_the_refresh_and_serves_all_its_batches(
    feed_service: FeedService, server: FeedServer, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.service.story_ingest.MAX_BATCH", 3)
    subscribe(feed_service, *(url for name in ("pl", "fi", "tr") for url in serve_two_outlets(server, name)))
    await feed_service.refresh()
    assert feed_service.store.count_unclustered() == 0
    assert len(started) == 1


@pytest.mark.parametrize("reason", ["died", "time", "memory", "failed"])
async def test_without_an_answer_headlines_are_grouped_as_far_as_they_tell(
    feed_service: FeedService, server: FeedServer, monkeypatch: pytest.MonkeyPatch, reason: Any
) -> None:
    asked: list[int] = []

    async def fails(*_: object) -> list[str]:
        asked.append(1)
        raise WorkerError(reason, "No answer.")

    monkeypatch.setattr("newsdiff.adapters.identify_languages.identify", fails)
    monkeypatch.setattr("newsdiff.service.story_ingest.MAX_BATCH", 3)
    subscribe(feed_service, *(url for name in ("lt", "fi") for url in serve_two_outlets(server, name)))
    report = await feed_service.refresh()
    assert (report.new, report.failed) == (8, ())
    assert feed_service.store.count_unclustered() == 0
    # Once in a refresh is enough.
    assert len(asked) == 1


async def test_without_the_package_headlines_are_grouped_as_far_as_they_tell(
    feed_service: FeedService, server: FeedServer, started: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdiff.adapters.identify_languages.PACKAGE", "no_such_package_is_installed")
    subscribe(feed_service, *serve_two_outlets(server, "lt"))
    report = await feed_service.refresh()
    assert (report.new, report.failed) == (4, ())
    assert feed_service.store.count_unclustered() == 0
    assert started == []
