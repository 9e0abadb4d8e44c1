"""Decompresses gzip and deflate in small steps, so that no body exceeds its limit in memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from newsdiff.adapters.http.errors import FetchFault, megabytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP = 256 * 1024
"""Greatest output of one step of decoding, in bytes. Bounds memory, and how long the event loop is blocked."""

_GZIP, _ZLIB, _RAW = 31, 15, -15
_MEMBERS = 1_000
"""Gzip members in one body. Each costs a decoder, and real servers send one."""


def too_big(limit: int) -> FetchFault:
    """The fault of a body of more than `limit` bytes."""
    return FetchFault(f"sent more than {megabytes(limit)}, which is as much as newsdiff takes from one address")


class Decoder:
    """Decodes the bytes received into those of the body, and counts both."""

    def __init__(self, encodings: Iterable[str], limit: int) -> None:
        """Takes the values of `Content-Encoding` and the greatest number of bytes, encoded or decoded.

        Raises:
            Fault: There is more than one encoding, or one whose output cannot be bounded.
        """
        self._inflater = _inflater([word.strip().lower() for value in encodings for word in value.split(",")])
        self._limit = limit
        self._taken = self._given = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The parts of the body that a received chunk completes, of at most `STEP` bytes each if they were compressed.

        Raises:
            Fault: The body is too large, or not encoded as declared.
        """
        self._taken += len(chunk)
        self._check(self._taken)
        for piece in self._inflater.pieces(chunk) if self._inflater else (chunk,):
            self._given += len(piece)
            self._check(self._given)
            yield piece

    def finish(self) -> None:
        """Call it when the response has ended. Raises `FetchFault` if the compressed body has no end."""
        if self._inflater and self._taken and not self._inflater.ended:
            raise FetchFault("stopped in the middle of its compressed answer")

    def _check(self, size: int) -> None:
        if size > self._limit:
            raise too_big(self._limit)


class _Inflater:
    """One gzip or deflate stream."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._zlib = zlib.decompressobj(_GZIP)
        self._untold = encoding == "deflate"
        self._head = b""
        self._members = 1

    @property
    def ended(self) -> bool:
        return self._zlib.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        chunk, self._head = self._head + chunk, b""
        if self._untold:
            if len(chunk) < 2:
                self._head = chunk
                return
            # "deflate" is zlib's format (RFC 9110, 8.4.1.2), yet many servers send it without zlib's two-byte header.
            headed = chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0
            self._zlib = zlib.decompressobj(_ZLIB if headed else _RAW)
            self._untold = False
        while chunk and not self.ended:
            try:
                piece = self._zlib.decompress(chunk, STEP)
            except zlib.error as error:
                raise FetchFault("sent a compressed answer that is damaged, or not compressed at all") from error
            if piece:
                yield piece
            chunk = self._rest()

    def _rest(self) -> bytes:
        """The bytes still to be decoded. A gzip member may be followed by another one; other bytes there are
        padding."""
        if not self._zlib.eof:
            return self._zlib.unconsumed_tail
        rest = self._zlib.unused_data
        if self._encoding == "gzip" and rest.startswith(b"\x1f\x8b"):
            self._members += 1
            if self._members > _MEMBERS:
                raise FetchFault("sent a compressed answer in too many parts")
            self._zlib = zlib.decompressobj(_GZIP)
        return rest


def _inflater(encodings: list[str]) -> _Inflater | None:
    wanted = [encoding.removeprefix("x-") for encoding in encodings if encoding not in ("", "identity")]
    if not wanted:
        return None
    if len(wanted) > 1:
        raise FetchFault("sent an answer that is compressed more than once, which newsdiff does not open")
    if wanted[0] not in ("gzip", "deflate"):
        raise FetchFault("sent an answer in a compression that newsdiff did not ask for")
    return _Inflater(wanted[0])
