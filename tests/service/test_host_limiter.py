"""The limits on requests to one host, and the hosts that are held back after Retry-After."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdiff.adapters import retry_after
from newsdiff.service.host_limiter import HostLimiter, RetryLater
from support.feed_server import NOON, Time

if TYPE_CHECKING:
    from pathlib import Path


async def refused(hosts: HostLimiter, url: str) -> bool:
    try:
        async with hosts.slot(url):
            return False
    except RetryLater:
        return True


async def test_a_host_is_held_back_as_a_whole_and_others_are_not(tmp_path: Path) -> None:
    clock = Time()
    hosts = HostLimiter(tmp_path / "hosts", clock)
    hosts.back_off_host("https://bell.example/a", timedelta(minutes=2))
    assert await refused(hosts, "https://bell.example/b?c=d")
    assert await refused(hosts, "http://bell.example:8080/")
    assert not await refused(hosts, "https://post.example/a")
    clock.passes(minutes=2)
    assert not await refused(hosts, "https://bell.example/b")


async def test_a_host_is_free_again_when_the_clock_is_put_back() -> None:
    clock = Time()
    hosts = HostLimiter(None, clock)
    clock.now = NOON + timedelta(days=90)
    hosts.back_off_host("https://bell.example/feed", timedelta(hours=1))
    assert await refused(hosts, "https://bell.example/feed")
    clock.now = NOON
    assert not await refused(hosts, "https://bell.example/feed")


async def test_on_this_computer_one_address_alone_is_held_back() -> None:
    hosts = HostLimiter(None, Time())
    hosts.back_off_host("http://127.0.0.1:8080/a", timedelta(minutes=2))
    assert await refused(hosts, "http://127.0.0.1:8080/a?again")
    assert not await refused(hosts, "http://127.0.0.1:8080/b")


async def test_a_retry_after_outlives_the_program_and_is_never_cut_short(tmp_path: Path) -> None:
    clock = Time()
    path = tmp_path / "hosts"
    second = HostLimiter(path, clock)
    second.back_off_host("https://bell.example/a", timedelta(minutes=1))
    HostLimiter(path, clock).back_off_host("https://bell.example/a", timedelta(hours=1))
    assert not await refused(second, "https://post.example/")
    second.reload()
    second.back_off_host("https://bell.example/b", timedelta(minutes=1))
    second.back_off_host("https://post.example/b", timedelta(minutes=1))
    assert retry_after.read(path, NOON) == {
        "bell.example": NOON + timedelta(hours=1),
        "post.example": NOON + timedelta(minutes=1),
    }
    clock.passes(minutes=2)
    assert await refused(second, "https://bell.example/")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_makes_no_sense_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "hosts"
    for text in ("", "[1]", '{"a": 1, "b": "x", "c": "9999-12-31T00:00:00+00:00"}', "{" * 5000, "\x00"):
        path.write_text(text)
        assert retry_after.read(path, NOON) == {}
    assert retry_after.read(tmp_path / "none", NOON) == {}


async def test_a_host_gets_a_few_requests_at_once_and_this_computer_many() -> None:
    hosts = HostLimiter(None, Time(), per_host=2)

    async def most(url: str) -> int:
        held, peak = 0, 0

        async def one() -> None:
            nonlocal held, peak
            async with hosts.slot(url):
                held += 1
                peak = max(peak, held)
                for _ in range(10):
                    await asyncio.sleep(0)
                held -= 1

        await asyncio.gather(*(one() for _ in range(30)))
        return peak

    assert await most("https://bell.example/") == 2
    assert await most("http://localhost:1/") == 30


async def test_a_request_that_waits_for_a_slot_is_refused_when_the_host_is_held_back_meanwhile() -> None:
    hosts = HostLimiter(None, Time(), per_host=1)
    async with hosts.slot("https://bell.example/"):
        waiting = asyncio.create_task(refused(hosts, "https://bell.example/"))
        await asyncio.sleep(0)
        hosts.back_off_host("https://bell.example/", timedelta(minutes=1))
    assert await waiting
