"""Opens connections: looks a host up, tries its IP addresses, and verifies its certificate."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from newsdiff.adapters.http.connection import Connection
from newsdiff.adapters.http.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.adapters.http.resolver import Address, PublicOnlyResolver

NAMES_KEPT: Final = 60.0
"""Seconds for which the IP addresses of a host are cached."""

HEAD_START: Final = 0.25
"""Seconds that one IP address of a host has before the next one is tried beside it ("Happy Eyeballs", RFC 8305)."""


class Connector:
    """Opens connections to the IP addresses that a resolver gives."""

    def __init__(self, resolver: PublicOnlyResolver) -> None:
        self._resolver = resolver
        self._found: dict[str, tuple[float, asyncio.Task[list[Address]]]] = {}
        """Host -> when it was looked up, and what was found or is being looked up."""
        self._context: asyncio.Task[ssl.SSLContext] | None = None

    async def open(self, host: str, port: int, *, secure: bool) -> Connection:
        """An open connection.

        Args:
            host: A name, or an IP address, which is taken as it is.
            port: The port.
            secure: With TLS.

        Raises:
            OSError: It was not reached: `socket.gaierror` or `PrivateAddress` where the host has no IP address,
                `ssl.SSLError` where no secure connection was agreed on.
            ExchangeError: It did not answer.
        """
        addresses = _interleaved(await self._addresses(host))
        context = await self.context() if secure else None
        connected = await _first_connected(addresses, port)
        # Where this fails, asyncio closes the socket.
        _, connection = await asyncio.get_running_loop().create_connection(
            Connection, sock=connected, ssl=context, server_hostname=host.rstrip(".") if secure else None
        )
        return connection

    async def context(self) -> ssl.SSLContext:
        """How certificates are verified. To read those of the system takes 50 ms the first time."""
        if self._context is None:
            self._context = asyncio.create_task(asyncio.to_thread(_context))
        return await asyncio.shield(self._context)

    async def _addresses(self, host: str) -> list[Address]:
        """The IP addresses of a host, looked up once for all that ask at the same time."""
        with suppress(ValueError):
            return [_literal(host)]
        now = asyncio.get_running_loop().time()
        known = self._found.get(host)
        if known is None or known[0] < now - NAMES_KEPT or _has_failed(known[1]):
            known = self._found[host] = now, asyncio.create_task(self._resolver.resolve(host))
            # Its exception is looked at even if nobody waits for it any more: asyncio would write it to the screen.
            known[1].add_done_callback(_has_failed)
        return await asyncio.shield(known[1])


def _literal(host: str) -> Address:
    """An IP address as one to connect to. Raises ValueError for a name."""
    for family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError):
            socket.inet_pton(family, host.partition("%")[0])
            return family, host
    raise ValueError


def _has_failed(task: asyncio.Task[list[Address]]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def _interleaved(addresses: Sequence[Address]) -> list[Address]:
    """The addresses with the families in turn, beginning with that of the first."""
    own = [one for one in addresses if one[0] == addresses[0][0]]
    other = [one for one in addresses if one[0] != addresses[0][0]]
    paired = [one for pair in zip(own, other, strict=False) for one in pair]
    return [*paired, *own[len(other) :], *other[len(own) :]]


async def _first_connected(addresses: Sequence[Address], port: int) -> socket.socket:
    """A socket that is connected to the first of some addresses that answers."""
    left = list(addresses)
    running: set[asyncio.Task[socket.socket]] = set()
    failed: list[OSError] = []
    try:
        while left or running:
            if left:
                running.add(asyncio.create_task(_connected(left.pop(0), port)))
            done, running = await asyncio.wait(
                running, timeout=HEAD_START if left else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                error = task.exception()
                if error is None:
                    _close_all(done - {task})
                    return task.result()
                if not isinstance(error, OSError):
                    raise error
                failed.append(error)
    finally:
        for task in running:
            task.cancel()
            task.add_done_callback(_close_late)
    if not failed:
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    if isinstance(failed[0], TimeoutError):
        # It would be taken for the time that newsdiff gives.
        raise ExchangeError("did not answer") from failed[0]
    raise failed[0]


async def _connected(address: Address, port: int) -> socket.socket:
    family, ip = address
    host, _, scope = ip.partition("%")
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        one.setblocking(False)  # noqa: FBT003 -- it has no name
        place = (host, port, 0, socket.if_nametoindex(scope)) if scope else (host, port)
        await asyncio.get_running_loop().sock_connect(one, place)
    except BaseException:
        one.close()
        raise
    return one


def _close_late(task: asyncio.Task[socket.socket]) -> None:
    _close_all({task})


def _close_all(tasks: set[asyncio.Task[socket.socket]]) -> None:
    """Close the sockets that were connected although another was quicker."""
    for task in tasks:
        if not task.cancelled() and task.exception() is None:
            task.result().close()


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
