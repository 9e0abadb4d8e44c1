"""aiohttp as newsdiff uses it: no cookies, no redirects, no decompression, certificates verified, hosts guarded.

This module needs aiohttp at once, so it is only imported when something is fetched (aiohttp costs 0.2 s).
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
"""Bytes in one header. aiohttp's 8 KB are less than some news sites' security policies."""

_NAMES_KEPT = 60
"""Seconds for which a host's IP addresses are remembered."""


class Sessions:
    """Two sets of connections: one for hosts that the reader typed, and one that opens none into private networks.

    They are kept apart, so that a connection made for the reader is never reused for a stranger's link.
    """

    errors = (aiohttp.ClientError, OSError)
    """What a request may raise."""

    def __init__(self, user_agent: str) -> None:
        self._free = _session(user_agent, guarded=False)
        self._guarded = _session(user_agent, guarded=True)
        self._proxies = getproxies()

    async def close(self) -> None:
        """Closes every connection."""
        await asyncio.gather(self._free.close(), self._guarded.close())

    def get(
        self, url: str, headers: Mapping[str, str], *, free: bool
    ) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """The answer to one GET request; `free` if its host may lie in a private network.

        Raises:
            Fault: the address itself leads into a private network, and must not.
        """
        host = urls.host(url)
        if not free and urls.is_private_host(host):
            # IP addresses, and behind a proxy names as well, never meet the resolver, which guards all else.
            raise FetchFault(PRIVATE)
        proxy = self._proxy(url, host)
        # Where the proxy stands is the reader's own setting, and not for the guard to judge. It looks names up itself:
        # a public name that leads into its private network cannot be told from here.
        session = self._free if free or proxy else self._guarded
        return session.get(URL(url, encoded=True), headers=headers, proxy=proxy, allow_redirects=False)

    def _proxy(self, url: str, host: str) -> str | None:
        """The proxy from the environment; aiohttp's `trust_env` would also send passwords from ~/.netrc."""
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
        # The fetcher counts requests itself: in here, waiting for a connection would count as the server's time.
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
