"""When a feed is asked, and when it is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdiff.adapters.http import Response
from newsdiff.core.library.feeds import Feed, FeedSettings, FeedState
from newsdiff.service.schedule import after_failure, after_gone, after_success, back_off, due, may_force
from support.feed_server import NOON

HOUR = 3600


def feed(state: FeedState | None = None, settings: FeedSettings | None = None) -> Feed:
    return Feed(1, "https://bell.example/feed", "The Bell", None, "", settings or FeedSettings(), state or FeedState())


def tried(minutes_ago: float, **more: object) -> FeedState:
    return replace(FeedState(last_try=NOON - timedelta(minutes=minutes_ago)), **more)  # type: ignore[arg-type]  # names of fields


WAITS = tried(1, failures=1, next_try=NOON + timedelta(minutes=4))
OVER = tried(6, failures=1, next_try=NOON - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("state", "settings", "is_due", "forceable"),
    [
        pytest.param(FeedState(), FeedSettings(), True, True, id="never fetched"),
        pytest.param(tried(30), FeedSettings(), False, True, id="within the default interval"),
        pytest.param(tried(59.5), FeedSettings(), True, True, id="a timer that is a little early"),
        pytest.param(tried(60), FeedSettings(), True, True, id="after the default interval"),
        pytest.param(tried(60), FeedSettings(interval=2 * HOUR), False, False, id="within its own interval"),
        pytest.param(tried(121), FeedSettings(interval=2 * HOUR), True, True, id="after its own interval"),
        pytest.param(WAITS, FeedSettings(), False, False, id="waits after a failure"),
        pytest.param(OVER, FeedSettings(), True, True, id="has waited after a failure"),
        pytest.param(tried(90), FeedSettings(paused=True), False, False, id="paused"),
        pytest.param(tried(90, gone=True), FeedSettings(), False, False, id="gone"),
        pytest.param(
            tried(-90 * 24 * 60), FeedSettings(interval=HOUR), True, True, id="fetched by a clock that was ahead"
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
def test_a_feed_is_due_when_its_interval_is_over(
    state: FeedState, settings: FeedSettings, is_due: bool, forceable: bool
) -> None:
    assert due(feed(state, settings), HOUR, NOON) is is_due
    assert may_force(feed(state, settings), HOUR, NOON) is forceable


def test_waiting_doubles_after_each_failure_up_to_a_day() -> None:
    assert [back_off(n) // timedelta(minutes=1) for n in (1, 2, 3, 9, 10, 1000)] == [5, 10, 20, 1280, 1440, 1440]


def test_a_failure_keeps_what_the_last_good_answer_gave() -> None:
    before = FeedState(etag='"1"', body_hash="abc", last_good=NOON - timedelta(hours=1))
    first = after_failure(feed(before), NOON, "It broke.")
    assert (first.etag, first.body_hash, first.last_good) == ('"1"', "abc", before.last_good)
    assert (first.failures, first.failing_since, first.error) == (1, NOON, "It broke.")
    later = NOON + timedelta(minutes=5)
    second = after_failure(feed(first), later, "It broke again.")
    assert (second.failures, second.failing_since, second.next_try) == (2, NOON, later + timedelta(minutes=10))


@pytest.mark.parametrize(
    ("failures", "retry_after", "waits"), [(0, 30, 30), (0, 7200, 7200), (3, 30, 2400), (3, 7200, 7200)]
)
def test_retry_after_is_obeyed_unless_the_back_off_is_longer(failures: int, retry_after: int, waits: int) -> None:
    state = after_failure(feed(FeedState(failures=failures)), NOON, "Busy.", timedelta(seconds=retry_after))
    assert state.next_try == NOON + timedelta(seconds=waits)


def test_a_good_answer_ends_a_failure() -> None:
    before = FeedState(failures=3, failing_since=NOON, error="It broke.", gone=True, etag='"1"', last_modified="then")
    after = after_success(feed(before), HOUR, NOON, Response("https://bell.example/feed", 200, etag='"2"'), "abc")
    assert after == FeedState('"2"', None, "abc", NOON, NOON, NOON + timedelta(hours=1))


def test_an_unchanged_answer_keeps_its_validators() -> None:
    before = FeedState(etag='"1"', last_modified="then", body_hash="abc")
    after = after_success(feed(before), HOUR, NOON, Response("https://bell.example/feed", 304), "abc")
    assert (after.etag, after.last_modified, after.body_hash) == ('"1"', "then", "abc")


def test_a_feed_that_is_gone_has_no_next_try() -> None:
    state = after_gone(feed(), NOON, "It answered 410 Gone.")
    assert (state.gone, state.next_try, state.error) == (True, None, "It answered 410 Gone: it is not asked again.")
