"""How many requests each host gets at once, and which hosts get none because they sent Retry-After."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from newsdiff.adapters import retry_after, urls
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url, without_user
from newsdiff.text_format import hour_and_day

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime, timedelta
    from pathlib import Path

PER_HOST = 4
"""Requests at once to one host on the network."""

PER_LOOPBACK_HOST = 200
"""Requests at once to this computer itself, which need not be spared."""


class RetryLater(FetchError):  # noqa: N818 -- nobody made a mistake
    """A host sent Retry-After, and that time is not over."""

    def __init__(self, url: str, until: datetime) -> None:
        super().__init__(
            f"{redact_url(url)} was not fetched: its server asked us to wait until {hour_and_day(until.astimezone())}."
        )
        self.until = until


class HostLimiter:
    """Limits the requests to each host, and holds back those to a host that sent Retry-After."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime], *, per_host: int = PER_HOST) -> None:
        """Create a limiter.

        Args:
            path: The file that remembers, between runs, which hosts to hold back; None: nothing is remembered.
            clock: Returns the current time (timezone-aware).
            per_host: Requests at once to one host.
        """
        self._path = path
        self._clock = clock
        self._until = retry_after.read(path, clock()) if path else {}
        self._semaphores: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._loopback = asyncio.Semaphore(PER_LOOPBACK_HOST)

    def reload(self) -> None:
        """Read the file again: a server may have sent Retry-After to another newsdiff."""
        if self._path:
            self._until = _latest(retry_after.read(self._path, self._clock()), self._until)

    @asynccontextmanager
    async def slot(self, url: str) -> AsyncIterator[None]:
        """Wait until the host of an address may be sent another request, and count the block as that request.

        Raises:
            RetryLater: The host sent Retry-After, before or during the wait.
        """
        self.check(url)
        host = urls.host(url)
        async with self._loopback if urls.is_loopback_host(host) else self._semaphores[host]:
            self.check(url)
            yield

    def check(self, url: str) -> None:
        """Raise RetryLater if the host of an address must not be sent requests now."""
        if not self._until:
            return
        until, now = self._until.get(_key(url)), self._clock()
        # No time is longer than this, unless the clock was put back since it began.
        if until and now < until <= now + retry_after.LONGEST:
            raise RetryLater(url, until)

    def back_off_host(self, url: str, time: timedelta) -> None:
        """Send no more requests to the host of an address for a time, as its Retry-After says."""
        now, key = self._clock(), _key(url)
        current = {one: until for one, until in self._until.items() if until > now}
        self._until = _latest(current, {key: now + time})
        if self._path:
            retry_after.write(self._path, _latest(retry_after.read(self._path, now), self._until))


def _latest(one: Mapping[str, datetime], other: Mapping[str, datetime]) -> dict[str, datetime]:
    """Both together, with the later time where a host is in both."""
    return {**one, **{host: max(until, one.get(host, until)) for host, until in other.items()}}


def _key(url: str) -> str:
    """What is held back: the host, or on this computer, where one name stands for many servers, the address alone."""
    host = urls.host(url)
    if urls.is_loopback_host(host):
        return without_user(url).partition("?")[0]
    return host
