"""Cookies that live as long as one fetch."""

from __future__ import annotations

import pytest

from newsdiff.adapters.http import Fetcher
from newsdiff.adapters.http.cookies import Cookies
from newsdiff.errors import FetchError
from support.faulty_server import answer
from support.feed_server import FeedServer, server

__all__ = ["server"]

WALL = {"Location": "/wall", "Set-Cookie": "seen=1; Path=/; HttpOnly"}


@pytest.mark.parametrize(
    ("set_at", "value", "asked", "sent"),
    [
        ("https://a.example/", "a=1; Path=/; Secure", "https://a.example/x", "a=1"),
        ("https://a.example/", "a=1", "http://a.example/x", ""),
        ("http://a.example/", "a=1", "https://a.example/x", "a=1"),
        ("https://a.example/", "a=1; Domain=example", "https://b.example/", ""),
        ("https://a.example/", "a=", "https://a.example/", "a="),
        ("https://a.example/", 'a="b c"', "https://a.example/", 'a="b c"'),
        ("https://a.example/", "no cookie", "https://a.example/", ""),
        ("https://a.example/", "a=b\r\nX-Key: k", "https://a.example/", ""),
        ("https://a.example/", f"a={'b' * 5_000}", "https://a.example/", ""),
    ],
)
def test_cookies_go_back_to_their_host_and_to_no_other(set_at: str, value: str, asked: str, sent: str) -> None:
    cookies = Cookies()
    cookies.take(set_at, [value])
    assert cookies.header(asked) == sent


def test_a_host_sets_no_more_than_so_many_cookies() -> None:
    cookies = Cookies()
    cookies.take("https://a.example/", (f"c{number}=1" for number in range(100)))
    assert cookies.header("https://a.example/").count("=") == 20


async def test_a_server_that_redirects_until_its_cookie_comes_back_is_answered(server: FeedServer) -> None:
    server.routes["/wall"] = lambda request: (
        answer(b"in") if request.headers.get("cookie") == "seen=1" else answer(status=302, headers=WALL)
    )
    async with Fetcher() as fetcher:
        assert (await fetcher.fetch(server.url("/wall"), typed=True)).body == b"in"
        # The next one begins without it.
        await fetcher.fetch(server.url("/ok"), typed=True)
        assert "cookie" not in server.headers("/ok")


async def test_a_cookie_of_the_users_own_goes_before_that_of_the_server(server: FeedServer) -> None:
    server.routes["/wall"] = lambda request: (
        answer(b"in") if request.headers.get("cookie") == "mine=2; seen=1" else answer(status=302, headers=WALL)
    )
    async with Fetcher() as fetcher:
        found = await fetcher.fetch(server.url("/wall"), typed=True, headers={"Cookie": "mine=2"})
        assert found.body == b"in"


async def test_a_redirect_to_itself_with_the_same_cookie_is_a_circle(server: FeedServer) -> None:
    server.serves("/wall", answer(status=302, headers=WALL))
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match="in a circle"):
            await fetcher.fetch(server.url("/wall"), typed=True)
