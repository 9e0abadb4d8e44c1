"""Refreshing: what is asked, what is kept, and what one bad feed does to the others (nothing)."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import FetchError, StoreError
from newsdiff.service import feed_client
from newsdiff.service.feed_service import FeedProgress, FeedService, RefreshBusy
from newsdiff.service.refresh import refresh_lock
from support.faulty_server import answer, redirect
from support.feed_server import NOON, XML, FeedServer, Time, feed, get_feed, open_feed_service, rss, subscribe, titles

if TYPE_CHECKING:
    from pathlib import Path

    from support.faulty_server import Request


async def test_what_feeds_have_is_kept_and_told(server: FeedServer, feed_service: FeedService) -> None:
    one, two = subscribe(
        feed_service, server.serves("/one", feed("a", "b")), server.serves("/two", feed("c", title="Post"))
    )
    told: list[FeedProgress] = []
    report = await feed_service.refresh(progress=told.append)
    assert titles(feed_service) == {"a", "b", "c"}
    assert (report.feeds, report.new, report.revised, report.unchanged, report.failed) == (2, 3, 0, 0, ())
    assert {(one_told.feed_id, one_told.new, one_told.error) for one_told in told} == {(one, 2, None), (two, 1, None)}
    assert [(one_told.done, one_told.total) for one_told in told] == [(1, 2), (2, 2)]
    assert get_feed(feed_service, two).title == "Post"
    assert get_feed(feed_service, one).state.next_try == NOON + timedelta(minutes=30)


async def test_a_changed_entry_is_revised_and_none_is_deleted(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", feed("a", "b")))
    await feed_service.refresh()
    server.serves("/one", answer(rss("b", "c", text="Snow fell."), headers=XML))
    report = await feed_service.refresh([one])
    assert (report.new, report.revised) == (1, 1)
    assert titles(feed_service) == {"a", "b", "c"}


async def test_a_server_is_asked_whether_anything_has_changed(server: FeedServer, feed_service: FeedService) -> None:
    def conditional(request: Request) -> bytes:
        fresh = request.headers.get("if-none-match") == '"v1"' and "if-modified-since" in request.headers
        headers = {"ETag": '"v1"', "Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT", **XML}
        return answer(status=304, headers=headers) if fresh else answer(rss("a"), headers=headers)

    server.routes["/one"] = conditional
    (one,) = subscribe(feed_service, server.url("/one"))
    await feed_service.refresh()
    for forced in (False, True):
        report = await feed_service.refresh([one], forced=forced)
        assert (report.feeds, report.unchanged, report.new) == (1, 1, 0)
    assert get_feed(feed_service, one).state.etag == '"v1"'
    assert get_feed(feed_service, one).items == 1


async def test_the_same_bytes_are_not_parsed_again(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", feed("a")))
    await feed_service.refresh()
    # Nothing can be parsed any more.
    await feed_service._client.pool.close()
    report = await feed_service.refresh([one])
    assert (report.unchanged, report.failed) == (1, ())
    server.serves("/one", feed("b"))
    assert len((await feed_service.refresh([one])).failed) == 1


async def test_a_few_feeds_are_left_to_one_process(
    server: FeedServer, sandboxed_service: FeedService, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where the machine is busy, starting the process takes longer than one feed may hold up the others.
    monkeypatch.setattr(feed_client, "SOFT_TIMEOUT", 60)
    subscribe(sandboxed_service, *(server.serves(f"/{name}", feed(name)) for name in "abcdef"))
    assert (await sandboxed_service.refresh()).new == 6
    assert len(sandboxed_service._client.pool.pids) == 1


async def test_warming_starts_what_the_first_refresh_needs_and_asks_nobody(
    server: FeedServer, sandboxed_service: FeedService
) -> None:
    await sandboxed_service.warm()
    pids = sandboxed_service._client.pool.pids
    assert pids
    subscribe(sandboxed_service, server.serves("/one", feed("a")))
    assert server.paths() == []
    assert (await sandboxed_service.refresh()).new == 1
    assert sandboxed_service._client.pool.pids == pids


async def test_a_failure_is_told_and_the_others_go_on(
    server: FeedServer, feed_service: FeedService, clock: Time
) -> None:
    good, bad, page = subscribe(
        feed_service,
        server.serves("/good", feed("a")),
        server.url("/status:500"),
        server.serves("/page", answer(b"<html>")),
    )
    report = await feed_service.refresh()
    assert dict(report.failed) == {
        bad: f"{server.url('/status:500')} answered 500 Internal Server Error.",
        page: f"{server.url('/page')} is a web page, not a feed; newsdiff add ADDRESS looks for its feeds.",
    }
    state = get_feed(feed_service, bad).state
    assert (state.error, state.failures, state.failing_since) == (dict(report.failed)[bad], 1, NOON)
    assert get_feed(feed_service, good).state.error is None
    clock.passes(minutes=4)
    assert (await feed_service.refresh([bad])).feeds == 0
    clock.passes(minutes=1)
    assert (await feed_service.refresh([bad])).feeds == 1
    assert get_feed(feed_service, bad).state.failures == 2
    assert get_feed(feed_service, bad).state.failing_since == NOON


async def test_a_feed_that_is_well_again_says_nothing_of_its_failure(
    server: FeedServer, feed_service: FeedService
) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", b""))
    await feed_service.refresh()
    assert "closed the connection" in (get_feed(feed_service, one).state.error or "")
    server.serves("/one", feed("a"))
    await feed_service.refresh(forced=True)
    assert get_feed(feed_service, one).state.error is None
    assert get_feed(feed_service, one).state.failures == 0


async def test_a_hanging_feed_takes_no_place_and_a_refresh_can_be_left(
    server: FeedServer, feed_service: FeedService
) -> None:
    hanging = subscribe(feed_service, *(server.url(f"/hang?{n}") for n in range(50)))
    good = subscribe(feed_service, *(server.serves(f"/good{n}", feed(f"a{n}")) for n in range(10)))
    done: set[int] = set()
    all_good = asyncio.Event()

    def tell(progress: FeedProgress) -> None:
        done.add(progress.feed_id)
        if done.issuperset(good):
            all_good.set()

    refreshing = asyncio.create_task(feed_service.refresh(progress=tell))
    await all_good.wait()
    assert done.isdisjoint(hanging)
    refreshing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await refreshing
    assert titles(feed_service) == {f"a{n}" for n in range(10)}
    assert get_feed(feed_service, hanging[0]).state.last_try is None
    # Nothing is left of it that would be in the way of the next one.
    assert (await feed_service.refresh([good[0]])).unchanged == 1


async def test_a_move_for_good_is_remembered_after_a_feed_was_found_there(
    server: FeedServer, feed_service: FeedService
) -> None:
    one, two, three = subscribe(
        feed_service,
        server.serves("/old", redirect("/new", 301)),
        server.serves("/older", redirect("/nowhere-good", 301)),
        server.serves("/for-now", redirect("/newest", 302)),
    )
    server.serves("/new", feed("a"))
    server.serves("/newest", feed("b"))
    await feed_service.refresh()
    assert get_feed(feed_service, one).url == server.url("/new")
    assert get_feed(feed_service, two).url == server.url("/older")
    assert get_feed(feed_service, three).url == server.url("/for-now")


async def test_a_feed_that_is_gone_is_asked_only_when_it_is_named(
    server: FeedServer, feed_service: FeedService
) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", answer(status=410)))
    await feed_service.refresh()
    for _ in range(2):
        assert (await feed_service.refresh(forced=True)).feeds == 0
        assert (await feed_service.refresh([one])).feeds == 0
    assert server.asked("/one") == 1
    server.serves("/one", feed("a"))
    assert (await feed_service.refresh([one], forced=True)).new == 1
    assert get_feed(feed_service, one).state.gone is False


async def test_a_paused_feed_is_asked_only_when_it_is_named(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", feed("a")))
    feed_service.store.set_settings(one, FeedSettings(paused=True))
    assert (await feed_service.refresh(forced=True)).feeds == (await feed_service.refresh([one])).feeds == 0
    assert (await feed_service.refresh([one], forced=True)).new == 1


async def test_nothing_is_asked_before_retry_after(
    server: FeedServer, feed_service: FeedService, clock: Time, tmp_path: Path
) -> None:
    (one,) = subscribe(feed_service, server.url("/busy:120"))
    await feed_service.refresh()
    assert get_feed(feed_service, one).state.next_try == NOON + timedelta(seconds=120)
    clock.passes(seconds=119)
    report = await feed_service.refresh([one], forced=True)
    assert (report.feeds, report.failed, [feed_id for feed_id, _ in report.waiting]) == (0, (), [one])
    assert "asked us to wait until" in report.waiting[0][1]
    # The reader has left meanwhile, and is back.
    async with open_feed_service(tmp_path, clock) as again:
        assert (await again.refresh([one], forced=True)).feeds == 0
    assert server.asked("/busy:120") == 1
    clock.passes(seconds=1)
    assert (await feed_service.refresh([one])).feeds == 1


async def test_a_busy_host_is_left_alone_as_a_whole(
    server: FeedServer, tmp_path: Path, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a proxy, the agent stands for hosts that are nobody's own.
    monkeypatch.setenv("http_proxy", server.url("/"))
    busy = answer(status=503, headers={"Retry-After": "600"})
    server.serves("http://bell.example/1", busy)
    server.serves("http://post.example/1", feed("a"))
    async with open_feed_service(tmp_path, clock, per_host=1) as feed_service:
        bells = subscribe(feed_service, *(f"http://bell.example/{n}" for n in (1, 2, 3)))
        subscribe(feed_service, "http://post.example/1")
        report = await feed_service.refresh()
        assert [feed_id for feed_id, _ in report.failed] == bells[:1]
        assert [feed_id for feed_id, _ in report.waiting] == bells[1:]
        assert {get_feed(feed_service, one).state.next_try for one in bells} == {NOON + timedelta(minutes=10)}
        assert get_feed(feed_service, bells[1]).state.failures == 0
    assert sorted(server.paths()) == ["http://bell.example/1", "http://post.example/1"]


async def test_only_the_host_that_was_typed_may_be_private(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.url("/tolocalhost"))
    report = await feed_service.refresh()
    assert "lies in a private network" in dict(report.failed)[one]
    assert "/secret" not in server.paths()


async def test_what_a_list_names_may_not_be_private_until_it_is_typed(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    url = server.serves("/one", feed("a"))
    (tmp_path / "list").write_text(f'<opml version="2.0"><body><outline type="rss" xmlUrl="{url}"/></body></opml>')
    assert (await feed_service.import_list(str(tmp_path / "list"))).added == 1
    (one,) = [each.id for each in feed_service.store.feeds()]
    assert "lies in a private network" in dict((await feed_service.refresh()).failed)[one]
    assert server.paths() == []
    added = await feed_service.add(url)
    assert added.known
    assert added.feed is not None
    assert added.feed.items == 1


async def test_a_list_that_is_said_to_be_the_users_own_is_fetched_at_once(
    server: FeedServer, feed_service: FeedService, tmp_path: Path
) -> None:
    url = server.serves("/one", feed("a"))
    (tmp_path / "list").write_text(f'<opml version="2.0"><body><outline type="rss" xmlUrl="{url}"/></body></opml>')
    assert (await feed_service.import_list(str(tmp_path / "list"))).private == 1
    assert len((await feed_service.refresh()).failed) == 1
    assert (await feed_service.import_list(str(tmp_path / "list"), private=True)).private == 0
    # It does not wait because it failed before.
    assert (await feed_service.refresh()).new == 1


async def test_a_feed_that_has_moved_is_not_typed_any_more(server: FeedServer, feed_service: FeedService) -> None:
    url = server.serves("/one", feed("a"))
    # As a refresh leaves it that found a move for good, when the new host still was a public one.
    one = feed_service.store.add_feed(url, typed_url="https://bell.example/feed").feed.id
    assert "lies in a private network" in dict((await feed_service.refresh()).failed)[one]
    assert server.paths() == []


async def test_a_candidate_is_typed_only_on_the_host_of_its_page(server: FeedServer, feed_service: FeedService) -> None:
    url = server.serves("/one", feed("a"))
    with pytest.raises(FetchError, match="lies in a private network"):
        await feed_service.add(url, found_on="https://bell.example/")
    assert server.paths() == []
    one = (await feed_service.add(url, found_on=server.url("/"))).feed
    assert one is not None
    # What another page says of a feed that is there takes nothing back.
    assert (await feed_service.add(url, found_on="https://bell.example/")).known
    assert (await feed_service.refresh([one.id], forced=True)).failed == ()


async def test_a_feed_is_asked_with_its_own_headers(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", feed("a")))
    feed_service.store.set_settings(one, FeedSettings(user_agent="Reader 1", headers=(("X-Key", "abc"),)))
    await feed_service.refresh()
    sent = server.headers("/one")
    assert (sent["user-agent"], sent["x-key"]) == ("Reader 1", "abc")
    feed_service.store.set_settings(one, FeedSettings())
    await feed_service.refresh([one])
    assert server.headers("/one")["user-agent"].startswith("newsdiff/")


async def test_no_secret_of_an_address_is_told(server: FeedServer, feed_service: FeedService) -> None:
    missing = server.serves("/missing?token=s3cret", answer(status=404)).replace("//", "//ida:hunter2@")
    (one, _) = subscribe(feed_service, missing, server.serves("/good?token=s3cret", feed("a")))
    told: list[FeedProgress] = []
    report = await feed_service.refresh(progress=told.append)
    said = f"{report} {told} {get_feed(feed_service, one).state.error}"
    assert "answered 404" in said
    assert server.headers("/missing?token=s3cret")["authorization"].startswith("Basic ")
    assert not any(secret in said for secret in ("hunter2", "s3cret", "ida:"))


async def test_only_what_is_due_is_asked_by_itself(server: FeedServer, feed_service: FeedService, clock: Time) -> None:
    usual, slow = subscribe(feed_service, server.serves("/one", feed("a")), server.serves("/two", feed("b")))
    feed_service.store.set_settings(slow, FeedSettings(interval=7200))
    await feed_service.refresh()
    assert feed_service.due() == ()
    assert (await feed_service.refresh()).feeds == 0
    clock.passes(minutes=30)
    assert [one.id for one in feed_service.due()] == [usual]
    # The reader's wish to refresh now goes before the usual interval, but not before one that the reader has set.
    clock.passes(minutes=-10)
    assert (await feed_service.refresh([usual, slow])).feeds == 1
    assert (await feed_service.refresh([usual, slow], forced=True)).feeds == 2


async def test_one_refresh_at_a_time_over_all_processes(feed_service: FeedService, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from newsdiff.adapters.store import open_store\n"
        "from newsdiff.service.refresh import refresh_lock\n"
        "with open_store(pathlib.Path(sys.argv[1])).store as store, refresh_lock(store):\n"
        "    print('holds', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / FILE_NAME)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: ASYNC220 -- nothing else goes on
        assert other.stdout
        assert other.stdout.readline() == b"holds\n"
        with pytest.raises(RefreshBusy, match=f"process {other.pid}"):
            await feed_service.refresh()
        # Its lock goes with it, however it ends.
        other.kill()
        other.wait()
    assert (await feed_service.refresh()).feeds == 0


async def test_two_refreshes_of_one_newsdiff_do_not_meet(feed_service: FeedService) -> None:
    with refresh_lock(feed_service.store), pytest.raises(RefreshBusy, match=f"process {os.getpid()}"):
        await feed_service.refresh()


async def test_a_full_disk_ends_the_refresh_and_keeps_what_was_kept(
    server: FeedServer, feed_service: FeedService
) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", feed("a")))
    await feed_service.refresh()
    server.serves("/one", answer(rss("b", text="Rain fell. " * 20_000), headers=XML))

    def fill() -> None:
        with feed_service.store._database.using() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages}")

    await feed_service._writer.run(fill)
    with pytest.raises(StoreError, match="disk is full"):
        await feed_service.refresh([one])
    assert titles(feed_service) == {"a"}


async def test_how_a_feed_was_read_is_told(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = subscribe(feed_service, server.serves("/one", answer(rss("a", "b")[:-30], headers=XML)))
    report = await feed_service.refresh()
    assert report.notices
    assert {feed_id for feed_id, _ in report.notices} == {one}


async def test_feeds_that_failed_are_asked_last(server: FeedServer, feed_service: FeedService) -> None:
    bad, good = subscribe(feed_service, server.url("/status:500"), server.serves("/good", feed("a")))
    feed_service.store.save_states({bad: replace(get_feed(feed_service, bad).state, failures=3)})
    async with open_feed_service(feed_service.store.path.parent, feed_service._clock, per_host=1) as narrow:
        narrow._hosts._loopback = asyncio.Semaphore(1)
        await narrow.refresh([bad, good], forced=True)
    assert server.paths() == ["/good", "/status:500"]


async def test_an_answer_that_nothing_has_changed_is_taken_though_nobody_asked_for_it(
    server: FeedServer, feed_service: FeedService, clock: Time
) -> None:
    url = server.serves("/one", feed("a"))
    added = await feed_service.add(url)
    assert added.feed is not None
    server.serves("/one", answer(status=304))
    clock.passes(days=1)
    report = await feed_service.refresh()
    assert (report.unchanged, report.failed) == (1, ())
    assert get_feed(feed_service, added.feed.id).state.error is None
    assert titles(feed_service) == {"a"}
    # Of a feed that was never read it says nothing.
    server.serves("/two", answer(status=304))
    subscribe(feed_service, server.url("/two"))
    assert "answered 304" in (await feed_service.refresh()).failed[0][1]
