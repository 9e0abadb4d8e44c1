"""The HTTP client: from an address to the body of its response."""

from __future__ import annotations

import asyncio
import re
import weakref
from io import BytesIO
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag

from newsdiff.adapters import urls
from newsdiff.adapters.http import errors
from newsdiff.adapters.http.decompress import STEP, Decoder, too_big
from newsdiff.adapters.http.errors import FetchFault
from newsdiff.adapters.http.limits import ByteBudget, ByteShare, HostSemaphores, make_room
from newsdiff.adapters.http.redirects import RedirectChain
from newsdiff.adapters.http.response import Response, content_type, feed_links, retry_after, validator
from newsdiff.adapters.http.user_agent import user_agent
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FetchError
from newsdiff.redact import without_user

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from aiohttp import ClientResponse

    from newsdiff.adapters.http.session import Sessions

TIMEOUT = 20.0
"""Timeout of a whole exchange in seconds, redirects and body included, without the wait for a slot."""

MAX_BYTES = 15 * 2**20
"""Bytes of a body, compressed or not. It is the figure of miniflux."""

CONNECTIONS = 200
"""Concurrent requests. A server that hangs blocks its slot until the timeout."""

PER_HOST = 6
"""Concurrent requests to one host; browsers use as many."""

BODIES = 8 * 2**20
"""Bytes of all bodies in memory together, from when they arrive until they are parsed, so that fifty decompression
bombs need no more memory than one. Two parsers take some 5 MB of usual feeds a second."""

UNCOUNTED = 2**16
"""Bytes of each body that are not counted, so that large bodies never hold up small ones."""

PAGES = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.5"
"""The Accept header for pages."""

_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_HEADER_NAME = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)


class Fetcher:
    """Fetches addresses concurrently. Use it with `async with`, and keep it open between requests."""

    def __init__(
        self,
        *,
        connections: int = CONNECTIONS,
        per_host: int = PER_HOST,
        timeout: float = TIMEOUT,
        contact: str = "",
    ) -> None:
        """Create a fetcher; `contact` is an address of the user's that servers are told (`user_agent`)."""
        self._slots = HostSemaphores(connections, per_host)
        self.budget = ByteBudget(BODIES)
        """What the bodies of responses hold."""
        self._timeout = timeout
        self._contact = contact
        self._sessions: Sessions | None = None
        self._starting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._sessions:
            await self._sessions.close()
            self._sessions = None

    async def warm(self) -> None:
        """Import what the first fetch would have to wait for."""
        await self._started()

    async def fetch(
        self,
        url: str,
        *,
        typed: bool = False,
        accept: str = PAGES,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  # it must leave out the wait for a slot, so no caller can do it
        limit: int = MAX_BYTES,
    ) -> Response:
        """The successful response of an address, after redirects.

        Args:
            url: An http or https address.
            typed: The user typed this address: its host may lie in a private network. Other hosts may not.
            accept: The Accept header.
            etag: From an earlier answer; with it or `last_modified`, the answer may be a `Response.unchanged`.
            last_modified: From an earlier answer.
            headers: More headers, as the user set them for this address. They go to its origin only.
            timeout: Seconds for the whole exchange, if not the fetcher's.
            limit: Greatest number of bytes in the body.

        Raises:
            StatusError: the answer is an error.
            FetchError: there is no good answer; the message says why.
        """
        asked = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": last_modified}
        exchange = RedirectChain(
            where=urldefrag(urls.safe(url)).url,
            typed=typed,
            limit=limit,
            seconds=self._timeout if timeout is None else timeout,
            headers={name: value for name, value in asked.items() if value},
            own=_checked(headers or {}),
        )
        try:
            while True:
                response = await self._hop(exchange)
                if response:
                    return response
        except FetchFault as fault:
            raise exchange.error(fault) from fault.__cause__

    async def _hop(self, exchange: RedirectChain) -> Response | None:
        """One request and its answer; `None` after a redirect."""
        sessions = await self._started()
        where = urls.host(exchange.where)
        async with self._slots.slot(where):
            clock = asyncio.get_running_loop().time
            began = clock()
            try:
                async with asyncio.timeout(exchange.left) as timeout:
                    async with sessions.get(exchange.where, exchange.sent(), free=exchange.free) as answer:
                        return await self._taken(exchange, answer, timeout)
            except TimeoutError as error:
                raise errors.out_of_time(exchange.seconds) from error
            except sessions.errors as error:
                raise errors.fault(error) from error
            finally:
                exchange.left -= clock() - began

    async def _taken(
        self,
        exchange: RedirectChain,
        answer: ClientResponse,
        timeout: asyncio.Timeout,  # noqa: ASYNC109 -- one that runs
    ) -> Response | None:
        status, headers = answer.status, answer.headers
        if status in _REDIRECTS:
            cookies = headers.getall("Set-Cookie", ())
            exchange.go_on(headers.get("Location"), for_good=status in _FOR_GOOD, cookies=cookies)
            return None
        conditional = exchange.headers.keys() & {"If-None-Match", "If-Modified-Since"}
        if not (200 <= status < 300 or (status == 304 and conditional)):
            raise errors.answered(status, retry_after(headers))
        media, charset = content_type(headers)
        share = ByteShare(self.budget)
        body = b"" if status == 304 else await self._body(answer, exchange.limit, share, timeout)
        response = Response(
            url=without_user(exchange.where),
            status=status,
            body=body,
            content_type=media,
            charset=charset,
            moved=exchange.moved,
            etag=validator(headers, "ETag"),
            last_modified=validator(headers, "Last-Modified"),
            feeds=feed_links(headers.getall("Link", ())),
        )
        weakref.finalize(response, share.give_back).atexit = False
        return response

    async def _body(
        self,
        answer: ClientResponse,
        limit: int,
        share: ByteShare,
        timeout: asyncio.Timeout,  # noqa: ASYNC109 -- as above
    ) -> bytes:
        """The decoded body, whose bytes are held by `share`; nothing is after an error."""
        if (answer.content_length or 0) > limit:
            raise too_big(limit)
        decoder = Decoder(answer.headers.getall("Content-Encoding", ()), limit)
        # Unlike a list of pieces, it becomes bytes without a copy.
        body = BytesIO()
        try:
            async for chunk in answer.content.iter_any():
                for piece in decoder.feed(chunk):
                    if (over := body.tell() + len(piece) - UNCOUNTED) > 0:
                        await make_room(share, min(over, len(piece)), timeout)
                    body.write(piece)
                    if len(piece) == STEP:
                        # One chunk may decompress to a large body: give other tasks a turn in between.
                        await asyncio.sleep(0)
            # No more than the few bytes by which a body is known.
            body.write(decoder.finish())
        except BaseException:
            share.give_back()
            raise
        return body.getvalue()

    async def _started(self) -> Sessions:
        if self._sessions is not None:
            return self._sessions
        async with self._starting:
            if self._sessions is None:
                kind, agent = await asyncio.to_thread(lambda: (_imported(), user_agent(self._contact)))
                self._sessions = kind(agent)
            return self._sessions


def _imported() -> type[Sessions]:
    # aiohttp takes 0.2 s to import: import it only when something is fetched, and not on the thread of the event loop.
    from newsdiff.adapters.http.session import Sessions

    return Sessions


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name) or not (value.isascii() and value.isprintable()):
            raise FetchError(
                f"The header {clean(name, lines=False, limit=40)!r} cannot be sent; check its name and value."
            )
    return dict(headers)
