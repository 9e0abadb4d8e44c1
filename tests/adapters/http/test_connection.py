"""Connections to servers that send bytes as the test says: kept, reused, and closed where they cannot be trusted."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.http import connect, connection, session
from newsdiff.adapters.http.connect import Connector, _interleaved
from newsdiff.adapters.http.errors import ExchangeError, fault
from newsdiff.adapters.http.resolver import PublicOnlyResolver
from newsdiff.adapters.http.session import Sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Scripted:
    """A server that answers each request with the next of some bytes; b"" closes the connection without an answer."""

    def __init__(self, answers: Iterable[bytes | tuple[bytes, ...]]) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0
        self.port = 0
        self.more = asyncio.Event()
        """Set it to have the second part of an answer sent."""

    def url(self, path: str = "/", scheme: str = "http") -> str:
        return f"{scheme}://127.0.0.1:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while self.answers:
            self.requests.append(await reader.readuntil(b"\r\n\r\n"))
            answer = self.answers.pop(0)
            first, *rest = answer if isinstance(answer, tuple) else (answer,)
            writer.write(first)
            await writer.drain()
            for part in rest:
                await self.more.wait()
                writer.write(part)
                await writer.drain()
            if not first or b"close" in first:
                writer.close()
                await writer.wait_closed()
                return
        await reader.read()


@asynccontextmanager
async def listening(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A port on which connections are served; at the end all of them are closed."""
    tasks: list[asyncio.Task[None]] = []

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.append(task)
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            await serve(reader, writer)
        writer.transport.abort()
        with suppress(ConnectionError, ssl.SSLError):
            await writer.wait_closed()

    running = await asyncio.start_server(one, "127.0.0.1", 0, ssl=tls)
    try:
        yield running.sockets[0].getsockname()[1]
    finally:
        running.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def scripted(*answers: bytes | tuple[bytes, ...], tls: ssl.SSLContext | None = None) -> AsyncIterator[Scripted]:
    script = Scripted(answers)
    async with listening(script.serve, tls) as script.port:
        yield script


@pytest.fixture
async def sessions(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sessions]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    opened = Sessions("newsdiff/test")
    yield opened
    await opened.close()


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 -- nothing tells when
        await asyncio.sleep(0)


async def body(sessions: Sessions, url: str) -> bytes:
    async with sessions.get(url, {"Accept": "*/*"}, free=True) as answer:
        return b"".join([piece async for piece in answer.pieces()])


async def words(sessions: Sessions, url: str) -> str:
    with pytest.raises(sessions.errors) as caught:
        await body(sessions, url)
    return str(fault(caught.value))


async def test_a_connection_is_used_again(sessions: Sessions) -> None:
    async with scripted(OK, OK, OK) as server:
        assert [await body(sessions, server.url()) for _ in range(3)] == [b"ok"] * 3
        assert server.connections == 1
        assert server.requests[0].startswith(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n".encode())


async def test_a_connection_that_was_idle_for_long_is_not_used_again(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "KEPT_SECONDS", -1.0)
    async with scripted(OK, OK) as server:
        await body(sessions, server.url())
        await body(sessions, server.url())
        assert server.connections == 2


async def test_a_kept_connection_that_the_server_closes_meanwhile_is_replaced(sessions: Sessions) -> None:
    async with scripted(OK, b"", OK) as server:
        assert await body(sessions, server.url()) == b"ok"
        assert await body(sessions, server.url()) == b"ok"
        assert server.connections == 2


async def test_a_new_connection_without_an_answer_is_not_tried_again(sessions: Sessions) -> None:
    async with scripted(b"", OK) as server:
        assert "closed the connection without an answer" in await words(sessions, server.url())
        assert len(server.requests) == 1


@pytest.mark.parametrize("more", [b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", b"evil", b"HTTP/1.1 200 OK\r\n"])
async def test_what_follows_an_answer_is_not_taken_for_the_next(sessions: Sessions, more: bytes) -> None:
    async with scripted(OK + more, OK) as server:
        assert await body(sessions, server.url()) == b"ok"
        assert await body(sessions, server.url()) == b"ok"
        assert server.connections == 2


async def test_bytes_on_a_connection_that_is_not_in_use_close_it(sessions: Sessions) -> None:
    async with scripted((OK, b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"), OK) as server:
        async with sessions.get(server.url(), {}, free=True) as answer:
            assert [piece async for piece in answer.pieces()] == [b"ok"]
        assert answer.reusable
        server.more.set()
        await until(lambda: not answer.reusable)
        assert await body(sessions, server.url()) == b"ok"
        assert server.connections == 2


async def test_an_answer_that_was_not_read_to_its_end_closes_the_connection(sessions: Sessions) -> None:
    async with scripted((b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart", b"-rest"), OK) as server:
        async with sessions.get(server.url(), {}, free=True) as answer:
            assert answer.length == 9
        assert not answer.reusable
        server.more.set()
        assert await body(sessions, server.url()) == b"ok"
        assert server.connections == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + OK,
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + OK,
        b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1 \r\no\r\n1;x=y\r\nk\r\n0\r\nTrailer: t\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nUpgrade: h2,h2c\r\nConnection: Upgrade\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\n\r\nok close",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok",
        b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nX-Bytes: \xff\xfe\x01\r\nContent-Length: 2\r\n\r\nok",
    ],
)
async def test_an_answer_is_read_however_it_is_framed(sessions: Sessions, answer: bytes) -> None:
    async with scripted(answer) as server:
        assert (await body(sessions, server.url())).removesuffix(b" close") == b"ok"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nX: close\r\n\r\nok", "stopped in the middle"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: close\r\n\r\n2\r\nok\r\n", "stopped in the middle"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: close\r\n\r\nzz\r\nok\r\n", "stopped in the middle"),
        (b"HTTP/1.1 200 OK\r\nX: close\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk", "not valid HTTP"),
        (b"SSH-2.0-close\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: close\r\n", "stopped in the middle"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: close\r\n" * (connection.LONGEST_HEAD // 5), "too long a header"),
    ],
)
async def test_an_answer_that_is_no_whole_one_is_told(sessions: Sessions, answer: bytes, told: str) -> None:
    async with scripted(answer) as server:
        assert told in await words(sessions, server.url())


async def test_another_protocol_is_not_gone_on_with(sessions: Sessions) -> None:
    answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nbytes"
    async with scripted(answer) as server, sessions.get(server.url(), {}, free=True) as given:
        assert given.status == 101
        assert [piece async for piece in given.pieces()] == []
        assert not given.reusable


async def test_a_body_that_nobody_reads_is_not_taken_in_whole(sessions: Sessions) -> None:
    size = 64 * 2**20
    sent = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + bytes(size)
    async with scripted(sent) as server, sessions.get(server.url(), {}, free=True) as answer:
        await until(lambda: answer._paused)
        held = answer._held
        for _ in range(100):
            await asyncio.sleep(0)
        assert answer._held == held < 2**20
        assert sum([len(piece) async for piece in answer.pieces()]) == size


async def test_a_connection_that_was_reset_is_told(sessions: Sessions) -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        own = writer.get_extra_info("socket")
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        writer.transport.abort()

    async with listening(reset) as port:
        assert await words(sessions, f"http://127.0.0.1:{port}/") == "broke off the connection"


async def test_no_line_of_a_request_can_be_smuggled_in(sessions: Sessions) -> None:
    async with scripted(OK) as server:
        with pytest.raises(ExchangeError, match="could not be fetched"):
            async with sessions.get(server.url(), {"Accept": "a\r\nX-Evil: 1"}, free=True):
                pass
        assert server.requests == []


async def test_the_next_address_of_a_host_is_tried_where_one_refuses_or_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connect, "HEAD_START", 0.0)
    async with scripted(OK) as server:
        tried: list[str] = []
        real = connect._connected

        async def connected(address: tuple[int, str], port: int) -> socket.socket:
            tried.append(address[1])
            if address[1] == "192.0.2.1":
                await asyncio.Event().wait()
            if address[1] == "::2":
                raise OSError(errno.ENETUNREACH, "no route")
            return await real(address, port)

        monkeypatch.setattr(connect, "_connected", connected)
        places = [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::2")]
        one = await connect._first_connected(_interleaved(places), server.port)
        with one:
            assert one.getpeername() == ("127.0.0.1", server.port)
        assert tried == ["192.0.2.1", "::2", "127.0.0.1"]
        with pytest.raises(OSError, match="no route"):
            await connect._first_connected([(socket.AF_INET6, "::2")], server.port)
        with pytest.raises(socket.gaierror):
            await connect._first_connected([], server.port)


async def test_a_name_is_looked_up_once_for_all_that_ask_and_again_after_it_was_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def resolve(_: PublicOnlyResolver, host: str) -> list[tuple[int, str]]:
        asked.append(host)
        await asyncio.sleep(0)
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, "127.0.0.1")]

    monkeypatch.setattr(PublicOnlyResolver, "resolve", resolve)
    async with scripted(OK) as server:
        connector = Connector(PublicOnlyResolver(guarded=False))
        opened = await asyncio.gather(*(connector.open("paper.example", server.port, secure=False) for _ in range(3)))
        for one in opened:
            one.close()
        for _ in range(2):
            with pytest.raises(socket.gaierror):
                await connector.open("gone.example", server.port, secure=False)
    assert asked == ["paper.example", "gone.example", "gone.example"]


def trusting() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The context of a server, and that of a client which trusts it."""
    own = Path(__file__).with_name("untrusted.pem")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(own)
    client = ssl.create_default_context(cafile=str(own))
    client.check_hostname = False
    return server, client


async def test_a_secure_page_is_fetched_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    server_tls, client_tls = trusting()
    monkeypatch.setattr(connect, "_context", lambda: client_tls)
    asked: list[bytes] = []
    opened: list[asyncio.StreamWriter] = []
    async with scripted(OK, OK, tls=server_tls) as secure:

        async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append(await reader.readuntil(b"\r\n\r\n"))
            there, back = await asyncio.open_connection("127.0.0.1", secure.port)
            opened.append(back)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")

            async def pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
                while data := await source.read(2**16):
                    target.write(data)
                target.close()

            await asyncio.gather(pipe(reader, back), pipe(there, writer))

        async with listening(tunnel) as port:
            monkeypatch.setenv("https_proxy", f"http://ann:hunter%202@127.0.0.1:{port}")
            proxied = Sessions("newsdiff/test")
            assert [await body(proxied, "https://paper.example/a?b=c") for _ in range(2)] == [b"ok", b"ok"]
            await proxied.close()
        for back in opened:
            back.transport.abort()
            await back.wait_closed()
    assert len(asked) == 1
    assert asked[0].startswith(b"CONNECT paper.example:443 HTTP/1.1\r\nHost: paper.example:443\r\n")
    assert b"Proxy-Authorization: Basic YW5uOmh1bnRlciAy\r\n" in asked[0]
    assert secure.requests[0].startswith(b"GET /a?b=c HTTP/1.1\r\nHost: paper.example\r\n")
    assert b"Proxy-Authorization" not in secure.requests[0]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n",), "the proxy answered 407"),
        ((b"",), "closed the connection without an answer"),
    ],
)
async def test_a_proxy_that_lets_nothing_through_is_told(
    monkeypatch: pytest.MonkeyPatch, answers: tuple[bytes, ...], told: str
) -> None:
    async with scripted(*answers) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url(""))
        proxied = Sessions("newsdiff/test")
        assert told in await words(proxied, "https://paper.example/")
        await proxied.close()


async def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    proxied = Sessions("newsdiff/test")
    assert "the proxy does not answer" in await words(proxied, "https://paper.example/")
    await proxied.close()
