"""Politeness: when a feed is asked, when it is left alone, and how many requests a host gets at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters import retry_after, urls
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url, without_user
from newsdiff.text_format import hour_and_day

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from newsdiff.adapters.http import Response
    from newsdiff.core.library.feeds import Feed, FeedState

INTERVAL = 1800
"""Seconds between two refreshes of a feed, where nothing else is set."""

PER_HOST = 4
"""Requests at once to one host of somebody else."""

OWN = 200
"""Requests at once to this very computer, which is nobody's to be polite to."""

FIRST_BACK_OFF = timedelta(minutes=5)
LONGEST_BACK_OFF = timedelta(days=1)

_SLACK = timedelta(seconds=60)
"""A feed counts as due so much earlier (or a tenth of its interval): a timer of the same length, as cron's, would
otherwise miss it every second time."""


class RetryLater(FetchError):  # noqa: N818 -- it is no mistake of anybody
    """A host asked to be left in peace, and the time is not over."""

    def __init__(self, url: str, until: datetime) -> None:
        super().__init__(
            f"{redact_url(url)} was not asked: its server wants to be left in peace until "
            f"{hour_and_day(until.astimezone())}."
        )
        self.until = until


class HostLimiter:
    """How many requests each host gets at once, and which hosts get none for a while."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime], *, per_host: int = PER_HOST) -> None:
        """Take the file that remembers the rests (None: nothing is remembered after the end) and the time."""
        self._path = path
        self._clock = clock
        self._rests = retry_after.read(path, clock()) if path else {}
        self._places: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._own = asyncio.Semaphore(OWN)

    def again(self) -> None:
        """Looks into the file again: another newsdiff may have been told to wait."""
        if self._path:
            self._rests = _later(retry_after.read(self._path, self._clock()), self._rests)

    @asynccontextmanager
    async def place(self, url: str) -> AsyncIterator[None]:
        """Waits for a place among the requests to the host of an address.

        Raises:
            Resting: The host asked to be left in peace, before or while this waited.
        """
        self.check(url)
        host = urls.host(url)
        async with self._own if urls.is_loopback_host(host) else self._places[host]:
            self.check(url)
            yield

    def check(self, url: str) -> None:
        """Raises Resting where the host of an address is at rest."""
        until, now = self._rests.get(_whom(url)), self._clock()
        # No rest is longer than this, unless the clock was put back since it began.
        if until and now < until <= now + retry_after.LONGEST:
            raise RetryLater(url, until)

    def rest(self, url: str, time: timedelta) -> None:
        """Leaves the host of an address alone for a time."""
        now, whom = self._clock(), _whom(url)
        standing = {one: until for one, until in self._rests.items() if until > now}
        self._rests = _later(standing, {whom: now + time})
        if self._path:
            retry_after.write(self._path, _later(retry_after.read(self._path, now), self._rests))


def _later(one: Mapping[str, datetime], other: Mapping[str, datetime]) -> dict[str, datetime]:
    """The rests of both, the longer one where a host has two."""
    return {**one, **{host: max(until, one.get(host, until)) for host, until in other.items()}}


def _whom(url: str) -> str:
    """Who rests: the host, or on this very computer, where one name stands for many servers, the address alone."""
    host = urls.host(url)
    if urls.is_loopback_host(host):
        return without_user(url).partition("?")[0]
    return host


def trusted(feed: Feed, url: str) -> bool:
    """Whether an address of a feed, or one that it leads to, may lie in a private network: the reader typed its host.

    What a list names, and where a feed has moved, nobody typed.
    """
    return feed.typed_url is not None and urls.host(url) == urls.host(feed.typed_url)


def interval(feed: Feed, usual: int) -> timedelta:
    """The time between two refreshes of a feed; `usual`, in seconds, where nothing is set for it."""
    return timedelta(seconds=feed.settings.interval or usual)


def due(feed: Feed, usual: int, now: datetime) -> bool:
    """Whether it is time to ask a feed by itself. One that is paused or gone is never due.

    One that was asked in the future is: the clock was wrong then, and nobody knows how long ago that was.
    """
    state = feed.state
    if feed.settings.paused or state.gone:
        return False
    if state.last_try is not None and state.last_try > now:
        return True
    if state.failures or state.last_try is None:
        return state.next_try is None or state.next_try <= now
    pause = interval(feed, usual)
    return state.last_try + pause - min(_SLACK, pause / 10) <= now


def may_force(feed: Feed, usual: int, now: datetime) -> bool:
    """Whether a feed may be asked because the reader wants to refresh now: the usual interval does not hold it back,
    one that the reader has set for it does, and so does a failure."""
    if feed.settings.paused or feed.state.gone:
        return False
    return due(feed, usual, now) or not (feed.state.failures or feed.settings.interval)


def back_off(failures: int) -> timedelta:
    """How long to wait after so many failures in a row: 5 minutes, then twice as long each time, up to a day."""
    return min(FIRST_BACK_OFF * (1 << min(failures - 1, 20)), LONGEST_BACK_OFF)


def good(feed: Feed, usual: int, now: datetime, response: Response, body_hash: str | None) -> FeedState:
    """The state of a feed after a good answer."""
    state = feed.state
    unchanged = response.unchanged
    return replace(
        state,
        etag=response.etag or (state.etag if unchanged else None),
        last_modified=response.last_modified or (state.last_modified if unchanged else None),
        body_hash=body_hash,
        last_try=now,
        last_good=now,
        next_try=now + interval(feed, usual),
        failures=0,
        failing_since=None,
        error=None,
        gone=False,
    )


def failed(feed: Feed, now: datetime, error: str, retry_after: timedelta | None = None) -> FeedState:
    """The state of a feed after a failure. What the last good answer gave stays, to be asked about again.

    Args:
        feed: The feed as it was.
        now: When it failed.
        error: Why, in a sentence.
        retry_after: How long its server asked to be left in peace.
    """
    state = feed.state
    failures = state.failures + 1
    pause = back_off(failures)
    if retry_after:
        # The server knows best when to come again, unless it says the same every time.
        pause = retry_after if failures == 1 else max(retry_after, pause)
    return replace(
        state,
        last_try=now,
        next_try=now + pause,
        failures=failures,
        failing_since=state.failing_since or now,
        error=error,
    )


def gone(feed: Feed, now: datetime, error: str) -> FeedState:
    """The state of a feed whose server says that it is gone for good: it is not asked again by itself."""
    return replace(failed(feed, now, f"{error.removesuffix('.')}: it is not asked again."), next_try=None, gone=True)
