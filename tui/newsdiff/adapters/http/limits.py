"""How much may go on at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager, suppress
from operator import itemgetter
from typing import TYPE_CHECKING

from newsdiff.adapters.http.errors import FetchFault

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


ROOM_SECONDS = 60.0
"""Seconds that a body waits while none of the others is parsed before it fails."""

LONGEST_WAIT = 600.0
"""Seconds that a body waits at the longest, however many others are parsed before it."""


class ByteBudget:
    """The bytes of all bodies that are in memory, from their arrival until nobody needs them any more.

    Once the budget is spent, bodies wait for one another. One of them goes on nevertheless, so that they cannot wait
    for ever: in all there are never more bytes than the budget and one body.
    """

    def __init__(self, size: int) -> None:
        """Create a budget of so many bytes."""
        self._size = size
        self._over: ByteShare | None = None
        """The share that may grow beyond the budget."""
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        """What waits, with the bytes that each holds."""
        self.given_back = 0
        """How often a body was given back, by which those that wait see that it is worth while."""
        self.used = 0
        """Bytes that are held now."""
        self.most = 0
        """The most that were ever held at once."""

    def fits(self, share: ByteShare, count: int) -> bool:
        """Whether a share may hold so many bytes more without waiting."""
        if self.used + count > self._size and self._over is None:
            self._over = share
        return self.used + count <= self._size or self._over is share

    def take(self, count: int) -> None:
        """Count bytes that fit."""
        self.used += count
        self.most = max(self.most, self.used)

    async def change(self, held: int) -> None:
        """Wait until bytes are given back."""
        changed = asyncio.get_running_loop().create_future()
        self._waiting.append((held, changed))
        await changed

    def give_back(self, share: ByteShare, count: int) -> None:
        """Take back all that a share held, and wake those that wait: who holds the fewest first, so that a body of the
        usual size does not wait for those that are larger than any feed.
        """
        self.used -= count
        self.given_back += 1
        if self._over is share:
            self._over = None
        waiting, self._waiting = self._waiting, []
        for _, changed in sorted(waiting, key=itemgetter(0)):
            # A fetch may have been cancelled; after the end of newsdiff, even the loop is closed.
            with suppress(asyncio.InvalidStateError, RuntimeError):
                changed.set_result(None)


class ByteShare:
    """What one body holds of a budget."""

    def __init__(self, budget: ByteBudget) -> None:
        self._budget = budget
        self._held = 0

    def fits(self, count: int) -> bool:
        """Whether it may hold so many bytes more without waiting."""
        return self._budget.fits(self, count)

    @property
    def given_back(self) -> int:
        """How often any body of the budget was given back."""
        return self._budget.given_back

    async def hold(self, count: int) -> None:
        """Hold so many bytes more, as soon as they fit."""
        while not self._budget.fits(self, count):
            await self._budget.change(self._held)
        self._budget.take(count)
        self._held += count

    def give_back(self) -> None:
        """Hold nothing any more."""
        held, self._held = self._held, 0
        self._budget.give_back(self, held)


async def make_room(share: ByteShare, count: int, timeout: asyncio.Timeout) -> None:  # noqa: ASYNC109 -- one that runs
    """Have a share hold so many bytes more, and suspend a running timeout for as long as it waits for other bodies.

    Raises:
        FetchFault: It has waited for `ROOM_SECONDS` in which no other body was given back, or for `LONGEST_WAIT`.
    """
    if share.fits(count):
        await share.hold(count)
        return
    clock, end = asyncio.get_running_loop().time, timeout.when()
    began = clock()
    timeout.reschedule(None)
    holding = asyncio.ensure_future(share.hold(count))
    try:
        before = -1
        while not holding.done() and share.given_back != before and clock() - began < LONGEST_WAIT:
            before = share.given_back
            await asyncio.wait([holding], timeout=min(ROOM_SECONDS, began + LONGEST_WAIT - clock()))
    finally:
        holding.cancel()
    if not holding.done():
        raise FetchFault("has a large answer, for which there was no room beside the others; try again later")
    timeout.reschedule(None if end is None else end + clock() - began)


class HostSemaphores:
    """Slots for requests: a limit in total, and one per host."""

    def __init__(self, total: int, per_host: int) -> None:
        self._total = asyncio.Semaphore(total)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait for a slot. The slot of the host is acquired first, so that requests to a busy host block no others."""
        async with self._hosts[host], self._total:
            yield
