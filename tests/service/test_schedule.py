"""When a feed is asked, and when it is left alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters import retry_after
from newsdiff.adapters.http import Response
from newsdiff.core.library.feeds import Feed, FeedSettings, FeedState
from newsdiff.service.feed_client import SoftTimeoutSemaphore
from newsdiff.service.schedule import HostLimiter, RetryLater, back_off, due, failed, gone, good, may_force
from support.feed_server import NOON, Time

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600


def feed(state: FeedState | None = None, settings: FeedSettings | None = None) -> Feed:
    return Feed(1, "https://bell.example/feed", "The Bell", None, "", settings or FeedSettings(), state or FeedState())


def tried(minutes_ago: float, **more: object) -> FeedState:
    return replace(FeedState(last_try=NOON - timedelta(minutes=minutes_ago)), **more)  # type: ignore[arg-type]  # names of fields


WAITS = tried(1, failures=1, next_try=NOON + timedelta(minutes=4))
OVER = tried(6, failures=1, next_try=NOON - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("state", "settings", "is_due", "is_willing"),
    [
        pytest.param(FeedState(), FeedSettings(), True, True, id="never asked"),
        pytest.param(tried(30), FeedSettings(), False, True, id="within the usual interval"),
        pytest.param(tried(59.5), FeedSettings(), True, True, id="a timer that is a little early"),
        pytest.param(tried(60), FeedSettings(), True, True, id="after the usual interval"),
        pytest.param(tried(60), FeedSettings(interval=2 * HOUR), False, False, id="within its own interval"),
        pytest.param(tried(121), FeedSettings(interval=2 * HOUR), True, True, id="after its own interval"),
        pytest.param(WAITS, FeedSettings(), False, False, id="waits after a failure"),
        pytest.param(OVER, FeedSettings(), True, True, id="has waited after a failure"),
        pytest.param(tried(90), FeedSettings(paused=True), False, False, id="paused"),
        pytest.param(tried(90, gone=True), FeedSettings(), False, False, id="gone"),
        pytest.param(
            tried(-90 * 24 * 60), FeedSettings(interval=HOUR), True, True, id="asked by a clock that was ahead"
        ),
        pytest.param(
            tried(-1, failures=1, next_try=NOON + timedelta(days=90)),
            FeedSettings(),
            True,
            True,
            id="failed by such a clock",
        ),
        pytest.param(tried(-90), FeedSettings(paused=True), False, False, id="paused by such a clock"),
    ],
)
def test_a_feed_is_asked_when_it_is_time(
    state: FeedState, settings: FeedSettings, is_due: bool, is_willing: bool
) -> None:
    assert due(feed(state, settings), HOUR, NOON) is is_due
    assert may_force(feed(state, settings), HOUR, NOON) is is_willing


def test_waiting_doubles_after_each_failure_up_to_a_day() -> None:
    assert [back_off(n) // timedelta(minutes=1) for n in (1, 2, 3, 9, 10, 1000)] == [5, 10, 20, 1280, 1440, 1440]


def test_a_failure_keeps_what_the_last_good_answer_gave() -> None:
    before = FeedState(etag='"1"', body_hash="abc", last_good=NOON - timedelta(hours=1))
    first = failed(feed(before), NOON, "It broke.")
    assert (first.etag, first.body_hash, first.last_good) == ('"1"', "abc", before.last_good)
    assert (first.failures, first.failing_since, first.error) == (1, NOON, "It broke.")
    later = NOON + timedelta(minutes=5)
    second = failed(feed(first), later, "It broke again.")
    assert (second.failures, second.failing_since, second.next_try) == (2, NOON, later + timedelta(minutes=10))


@pytest.mark.parametrize(("failures", "asked", "waits"), [(0, 30, 30), (0, 7200, 7200), (3, 30, 2400), (3, 7200, 7200)])
def test_a_server_that_asks_for_rest_gets_it(failures: int, asked: int, waits: int) -> None:
    state = failed(feed(FeedState(failures=failures)), NOON, "Busy.", timedelta(seconds=asked))
    assert state.next_try == NOON + timedelta(seconds=waits)


def test_a_good_answer_ends_a_failure() -> None:
    before = FeedState(failures=3, failing_since=NOON, error="It broke.", gone=True, etag='"1"', last_modified="then")
    after = good(feed(before), HOUR, NOON, Response("https://bell.example/feed", 200, etag='"2"'), "abc")
    assert after == FeedState('"2"', None, "abc", NOON, NOON, NOON + timedelta(hours=1))


def test_an_answer_without_news_keeps_what_it_is_asked_with() -> None:
    before = FeedState(etag='"1"', last_modified="then", body_hash="abc")
    after = good(feed(before), HOUR, NOON, Response("https://bell.example/feed", 304), "abc")
    assert (after.etag, after.last_modified, after.body_hash) == ('"1"', "then", "abc")


def test_a_feed_that_is_gone_has_no_next_try() -> None:
    state = gone(feed(), NOON, "It answered 410 Gone.")
    assert (state.gone, state.next_try, state.error) == (True, None, "It answered 410 Gone: it is not asked again.")


# Hosts


async def refused(hosts: HostLimiter, url: str) -> bool:
    try:
        async with hosts.place(url):
            return False
    except RetryLater:
        return True


async def test_a_host_rests_as_a_whole_and_others_do_not(tmp_path: Path) -> None:
    clock = Time()
    hosts = HostLimiter(tmp_path / "rests", clock)
    hosts.rest("https://bell.example/a", timedelta(minutes=2))
    assert await refused(hosts, "https://bell.example/b?c=d")
    assert await refused(hosts, "http://bell.example:8080/")
    assert not await refused(hosts, "https://post.example/a")
    clock.passes(minutes=2)
    assert not await refused(hosts, "https://bell.example/b")


async def test_a_rest_ends_when_the_clock_is_put_back() -> None:
    clock = Time()
    hosts = HostLimiter(None, clock)
    clock.now = NOON + timedelta(days=90)
    hosts.rest("https://bell.example/feed", timedelta(hours=1))
    assert await refused(hosts, "https://bell.example/feed")
    clock.now = NOON
    assert not await refused(hosts, "https://bell.example/feed")


async def test_on_this_computer_an_address_rests_alone() -> None:
    hosts = HostLimiter(None, Time())
    hosts.rest("http://127.0.0.1:8080/a", timedelta(minutes=2))
    assert await refused(hosts, "http://127.0.0.1:8080/a?again")
    assert not await refused(hosts, "http://127.0.0.1:8080/b")


async def test_a_rest_outlives_the_program_and_is_never_cut_short(tmp_path: Path) -> None:
    clock = Time()
    path = tmp_path / "rests"
    second = HostLimiter(path, clock)
    second.rest("https://bell.example/a", timedelta(minutes=1))
    HostLimiter(path, clock).rest("https://bell.example/a", timedelta(hours=1))
    assert not await refused(second, "https://post.example/")
    second.again()
    second.rest("https://bell.example/b", timedelta(minutes=1))
    second.rest("https://post.example/b", timedelta(minutes=1))
    assert retry_after.read(path, NOON) == {
        "bell.example": NOON + timedelta(hours=1),
        "post.example": NOON + timedelta(minutes=1),
    }
    clock.passes(minutes=2)
    assert await refused(second, "https://bell.example/")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_of_rests_that_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "rests"
    for text in ("", "[1]", '{"a": 1, "b": "x", "c": "9999-12-31T00:00:00+00:00"}', "{" * 5000, "\x00"):
        path.write_text(text)
        assert retry_after.read(path, NOON) == {}
    assert retry_after.read(tmp_path / "none", NOON) == {}


async def test_a_host_gets_a_few_requests_at_once_and_this_computer_many() -> None:
    hosts = HostLimiter(None, Time(), per_host=2)

    async def most(url: str) -> int:
        held, peak = 0, 0

        async def one() -> None:
            nonlocal held, peak
            async with hosts.place(url):
                held += 1
                peak = max(peak, held)
                for _ in range(10):
                    await asyncio.sleep(0)
                held -= 1

        await asyncio.gather(*(one() for _ in range(30)))
        return peak

    assert await most("https://bell.example/") == 2
    assert await most("http://localhost:1/") == 30


async def test_one_who_waits_for_a_place_is_told_of_a_rest_that_began_meanwhile() -> None:
    hosts = HostLimiter(None, Time(), per_host=1)
    async with hosts.place("https://bell.example/"):
        waiting = asyncio.create_task(refused(hosts, "https://bell.example/"))
        await asyncio.sleep(0)
        hosts.rest("https://bell.example/", timedelta(minutes=1))
    assert await waiting


# The lane


async def test_what_takes_long_gives_its_place_up() -> None:
    lane, release = SoftTimeoutSemaphore(1, seconds=0), asyncio.Event()
    slow = asyncio.create_task(lane.run(release.wait))
    assert await lane.run(lambda: asyncio.sleep(0, "quick")) == "quick"
    assert not slow.done()
    release.set()
    assert await slow


@pytest.mark.parametrize("seconds", [0, 60])
async def test_cancelled_work_has_ended(seconds: float) -> None:
    lane, events, began = SoftTimeoutSemaphore(1, seconds=seconds), list[str](), asyncio.Event()

    async def work() -> None:
        events.append("begins")
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            events.append("ends")

    task = asyncio.create_task(lane.run(work))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert events == ["begins", "ends"]
    assert await lane.run(lambda: asyncio.sleep(0, "next")) == "next"
