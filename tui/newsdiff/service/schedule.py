"""When a feed is fetched, and what its state is after a fetch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters import urls

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.adapters.http import Response
    from newsdiff.core.library.feeds import Feed, FeedState

DEFAULT_INTERVAL = 1800
"""Seconds between two refreshes of a feed for which nothing else is set."""

FIRST_BACK_OFF = timedelta(minutes=5)
"""Between a first failure and the next fetch; it doubles with each further failure."""

LONGEST_BACK_OFF = timedelta(days=1)

_SLACK = timedelta(seconds=60)
"""A feed is due this much early (or a tenth of its interval): a timer of the same length, such as cron's, would
otherwise miss it every second time."""


def may_be_private(feed: Feed, url: str) -> bool:
    """Whether an address of a feed, or one that it links to, may lie in a private network: the user typed its host.

    Addresses in an imported list, or to which a feed has moved, were not typed by anybody.
    """
    return feed.typed_url is not None and urls.host(url) == urls.host(feed.typed_url)


def interval(feed: Feed, default: int) -> timedelta:
    """The time between two refreshes of a feed; `default`, in seconds, where nothing is set for it."""
    return timedelta(seconds=feed.settings.interval or default)


def due(feed: Feed, default: int, now: datetime) -> bool:
    """Whether it is time to fetch a feed. One that is paused or gone is never due.

    A feed that was last fetched in the future is due: the clock was wrong then, and nobody knows how long ago that was.

    Args:
        feed: The feed.
        default: Seconds between two refreshes, where nothing is set for the feed.
        now: The current time (timezone-aware).
    """
    state = feed.state
    if feed.settings.paused or state.gone:
        return False
    if state.last_try is not None and state.last_try > now:
        return True
    if state.failures or state.last_try is None:
        return state.next_try is None or state.next_try <= now
    pause = interval(feed, default)
    return state.last_try + pause - min(_SLACK, pause / 10) <= now


def may_force(feed: Feed, default: int, now: datetime) -> bool:
    """Whether a feed may be fetched because the user wants to refresh now.

    The default interval does not hold it back; one that the user has set for the feed does, and so does a failure.
    The arguments are those of `due`.
    """
    if feed.settings.paused or feed.state.gone:
        return False
    return due(feed, default, now) or not (feed.state.failures or feed.settings.interval)


def back_off(failures: int) -> timedelta:
    """How long to wait after a number of failures in a row (at least 1): 5 minutes, doubled each time, up to a day."""
    return min(FIRST_BACK_OFF * (1 << min(failures - 1, 20)), LONGEST_BACK_OFF)


def after_success(feed: Feed, default: int, now: datetime, response: Response, body_hash: str | None) -> FeedState:
    """The state of a feed after a good answer.

    Args:
        feed: The feed as it was.
        default: Seconds between two refreshes, where nothing is set for the feed.
        now: When the answer came, aware.
        response: The answer.
        body_hash: Of its body, as `feed_client.digest` gives it.
    """
    state = feed.state
    unchanged = response.unchanged
    return replace(
        state,
        etag=response.etag or (state.etag if unchanged else None),
        last_modified=response.last_modified or (state.last_modified if unchanged else None),
        body_hash=body_hash,
        last_try=now,
        last_good=now,
        next_try=now + interval(feed, default),
        failures=0,
        failing_since=None,
        error=None,
        gone=False,
    )


def after_failure(feed: Feed, now: datetime, error: str, retry_after: timedelta | None = None) -> FeedState:
    """The state of a feed after a failure. The validators of its last good answer stay, to be sent again.

    Args:
        feed: The feed as it was.
        now: When it failed, aware.
        error: Why, in a sentence.
        retry_after: What the server's Retry-After said.
    """
    state = feed.state
    failures = state.failures + 1
    pause = back_off(failures)
    if retry_after:
        # Honour Retry-After, but after repeated failures never wait less than our own back-off.
        pause = retry_after if failures == 1 else max(retry_after, pause)
    return replace(
        state,
        last_try=now,
        next_try=now + pause,
        failures=failures,
        failing_since=state.failing_since or now,
        error=error,
    )


def after_gone(feed: Feed, now: datetime, error: str) -> FeedState:
    """The state of a feed whose server says that it is gone for good: it is not fetched again unless named.

    The arguments are those of `after_failure`.
    """
    return replace(
        after_failure(feed, now, f"{error.removesuffix('.')}: it is not asked again."), next_try=None, gone=True
    )
