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
_GZIP_MARK = b"\x1f\x8b\x08"
_MEMBER = _GZIP_MARK[:2]
_KNOWN = ("gzip", "deflate")
_UNKNOWN = ("br", "zstd", "compress", "dcb", "dcz")
"""What servers may declare. Other words (as "utf-8" or "none") mean no compression."""
_LAYERS = 2
"""How often a body may be compressed."""
_ENOUGH = 16
"""Bytes that tell how a body is compressed."""
_MEMBERS = 1_000
"""Gzip members in one body. Each costs a decoder, and real servers send one."""


def too_big(limit: int) -> FetchFault:
    """The fault of a body of more than `limit` bytes."""
    return FetchFault(f"sent more than {megabytes(limit)}, which is as much as newsdiff takes from one address")


class Decoder:
    """Decodes the bytes received into those of the body, and counts both.

    The bytes tell gzip, once or twice, whatever is declared, since many servers declare what is not so. What is
    declared decides where they do not tell: a body that is declared to be compressed and is not is damaged.
    """

    def __init__(self, encodings: Iterable[str], limit: int) -> None:
        """Take the values of `Content-Encoding` and the greatest number of bytes, encoded or decoded."""
        told = (word.strip().lower().removeprefix("x-") for value in encodings for word in value.split(","))
        self._told = [word for word in told if word in (*_KNOWN, *_UNKNOWN)]
        self._limit = limit
        self._taken = 0
        self._head = b""
        self._layers: list[_Inflater] = []
        self._given = [0]
        self._plain = False
        """Whether what comes out of the last layer is known to be the body."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The parts of the body that a received chunk completes, of at most `STEP` bytes each if they were compressed.

        Raises:
            FetchFault: The body is too large, or compressed in a way that cannot be undone.
        """
        self._taken += len(chunk)
        self._check(self._taken)
        yield from self._through(0, chunk)

    def finish(self) -> bytes:
        """The rest of the body, when the response has ended.

        Raises:
            FetchFault: The compressed body has no end.
        """
        rest = b""
        while self._head:
            rest += b"".join(self._looked_at(b"", whole=True))
        if not all(layer.ended for layer in self._layers):
            raise FetchFault("stopped in the middle of its compressed answer")
        return rest

    def _through(self, at: int, chunk: bytes) -> Iterator[bytes]:
        """What comes out of the layers from a number on, once a chunk has been put into it."""
        if at == len(self._layers):
            yield from (chunk,) if self._plain else self._looked_at(chunk, whole=False)
            return
        for piece in self._layers[at].pieces(chunk):
            self._given[at] += len(piece)
            self._check(self._given[at])
            yield from self._through(at + 1, piece)

    def _looked_at(self, chunk: bytes, *, whole: bool) -> Iterator[bytes]:
        """As `_through`, for the first bytes of what may be compressed or not; `whole`: no more will come."""
        chunk, self._head = self._head + chunk, b""
        if len(chunk) < _ENOUGH and not whole:
            self._head = chunk
            return
        at = len(self._layers)
        encoding = _encoding(chunk, self._told.pop() if self._told else "")
        if not encoding:
            self._plain = True
            yield chunk
            return
        if at == _LAYERS:
            raise FetchFault("sent an answer that is compressed again and again")
        self._layers.append(_Inflater(encoding))
        self._given.append(0)
        yield from self._through(at, chunk)

    def _check(self, size: int) -> None:
        if size > self._limit:
            raise too_big(self._limit)


class _Inflater:
    """One gzip or deflate stream."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._zlib = zlib.decompressobj(_GZIP)
        self._untold = encoding != "gzip"
        self._head = b""
        self._members = 1
        self._padded = False
        """Whether what comes now is no longer part of the stream."""

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
        while chunk and not self._padded:
            if self._zlib.eof and not self._begins_member(chunk):
                return
            try:
                piece = self._zlib.decompress(chunk, STEP)
            except zlib.error as error:
                raise FetchFault("sent a compressed answer that is damaged, or not compressed at all") from error
            if piece:
                yield piece
            chunk = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail

    def _begins_member(self, chunk: bytes) -> bool:
        """Whether the bytes after the end of a gzip member begin another one, which is then decoded.

        Other bytes there are padding. One byte that may begin a member is held until the next has come.
        """
        if self._encoding == "gzip" and chunk[0] == _MEMBER[0] and len(chunk) == 1:
            self._head = chunk
            return False
        if self._encoding != "gzip" or not chunk.startswith(_MEMBER):
            self._padded = True
            return False
        self._members += 1
        if self._members > _MEMBERS:
            raise FetchFault("sent a compressed answer in too many parts")
        self._zlib = zlib.decompressobj(_GZIP)
        return True


def _encoding(head: bytes, told: str) -> str:
    """How a body is compressed, by its first bytes and what is declared; "" where it is not.

    Raises:
        FetchFault: It is compressed in a way whose output cannot be bounded.
    """
    if head.startswith(_GZIP_MARK):
        return "gzip"
    if not told or not head:
        return ""
    if told in _UNKNOWN:
        raise FetchFault("sent an answer in a compression that newsdiff did not ask for")
    return "zlib" if told == "gzip" and head[:1] == b"\x78" else told
