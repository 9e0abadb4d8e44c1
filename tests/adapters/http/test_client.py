"""Fetching from a real server that misbehaves in every way that the table of threats names."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.http import Fetcher, Response, StatusError, client
from newsdiff.errors import FetchError
from support.faulty_server import PAGE, Faulty, answer, redirect
from support.feed_server import FeedServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(scope="module")
def server() -> Iterator[Faulty]:
    with Faulty() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(timeout=10) as opened:
        yield opened


async def refusal(fetcher: Fetcher, url: str, *, typed: bool = True, limit: int = 2**20, timeout: float = 10) -> str:  # noqa: ASYNC109
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(url, typed=typed, limit=limit, timeout=timeout)
    message = str(caught.value)
    assert message.isprintable()
    assert message.endswith(".")
    return message


async def test_a_good_answer_comes_whole(server: Faulty, fetcher: Fetcher) -> None:
    url = server.url("/ok")
    assert await fetcher.fetch(url + "#part", typed=True) == Response(
        url=url, status=200, body=PAGE, content_type="text/html", charset="utf-8"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/gzip",
        "/xgzip",
        "/gzips",
        "/padded",
        "/deflate",
        "/rawdeflate",
        "/gzipgzip",
        "/policy",
        "/spaces",
    ],
)
async def test_a_body_is_the_same_however_it_travels(server: Faulty, fetcher: Fetcher, path: str) -> None:
    assert (await fetcher.fetch(server.url(path), typed=True)).body == PAGE


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 500, 502, 300, 304, 305])
async def test_an_error_status_is_told_and_kept(server: Faulty, fetcher: Fetcher, status: int) -> None:
    with pytest.raises(StatusError, match=rf"/status:{status} answered {status} [A-Z]") as caught:
        await fetcher.fetch(server.url(f"/status:{status}"), typed=True)
    assert caught.value.status == status
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("/busy:120", timedelta(minutes=2)),
        ("/busy:99999999999", timedelta(days=1)),
        ("/busydate", timedelta(seconds=90)),
        ("/busybad", None),
    ],
)
async def test_a_server_that_asks_for_rest_is_understood(
    server: Faulty, fetcher: Fetcher, path: str, rest: timedelta | None
) -> None:
    with pytest.raises(StatusError) as caught:
        await fetcher.fetch(server.url(path), typed=True)
    assert caught.value.retry_after == rest


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "redirects in a circle"),
        ("/chain:6", "redirects more than 5 times"),
        ("/tofile", "file:///etc/passwd is not an http or https address"),
        ("/toftp", "ftp://127.0.0.1/x is not an http or https address"),
        ("/tometa", "leads to http://169.254.169.254/latest/meta-data/, which lies in a private network"),
        ("/tobad", "http://[::1/ is not a valid address"),
        ("/nowhere", "redirects without saying where to"),
        ("/hostile", "answered 500 Internal Server Error"),
        ("/garbage", "not valid HTTP"),
        ("/nothing", "closed the connection without an answer"),
        ("/bigheader", "too long a header"),
        ("/short", "stopped in the middle of its answer"),
        ("/cut", "stopped in the middle of its answer"),
        ("/reset", "stopped in the middle of its answer"),
        ("/long", "sent more than 1 MB"),
        ("/endless", "sent more than 1 MB"),
        ("/bomb:64", "sent more than 1 MB"),
        ("/badgzip", "damaged, or not compressed at all"),
        ("/cutgzip", "stopped in the middle of its compressed answer"),
        ("/brotli", "a compression that newsdiff did not ask for"),
    ],
)
async def test_a_fault_is_told_in_words(server: Faulty, fetcher: Fetcher, path: str, words: str) -> None:
    message = await refusal(fetcher, server.url(path))
    assert message.startswith(server.url(path) + " ")
    assert words in message


@pytest.mark.parametrize("path", ["/drip", "/dripheader", "/hang"])
async def test_a_slow_answer_is_ended_by_the_whole_time_it_takes(server: Faulty, fetcher: Fetcher, path: str) -> None:
    message = await refusal(fetcher, server.url(path), timeout=0.2)
    assert message.endswith(f"{path} gave no complete answer within 0.2 seconds.")


async def test_a_chain_of_redirects_within_the_limit_is_followed(server: Faulty, fetcher: Fetcher) -> None:
    response = await fetcher.fetch(server.url("/chain:5"), typed=True)
    assert response.url == server.url("/chain:0")


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/ok", None),
        ("/found", None),
        ("/moved", "/ok"),
        ("/movedtwice", "/ok"),
        ("/movedonce", "/found"),
        ("/foundmoved", None),
    ],
)
async def test_only_an_unbroken_chain_of_permanent_redirects_moves_an_address(
    server: Faulty, fetcher: Fetcher, path: str, moved: str | None
) -> None:
    response = await fetcher.fetch(server.url(path), typed=True)
    assert response.url == server.url("/ok")
    assert response.moved == (moved and server.url(moved))


async def test_an_unchanged_page_is_not_sent_again(server: Faulty, fetcher: Fetcher) -> None:
    first = await fetcher.fetch(server.url("/cached"), typed=True)
    assert not first.unchanged
    assert (first.etag, first.last_modified) == ('"v1"', "Tue, 12 May 2026 06:30:00 GMT")
    again = await fetcher.fetch(first.url, typed=True, etag=first.etag, last_modified=first.last_modified)
    assert again.unchanged
    assert again.body == b""
    assert server.headers("/cached")["if-modified-since"] == first.last_modified


async def test_requests_name_newsdiff_and_ask_for_what_it_can_open(server: Faulty, fetcher: Fetcher) -> None:
    await fetcher.fetch(server.url("/echo"), typed=True, accept="application/feed+json")
    sent = server.headers("/echo")
    assert sent["user-agent"].startswith("newsdiff/")
    assert sent["accept-encoding"] == "gzip, deflate"
    assert sent["accept"] == "application/feed+json"


async def test_requests_name_the_users_own_contact(server: Faulty) -> None:
    async with Fetcher(contact="https://post.example/desk") as fetcher:
        await fetcher.fetch(server.url("/echo"), typed=True)
    assert server.headers("/echo")["user-agent"].endswith(" (+https://post.example/desk)")


@pytest.mark.parametrize(("location", "asked"), [("/gä", "/g%E4"), ("/gÃ¤", "/g%C3%A4")])
async def test_raw_bytes_in_a_redirect_are_sent_as_they_came(location: str, asked: str) -> None:
    with FeedServer() as server:
        server.serves(asked, answer(PAGE))
        url = server.serves("/here", redirect(location))
        async with Fetcher() as fetcher:
            assert (await fetcher.fetch(url, typed=True)).url == server.url(asked)


async def test_cookies_are_not_kept(server: Faulty, fetcher: Fetcher) -> None:
    await fetcher.fetch(server.url("/cookie"), typed=True)
    await fetcher.fetch(server.url("/echo"), typed=True)
    assert "cookie" not in server.headers("/echo")


async def test_passwords_go_to_their_own_origin_only_and_are_shown_nowhere(server: Faulty, fetcher: Fetcher) -> None:
    with Faulty() as other:
        url = f"http://ann:hunter2@127.0.0.1:{server.port}"
        response = await fetcher.fetch(url + "/found", typed=True, headers={"X-Key": "k"})
        assert response.url == server.url("/ok")
        sent = server.headers("/ok")
        assert (sent["authorization"], sent["x-key"]) == ("Basic YW5uOmh1bnRlcjI=", "k")
        assert "hunter2" not in await refusal(fetcher, url + "/status:404?token=hunter2")
        # Another port of the same host is another origin.
        await fetcher.fetch(url + f"/to?{other.url('/ok')}", typed=True, headers={"X-Key": "k"})
        assert not {"authorization", "x-key"} & set(other.headers("/ok"))


async def test_a_header_that_cannot_be_sent_is_told(server: Faulty, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="The header 'X-Key' cannot be sent"):
        await fetcher.fetch(server.url("/ok"), typed=True, headers={"X-Key": "a\r\nHost: b"})


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "127.1",
        "0",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
    ],
)
async def test_a_private_host_that_nobody_typed_is_not_asked(server: Faulty, fetcher: Fetcher, host: str) -> None:
    asked = len(server.paths())
    assert "private network" in await refusal(fetcher, server.url("/secret", host), typed=False)
    assert len(server.paths()) == asked


async def test_a_name_that_resolves_to_a_private_address_is_not_asked(
    server: Faulty, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.adapters.http import resolver

    monkeypatch.setattr(resolver, "_addresses", lambda *_: [(2, "127.0.0.1")])
    url = server.url("/ok", "rebound.example")
    asked = len(server.paths())
    assert "rebound.example" in await refusal(fetcher, url, typed=False)
    assert len(server.paths()) == asked
    assert (await fetcher.fetch(url, typed=True)).body == PAGE
    # The connection that the reader's own request left open is not there for others.
    assert "private network" in await refusal(fetcher, url, typed=False)
    assert len(server.paths()) == asked + 1


async def test_a_dead_name_server_holds_up_neither_other_hosts_nor_the_end(
    server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsdiff.adapters.http import resolver

    alive, looked_up = threading.Event(), resolver._addresses

    def addresses(host: str, family: int) -> list[tuple[int, str]]:
        if host.endswith(".invalid"):
            alive.wait(60)
        return looked_up(host, family)

    monkeypatch.setattr(resolver, "_addresses", addresses)
    async with Fetcher() as fetcher:
        dead = [asyncio.create_task(refusal(fetcher, f"http://{number}.invalid/", timeout=0.5)) for number in range(20)]
        assert (await fetcher.fetch(server.url("/ok", "localhost"), typed=True)).body == PAGE
        assert all("gave no complete answer" in message for message in await asyncio.gather(*dead))
    alive.set()


@pytest.mark.parametrize("path", ["/tolocalhost", "/toodd"])
async def test_a_typed_private_host_may_not_lead_to_another(server: Faulty, fetcher: Fetcher, path: str) -> None:
    assert "private network" in await refusal(fetcher, server.url(path))
    assert "/secret" not in server.paths()


async def test_unknown_and_closed_hosts_are_told_apart(server: Faulty, fetcher: Fetcher) -> None:
    assert "refused the connection" in await refusal(fetcher, "http://127.0.0.1:9/")
    assert "looked up" in (told := await refusal(fetcher, "http://nowhere.invalid/")) or "does not exist" in told
    assert "secure connection" in await refusal(fetcher, server.url("/ok").replace("http", "https"))


async def test_a_proxy_from_the_environment_is_used_but_not_for_this_computer(
    server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url(""))
    async with Fetcher() as fetcher:
        assert "answered 404" in await refusal(fetcher, "http://paper.example/through-the-proxy", typed=False)
        assert "http://paper.example/through-the-proxy" in server.paths()
        assert (await fetcher.fetch(server.url("/ok"), typed=True)).body == PAGE
        for name in ("http://10.0.0.1/", "http://intranet/", "http://router.local/"):
            assert "private network" in await refusal(fetcher, name, typed=False)


async def test_a_proxy_of_an_unknown_kind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    async with Fetcher() as fetcher:
        assert "http proxies only" in await refusal(fetcher, "http://paper.example/")


async def test_hanging_requests_leave_the_places_of_other_hosts_free(server: Faulty) -> None:
    async with Fetcher(connections=2, per_host=1) as fetcher, asyncio.TaskGroup() as group:
        hanging = [group.create_task(fetcher.fetch(server.url("/hang"), typed=True)) for _ in range(5)]
        assert (await fetcher.fetch(server.url("/ok", "localhost"), typed=True)).body == PAGE
        for task in hanging:
            task.cancel()


async def test_waiting_for_a_place_is_not_counted_as_the_servers_time(server: Faulty) -> None:
    async with Fetcher(per_host=1) as fetcher:
        *_, response = await asyncio.gather(
            *(refusal(fetcher, server.url("/hang"), timeout=0.8) for _ in range(4)),
            # Its turn comes after 3.2 seconds.
            fetcher.fetch(server.url("/ok"), typed=True, timeout=3),
        )
    assert isinstance(response, Response)
    assert response.body == PAGE


async def test_many_bombs_at_once_are_all_stopped(server: Faulty, fetcher: Fetcher) -> None:
    told = await asyncio.gather(*(refusal(fetcher, server.url("/bomb:64"), limit=2**22) for _ in range(8)))
    assert all("sent more than 4 MB" in message for message in told)

    assert fetcher.budget.used == 0


async def test_all_bodies_together_hold_no_more_than_the_budget_and_one_of_them(
    server: Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "BODIES", 4 * 2**20)
    parsers = asyncio.Semaphore(1)
    async with Fetcher() as fetcher:

        async def one(number: int) -> int:
            response = await fetcher.fetch(server.url(f"/bomb:{number % 3 + 1}"), typed=True)
            # Whoever parses them takes one after another.
            async with parsers:
                await asyncio.sleep(0.01)
                return len(response.body)

        sizes = await asyncio.gather(*map(one, range(12)))
        assert sum(sizes) == 24 * 2**20
        assert fetcher.budget.most <= 7 * 2**20
        assert fetcher.budget.used == 0


async def test_a_certificate_that_nobody_vouches_for_is_refused(fetcher: Fetcher) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    with Faulty(tls) as server:
        assert "its certificate is not accepted (self-signed certificate)" in await refusal(fetcher, server.url("/ok"))
        assert server.paths() == []


def test_aiohttp_is_not_imported_before_something_is_fetched() -> None:
    code = "import sys, newsdiff.adapters.http; sys.exit('aiohttp' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
