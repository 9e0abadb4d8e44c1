"""Resolves hosts and refuses those in private networks. aiohttp connects only to the addresses that this returns.

This module imports aiohttp, which takes 0.2 s, so it is imported only when something is fetched.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress

from aiohttp.abc import AbstractResolver, ResolveResult

from newsdiff.adapters.http.errors import PrivateAddress
from newsdiff.adapters.urls import is_public

LOOKUPS = 64
"""Names that are resolved at once. A dead name server takes half a minute to time out."""

_Found = list[tuple[int, str]]


class PublicOnlyResolver(AbstractResolver):
    """The system's name resolution, in threads that nobody joins, so that a dead name server blocks nothing else.

    aiohttp passes names only; IP addresses in the URL itself are checked by the fetcher.
    """

    def __init__(self, *, guarded: bool) -> None:
        """A `guarded` resolver returns public IP addresses only."""
        self._guarded = guarded
        self._free = asyncio.Semaphore(LOOKUPS)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The IP addresses of a host.

        Raises:
            OSError: It has none; `PrivateAddress` if all of them are private and the resolver is guarded.
        """
        found = await self._looked_up(host, family)
        allowed = [(kind, ip) for kind, ip in found if not self._guarded or is_public(ip)]
        if found and not allowed:
            raise PrivateAddress(0, "a private address")
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for kind, ip in allowed
        ]

    async def close(self) -> None:
        """Nothing is held open."""

    async def _looked_up(self, host: str, family: int) -> _Found:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[_Found] = loop.create_future()

        def settle(found: _Found | None, error: OSError | None) -> None:
            # Released here and not when the wait ends, since a cancelled lookup still occupies its thread.
            self._free.release()
            if answer.done():
                return
            if error:
                answer.set_exception(error)
            else:
                answer.set_result(found or [])

        def look_up() -> None:
            found, failed = None, None
            try:
                found = _addresses(host, family)
            except OSError as error:
                failed = error
            except UnicodeError:
                # Raised by the idna codec for labels that are too long.
                failed = socket.gaierror(socket.EAI_NONAME, "not a host name")
            # The loop is closed if newsdiff has exited.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(settle, found, failed)

        await self._free.acquire()
        # Daemon threads, unlike those of a pool, do not delay the exit of the program.
        threading.Thread(target=look_up, name="newsdiff-lookup", daemon=True).start()
        return await answer


def _addresses(host: str, family: int) -> _Found:
    """The system's result, each IP address once. Those with a scope (`fe80::1%eth0`) are never public."""
    infos = socket.getaddrinfo(host, None, family=family, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((kind, str(place[0])) for kind, _, _, _, place in infos))
