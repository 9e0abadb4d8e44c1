"""Sessions: requests over connections that are kept for a while; certificates verified, hosts guarded.

Cookies are not kept, redirects not followed, and bodies not decompressed. This module imports what only a program needs
that fetches something.
"""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from newsdiff.adapters import urls
from newsdiff.adapters.http.connect import Connector
from newsdiff.adapters.http.errors import PRIVATE, ExchangeError, FetchFault
from newsdiff.adapters.http.resolver import PublicOnlyResolver

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from newsdiff.adapters.http.connection import Connection

KEPT_SECONDS: Final = 15.0
"""Seconds for which a connection is kept that is not used. Servers close theirs after 5 s or more."""

_BREAK: Final = re.compile("[\r\n\0]")
_PORTS: Final = {"http": 80, "https": 443}


class _Route(NamedTuple):
    """To where a connection leads."""

    scheme: str
    host: str
    port: int
    proxy: str | None


class Sessions:
    """Two pools of connections: one for hosts that the user typed, and one that opens none into private networks.

    They are separate, so that a connection to a typed host is never reused for a link from elsewhere.
    """

    errors = (ExchangeError, OSError)
    """What a request may raise."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = user_agent
        self._free = _Pool(guarded=False)
        self._guarded = _Pool(guarded=True)
        self._proxies = getproxies()

    async def close(self) -> None:
        """Close every connection that is not in use."""
        self._free.close()
        self._guarded.close()
        # asyncio closes their sockets in its next turn.
        await asyncio.sleep(0)

    @asynccontextmanager
    async def get(self, url: str, headers: Mapping[str, str], *, free: bool) -> AsyncIterator[Connection]:
        """A connection with the answer to one GET request; `free` if its host may be in a private network.

        Raises:
            FetchFault: The host is a private IP address, which is not allowed here.
            ExchangeError: There is no answer, or none that is valid.
            OSError: The host was not reached.
        """
        host = urls.host(url)
        if not free and urls.is_private_host(host):
            # IP addresses, and with a proxy names as well, bypass the resolver, which guards everything else.
            raise FetchFault(PRIVATE)
        proxy = self._proxy(url, host)
        # The address of the proxy is the user's own setting, so it is not checked. The proxy resolves names itself:
        # whether a public name leads into its private network cannot be known here.
        pool = self._free if free or proxy else self._guarded
        parts = urlsplit(url)
        route = _Route(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], proxy)
        connection = await pool.asked(route, _request(parts, route, self._user_agent, headers))
        try:
            yield connection
        finally:
            pool.give_back(route, connection)

    def _proxy(self, url: str, host: str) -> str | None:
        """The proxy from the environment. Passwords from ~/.netrc are not sent."""
        proxy = self._proxies.get(url.partition(":")[0])
        if not proxy or proxy_bypass(host) or urls.is_loopback_host(host):
            return None
        scheme, mark, _ = proxy.partition("://")
        if not mark:
            return f"http://{proxy}"
        if scheme.lower() not in ("http", "https"):
            raise FetchFault("was not reached: newsdiff can use http proxies only, and the environment names another")
        return proxy


class _Pool:
    """Connections, those that are not in use by where they lead."""

    def __init__(self, *, guarded: bool) -> None:
        self._connector = Connector(PublicOnlyResolver(guarded=guarded))
        self._idle: dict[_Route, list[tuple[float, Connection]]] = {}

    async def asked(self, route: _Route, request: bytes) -> Connection:
        """A connection over which a request was answered."""
        connection = self._kept(route)
        while connection is not None:
            try:
                return await _answered(connection, request)
            except (ExchangeError, OSError):
                # A server may close a connection that it has kept just when it is used again.
                if not connection.silent:
                    raise
            connection = self._kept(route)
        return await _answered(await self._opened(route), request)

    def give_back(self, route: _Route, connection: Connection) -> None:
        """Keep a connection for the next request, or close it if its answer was not read to the end."""
        if connection.reusable:
            now = asyncio.get_running_loop().time()
            self._idle.setdefault(route, []).append((now, connection))
        else:
            connection.close()

    def close(self) -> None:
        """Close those that are not in use."""
        for some in self._idle.values():
            for _, connection in some:
                connection.close()
        self._idle.clear()

    def _kept(self, route: _Route) -> Connection | None:
        """The connection that was used last, if there is one that is open still."""
        some = self._idle.get(route, [])
        oldest = asyncio.get_running_loop().time() - KEPT_SECONDS
        while some:
            since, connection = some.pop()
            if since >= oldest and connection.reusable:
                return connection
            connection.close()
        self._idle.pop(route, None)
        return None

    async def _opened(self, route: _Route) -> Connection:
        if route.proxy is None:
            return await self._connector.open(route.host, route.port, secure=route.scheme == "https")
        return await self._through_proxy(route, urlsplit(route.proxy))

    async def _through_proxy(self, route: _Route, proxy: SplitResult) -> Connection:
        scheme = proxy.scheme.lower()
        try:
            connection = await self._connector.open(
                proxy.hostname or "", proxy.port or _PORTS[scheme], secure=scheme == "https"
            )
        except OSError as error:
            raise ExchangeError(
                "was not reached: the proxy does not answer; check the settings http_proxy and https_proxy"
            ) from error
        if route.scheme == "http":
            return connection
        place = f"{_bracketed(route.host)}:{route.port}"
        head = [f"CONNECT {place} HTTP/1.1", f"Host: {place}", *_proxy_login(proxy)]
        await _answered(connection, _encoded(head))
        if not 200 <= connection.status < 300:
            connection.close()
            raise ExchangeError(f"was not reached: the proxy answered {connection.status}")
        try:
            await connection.secure(await self._connector.context(), route.host.rstrip("."))
        except BaseException:
            connection.close()
            raise
        return connection


async def _answered(connection: Connection, request: bytes) -> Connection:
    """The connection, once the head of the answer to a request has come."""
    try:
        await connection.ask(request)
    except BaseException:
        connection.close()
        raise
    return connection


def _request(parts: SplitResult, route: _Route, user_agent: str, headers: Mapping[str, str]) -> bytes:
    """The head of a GET request."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    place = _bracketed(route.host.rstrip("."))
    if route.port != _PORTS[route.scheme]:
        place += f":{route.port}"
    own: dict[str, str] = {"Host": place, "User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"}
    if parts.username is not None or parts.password is not None:
        own["Authorization"] = _basic(parts)
    given = {name.lower() for name in headers}
    lines = [f"{name}: {value}" for name, value in own.items() if name.lower() not in given]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if route.proxy is not None and route.scheme == "http":
        target = f"http://{place}{target}"
        lines += _proxy_login(urlsplit(route.proxy))
    return _encoded([f"GET {target} HTTP/1.1", *lines])


def _encoded(lines: list[str]) -> bytes:
    """The head of a request. No part of it may begin a line of its own."""
    if _BREAK.search("".join(lines)):
        raise ExchangeError("could not be fetched")
    return "\r\n".join((*lines, "", "")).encode("utf-8", "surrogateescape")


def _proxy_login(proxy: SplitResult) -> list[str]:
    return [] if proxy.username is None else [f"Proxy-Authorization: {_basic(proxy)}"]


def _basic(parts: SplitResult) -> str:
    """The user name and the password of an address as a header has them (RFC 7617)."""
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(login.encode()).decode()}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
