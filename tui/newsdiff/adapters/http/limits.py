"""How much may go on at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class HostSemaphores:
    """Slots for requests: a limit in total, and one per host."""

    def __init__(self, total: int, per_host: int) -> None:
        self._total = asyncio.Semaphore(total)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Waits for a slot. The slot of the host is acquired first, so that requests to a busy host block no others."""
        async with self._hosts[host], self._total:
            yield
