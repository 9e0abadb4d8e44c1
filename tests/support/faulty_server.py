"""A small web server on the loopback interface that answers well or misbehaves, as its path says.

with Faulty() as server:
    ...  # server.url("/drip"), server.paths(), server.headers("/ok")

It runs in a thread with an event loop of its own, so that any kind of test can use it. A path may carry a number after
a colon (`/chain:3`), its meaning is told at the route.
"""

from __future__ import annotations

import asyncio
import functools
import gzip
import socket
import struct
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Mapping

PARAGRAPHS = (
    "The harbour board voted late on Monday to rebuild the north quay, after a debate that ran for five hours.",
    "Ida Lund, who has run the docks since 2004, said that the old wall would not stand another winter of storms.",
    "The work is to cost 4.2 million crowns and to take two years; the ferries will land at the fish market meanwhile.",
    "Three members of the board voted against the plan, because no one could tell them who is to pay for the dredging.",
)

PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Quay to be rebuilt | The Tidal Post</title>
<meta property="og:site_name" content="The Tidal Post">
<meta property="article:published_time" content="2026-05-12T08:30:00+02:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Quay to be rebuilt</h1>
<p>{PARAGRAPHS[0]}</p><h2>What it costs</h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
</article><footer><p>All rights reserved.</p></footer></body></html>""".encode()

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as far as tests ask for it."""

    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    number: int
    """What stands after a colon in the path, or 0."""


def answer(
    body: bytes = b"", status: int = 200, *, length: int | None = None, headers: Mapping[str, str] | None = None
) -> bytes:
    """A whole HTTP answer, which ends the connection."""
    fields = {"Content-Type": HTML, "Content-Length": str(len(body) if length is None else length), **(headers or {})}
    lines = [
        f"HTTP/1.1 {status} Some words",
        "Connection: close",
        *(f"{name}: {value}" for name, value in fields.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(to: str, status: int = 302) -> bytes:
    """A redirect."""
    return answer(status=status, headers={"Location": to})


@functools.lru_cache
def bomb(megabytes: int) -> bytes:
    """A gzip body of a few KB that unpacks to as many megabytes."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(squeezed.compress(bytes(2**20)) for _ in range(megabytes)), squeezed.flush()])


def encoded(body: bytes, encoding: str) -> bytes:
    """An answer with a Content-Encoding."""
    return answer(body, headers={"Content-Encoding": encoding})


def _raw_deflate(body: bytes) -> bytes:
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeezed.compress(body) + squeezed.flush()


PLAIN: dict[str, Callable[[Request], bytes]] = {
    "/ok": lambda _: answer(PAGE),
    "/echo": lambda r: answer("\n".join(f"{name}: {value}" for name, value in r.headers.items()).encode()),
    "/cached": lambda r: answer(
        b"" if "if-none-match" in r.headers else PAGE,
        304 if "if-none-match" in r.headers else 200,
        headers={"ETag": '"v1"', "Last-Modified": "Tue, 12 May 2026 06:30:00 GMT"},
    ),
    "/status": lambda r: answer(b"" if r.number == 304 else b"<h1>no</h1>", r.number),
    "/busy": lambda r: answer(status=429, headers={"Retry-After": str(r.number)}),
    "/busydate": lambda _: answer(
        status=503, headers={"Retry-After": "Tue, 12 May 2026 06:31:30 GMT", "Date": "Tue, 12 May 2026 06:30:00 GMT"}
    ),
    "/busybad": lambda _: answer(status=503, headers={"Retry-After": "soon -1e99"}),
    "/moved": lambda _: redirect("/ok", 301),
    "/movedtwice": lambda _: redirect("/moved", 308),
    "/movedonce": lambda _: redirect("/found", 301),
    "/found": lambda _: redirect("/ok"),
    "/foundmoved": lambda _: redirect("/moved"),
    "/loop": lambda _: redirect("/loop"),
    "/chain": lambda r: redirect(f"/chain:{r.number - 1}") if r.number else answer(PAGE),
    "/tofile": lambda _: redirect("file:///etc/passwd"),
    "/toftp": lambda _: redirect("ftp://127.0.0.1/x"),
    "/tometa": lambda _: redirect("http://169.254.169.254/latest/meta-data/"),
    "/tolocalhost": lambda r: redirect(f"http://localhost:{r.headers['host'].rpartition(':')[2]}/secret"),
    "/toodd": lambda r: redirect(f"http://0x7f.2:{r.headers['host'].rpartition(':')[2]}/secret"),
    "/to": lambda r: redirect(r.path.partition("?")[2]),
    "/tobad": lambda _: redirect("http://[::1/"),
    "/nowhere": lambda _: answer(status=302),
    "/spaces": lambda _: redirect("/ok?two words"),
    "/hostile": lambda _: (
        b"HTTP/1.1 500 bad\x1b[31m\x1b]52;c;eA==\x07\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    ),
    "/garbage": lambda _: b"\x00\xff\x16\x03 no HTTP at all\r\n\r\n",
    "/nothing": lambda _: b"",
    "/bigheader": lambda _: answer(PAGE, headers={"X-Big": "a" * 300_000}),
    "/policy": lambda _: answer(PAGE, headers={"Content-Security-Policy": "a" * 20_000}),
    "/short": lambda _: answer(PAGE, length=len(PAGE) + 99),
    "/long": lambda _: answer(b"x", length=2**40),
    "/cookie": lambda _: answer(PAGE, headers={"Set-Cookie": "a=b; Path=/"}),
    "/gzip": lambda _: encoded(gzip.compress(PAGE), "gzip"),
    "/xgzip": lambda _: encoded(gzip.compress(PAGE), "x-gzip"),
    "/gzips": lambda _: encoded(gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "gzip"),
    "/padded": lambda _: encoded(gzip.compress(PAGE) + bytes(64), "gzip"),
    "/deflate": lambda _: encoded(zlib.compress(PAGE), "deflate"),
    "/rawdeflate": lambda _: encoded(_raw_deflate(PAGE), "deflate"),
    "/bomb": lambda r: encoded(bomb(r.number), "gzip"),
    "/badgzip": lambda _: encoded(gzip.compress(PAGE)[:20] + bytes(400), "gzip"),
    "/cutgzip": lambda _: encoded(gzip.compress(PAGE)[:200], "gzip"),
    "/gzipgzip": lambda _: encoded(gzip.compress(gzip.compress(PAGE)), "gzip, gzip"),
    "/brotli": lambda _: encoded(b"\x0b\x02\x80" * 200, "br"),
    "/latin1": lambda _: answer(
        b"<html><body><article>" + f"<p>{'Das Café öffnete früh. ' * 20}</p>".encode("latin-1") * 3,
        headers={"Content-Type": "text/html; charset=ISO-8859-1"},
    ),
    "/notext": lambda _: answer(
        b"<html><head><title>Nothing</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
    ),
    "/title": lambda _: answer(
        PAGE.replace(b"Quay to be rebuilt", "Quay\x1b]52;c;eA==\x07 \x1b[31mto be\x9b1m [/b] rebuilt".encode())
    ),
    "/attributes": lambda r: answer(
        b"<html><body><p " + b" ".join(b'a%d="1"' % i for i in range(r.number)) + b">" + PAGE + b"</p></body></html>"
    ),
    "/plain": lambda _: answer("\n\n".join(PARAGRAPHS).encode(), headers={"Content-Type": "text/plain"}),
    "/png": lambda _: answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), headers={"Content-Type": "image/png"}),
}


class Faulty:
    """The server; a context manager."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="faulty", daemon=True)
        self._requests: list[Request] = []
        self._open: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http{'s' if self._tls else ''}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for so far, in order."""
        return [request.path for request in self._requests]

    def headers(self, path: str) -> Mapping[str, str]:
        """The headers of the last request for a path."""
        return next(request.headers for request in reversed(self._requests) if request.path == path)

    def _do(self, work: Awaitable[None]) -> None:
        async def done() -> None:
            await work

        asyncio.run_coroutine_threadsafe(done(), self._loop).result(60)

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._answer(await _request(reader), writer)
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self._requests.append(request)
        route = request.path.partition(":")[0].partition("?")[0]
        if route in SLOW:
            await SLOW[route](request, writer)
            return
        writer.write(PLAIN[route](request) if route in PLAIN else answer(status=404))
        await writer.drain()


async def _request(reader: asyncio.StreamReader) -> Request:
    if (start := await reader.readexactly(1)) == b"\x16":
        # Somebody wants TLS. Servers that have none answer in HTTP all the same.
        return Request("/status:400", {}, 400)
    first, *lines = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    path = first.split()[1]
    if path.startswith("http"):
        # As a proxy, it answers every address with 404.
        return Request(path, {}, 0)
    number = path.rpartition(":")[2]
    pairs = (line.partition(":") for line in lines if line)
    return Request(
        path, {name.lower(): value.strip() for name, _, value in pairs}, int(number) if number.isdigit() else 0
    )


async def _hang(_: Request, writer: asyncio.StreamWriter) -> None:
    await writer.wait_closed()


async def _drip(_: Request, writer: asyncio.StreamWriter) -> None:
    """A byte every 20 ms, for ever."""
    writer.write(answer(length=10_000))
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _drip_header(_: Request, writer: asyncio.StreamWriter) -> None:
    """A header line every 20 ms, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.02)


async def _endless(_: Request, writer: asyncio.StreamWriter) -> None:
    """Chunks without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"x" * 50_000
    while True:
        writer.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        await writer.drain()


async def _cut(_: Request, writer: asyncio.StreamWriter) -> None:
    """A chunked body without its last chunk."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
    await writer.drain()


async def _reset(_: Request, writer: asyncio.StreamWriter) -> None:
    """Half a body, then a reset."""
    writer.write(answer(PAGE[:100], length=5_000))
    await writer.drain()
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


SLOW: dict[str, Callable[[Request, asyncio.StreamWriter], Awaitable[None]]] = {
    "/hang": _hang,
    "/drip": _drip,
    "/dripheader": _drip_header,
    "/endless": _endless,
    "/cut": _cut,
    "/reset": _reset,
}
