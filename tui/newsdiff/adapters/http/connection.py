"""One connection to a server, over which requests are sent and answered one after another (HTTP/1.1, RFC 9112)."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from newsdiff.adapters.http.errors import ExchangeError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

LONGEST_HEAD: Final = 128 * 1024
"""Greatest size of the head of an answer in bytes. The security policies of some news sites exceed 8 KB."""

_AHEAD: Final = 256 * 1024
"""Bytes of a body that arrive before they are asked for."""

_INVALID: Final = "sent an answer that is not valid HTTP, or has too long a header"
_CUT: Final = "stopped in the middle of its answer"
_NOTHING: Final = "closed the connection without an answer"


class Headers:
    """The headers of an answer, by name in any case."""

    def __init__(self) -> None:
        self._values: dict[str, list[str]] = {}

    def add(self, name: bytes, value: bytes) -> None:
        """Add one as it was sent. A value may have letters of any kind in UTF-8."""
        self._values.setdefault(name.decode("latin-1").lower(), []).append(
            value.decode("utf-8", "surrogateescape").strip(" \t")
        )

    def get(self, name: str) -> str:
        """The first header of a name; "" if there is none."""
        return self._values.get(name.lower(), ("",))[0]

    def getall(self, name: str) -> list[str]:
        """All headers of a name, in their order."""
        return self._values.get(name.lower(), [])


class Connection(asyncio.Protocol):
    """A connection, and the answer that comes over it now. Not more than one request may wait for its answer."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser: HttpResponseParser | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._failed: ExchangeError | OSError | None = None
        self.silent = True
        """Nothing of the answer to the last request has come."""
        self.requests = 0
        """So many were sent."""
        self.lost = False
        """Nothing can be sent or received any more."""
        self._begin()

    def _begin(self) -> None:
        self.headers, self.status = Headers(), 0
        self._head_size, self._headed, self._done, self._stays = 0, False, False, False
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._paused = False

    # A request and its answer

    async def ask(self, request: bytes) -> None:
        """Send a request, and wait for the head of its answer, which is in `status` and `headers` then.

        Raises:
            ExchangeError: No head came, or none that is valid.
            OSError: The connection broke off.
        """
        self._begin()
        self.silent = True
        self.requests += 1
        self._parser = HttpResponseParser(self)
        # As browsers are: some servers write no carriage return, or a space behind the size of a chunk.
        self._parser.set_dangerous_leniencies(
            lenient_headers=True, lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True
        )
        if self.lost or self._transport is None:
            raise ExchangeError(_NOTHING)
        self._transport.write(request)
        while not self._headed:
            self._check()
            await self._change()

    @property
    def length(self) -> int | None:
        """The length of the body as the answer declares it; None if it does not."""
        declared = self.headers.get("Content-Length")
        return int(declared) if declared.isascii() and declared.isdigit() else None

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body as it comes.

        Raises:
            ExchangeError: It was cut off.
        """
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._held -= len(piece)
                yield piece
            if self._done:
                return
            self._check()
            self._resume()
            await self._change()

    @property
    def reusable(self) -> bool:
        """The answer is complete, and another request may be sent."""
        return self._done and self._stays and not self.lost

    async def secure(self, context: ssl.SSLContext, host: str) -> None:
        """Go on with TLS, after a proxy has let it through.

        Raises:
            ExchangeError: The proxy has closed it.
            OSError: No secure connection was agreed on.
        """
        if self._transport is None or self.lost:
            raise ExchangeError(_NOTHING)
        self._parser = None
        loop = asyncio.get_running_loop()
        self._transport = await loop.start_tls(self._transport, self, context, server_hostname=host)

    def close(self) -> None:
        """Close it at once."""
        self.lost = True
        self._parser = None
        if self._transport is not None:
            self._transport.abort()

    def _check(self) -> None:
        if self._failed:
            raise self._failed

    def _fail(self, words: str, cause: BaseException | None = None) -> None:
        self._failed = ExchangeError(words)
        self._failed.__cause__ = cause
        self.close()
        self._wake()

    def _end(self) -> None:
        """The answer is complete, and the connection cannot be used for another."""
        self._done, self._headed = True, True
        self.close()
        self._wake()

    def _resume(self) -> None:
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()

    async def _change(self) -> None:
        """Wait until something has come, or the connection is lost."""
        self._waiting = asyncio.get_running_loop().create_future()
        try:
            await self._waiting
        finally:
            self._waiting = None

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # for mypy
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        if self._parser is None or self._done:
            # Nobody has asked for it: what it says could be taken for the next answer.
            self.close()
            return
        self.silent = False
        if not self._headed:
            self._head_size += len(data)
        try:
            self._parser.feed_data(data)
        except HttpParserUpgrade:
            # It would go on with another protocol, for which nobody has asked.
            self._end()
            return
        except HttpParserError as error:
            if self._done:
                # What follows a complete answer.
                self._end()
            else:
                self._fail(_CUT if self._headed else _INVALID, error)
            return
        if not self._headed and self._head_size > LONGEST_HEAD:
            self._fail(_INVALID)
            return
        if self._held > _AHEAD and not self._done and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        """It is closed."""
        self.lost = True
        if self._failed is None and self._parser is not None and not self._done:
            if self._headed and not self._is_bounded():
                # An answer without a length ends with the connection.
                self._done = True
            elif self.silent and isinstance(error, OSError) and not isinstance(error, TimeoutError):
                self._failed = error
            else:
                self._failed = ExchangeError(_NOTHING if self.silent else _CUT)
                self._failed.__cause__ = error
        self._parser = None
        self._wake()

    def _is_bounded(self) -> bool:
        """Whether the answer says where it ends."""
        coding = self.headers.get("Transfer-Encoding").lower()
        return "chunked" in coding or (not coding and bool(self.headers.get("Content-Length")))

    # What the parser calls

    def on_message_begin(self) -> None:
        """A head begins; a second answer was not asked for."""
        if self._done:
            self._stays = False

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        if not self._done:
            self.headers.add(name, value)

    def on_headers_complete(self) -> None:
        """The head ends."""
        if not self._done and self._parser is not None:
            self.status = self._parser.get_status_code()
            # Those from 100 to 199 come before the answer.
            self._headed = self.status >= 200 or self.status == 101

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        if not self._done:
            self._pieces.append(body)
            self._held += len(body)

    def on_message_complete(self) -> None:
        """The answer ends."""
        if self._headed and not self._done and self._parser is not None:
            self._done = True
            self._stays = self._parser.should_keep_alive()
        elif not self._done:
            self.headers = Headers()
