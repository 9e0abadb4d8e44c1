"""The aiohttp sessions: no cookies, no redirects, no decompression, certificates verified, hosts guarded.

This module imports aiohttp, which takes 0.2 s, so it is imported only when something is fetched.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

import aiohttp
from yarl import URL

from newsdiff.adapters import urls
from newsdiff.adapters.http.errors import PRIVATE, FetchFault
from newsdiff.adapters.http.resolver import PublicOnlyResolver

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractAsyncContextManager

_HEADER = 64 * 1024
"""Greatest size of a header in bytes. The security policies of some news sites exceed the 8 KB of aiohttp."""

_NAMES_KEPT = 60
"""Seconds for which the IP addresses of a host are cached."""


class Sessions:
    """Two connection pools: one for hosts that the user typed, and one that opens no connection into private networks.

    They are separate, so that a connection to a typed host is never reused for a link from elsewhere.
    """

    errors = (aiohttp.ClientError, OSError)
    """What a request may raise."""

    def __init__(self, user_agent: str) -> None:
        self._free = _session(user_agent, guarded=False)
        self._guarded = _session(user_agent, guarded=True)
        self._proxies = getproxies()

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.gather(self._free.close(), self._guarded.close())

    def get(
        self, url: str, headers: Mapping[str, str], *, free: bool
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """The response to one GET request; `free` if its host may be in a private network.

        Raises:
            Fault: The host is a private IP address, which is not allowed here.
        """
        host = urls.host(url)
        if not free and urls.is_private_host(host):
            # IP addresses, and with a proxy names as well, bypass the resolver, which guards everything else.
            raise FetchFault(PRIVATE)
        proxy = self._proxy(url, host)
        # The address of the proxy is the user's own setting, so it is not checked. The proxy resolves names itself:
        # whether a public name leads into its private network cannot be known here.
        session = self._free if free or proxy else self._guarded
        return session.get(URL(url, encoded=True), headers=headers, proxy=proxy, allow_redirects=False)

    def _proxy(self, url: str, host: str) -> str | None:
        """The proxy from the environment. aiohttp's `trust_env` would also send passwords from ~/.netrc."""
        proxy = self._proxies.get(url.partition(":")[0])
        if not proxy or proxy_bypass(host) or urls.is_loopback_host(host):
            return None
        scheme, mark, _ = proxy.partition("://")
        if not mark:
            return f"http://{proxy}"
        if scheme.lower() not in ("http", "https"):
            raise FetchFault("was not reached: newsdiff can use http proxies only, and the environment names another")
        return proxy


def _session(user_agent: str, *, guarded: bool) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        # The fetcher limits requests itself: limits here would count the wait for a connection as response time.
        connector=aiohttp.TCPConnector(
            limit=0, resolver=PublicOnlyResolver(guarded=guarded), ttl_dns_cache=_NAMES_KEPT
        ),
        headers={"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate"},
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
        max_line_size=_HEADER,
        max_field_size=_HEADER,
    )
