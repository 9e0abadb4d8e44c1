"""Changes queued by keys: their order, waiting for them, and that none is lost however the app ends."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.app.app import NewsdiffApp
from newsdiff.app.change_queue import ChangeQueue
from newsdiff.cli import screen
from newsdiff.config import Config, data_dir
from newsdiff.errors import NewsdiffError, StoreError
from support.compare_driver import compare_screen
from support.fake_feed_service import two_feeds
from support.feed_builders import entry, saved, subscribed
from support.screen_driver import screen_lines, wait_until
from support.store_fixtures import open_new_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine
    from pathlib import Path

    from support.fake_feed_service import FakeFeedService
    from support.home_app import OpenedHome


FULL = StoreError("The disk is full.")


@dataclass
class Workers:
    """Starts the workers of a queue, each when `start` is called: the event loop may be busy for as long."""

    waiting: list[Callable[[], Coroutine[None, None, None]]] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def begin(self, work: Callable[[], Coroutine[None, None, None]]) -> None:
        self.waiting.append(work)

    def start(self) -> None:
        self.tasks += [asyncio.create_task(work()) for work in self.waiting]
        self.waiting.clear()

    async def end(self) -> None:
        """Cancel them, as the app does when it ends."""
        for task in self.tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@dataclass
class Changes:
    """A queue, and what was made of what was put into it."""

    workers: Workers = field(default_factory=Workers)
    made: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue = ChangeQueue(self.workers.begin)

    async def awaited(self, name: str, error: Exception | None = None) -> str:
        async def make() -> str:
            if error is not None:
                raise error
            self.made.append(name)
            return name

        return await self.queue.make(make, lambda error: self.failed.append(str(error)))

    def put(self, name: str, until: asyncio.Event | None = None, error: Exception | None = None) -> None:
        async def make() -> str:
            if until is not None:
                await until.wait()
            if error is not None:
                raise error
            self.made.append(name)
            return name

        self.queue.change(make, self.shown.append, lambda error: self.failed.append(str(error)))

    def work(self, name: str) -> None:
        async def work() -> None:
            self.shown.append(name)

        self.queue.work(work)


async def test_changes_are_made_in_the_order_of_the_keys() -> None:
    changes = Changes()
    changes.put("read")
    changes.put("star")
    changes.work("text")
    changes.put("tag")
    changes.workers.start()
    await changes.queue.drain()
    assert changes.made == ["read", "star", "tag"]
    assert changes.shown == ["read", "star", "text", "tag"]


async def test_a_change_whose_worker_has_not_started_is_waited_for() -> None:
    changes = Changes()
    changes.put("read")
    drained = asyncio.create_task(changes.queue.drain())
    await asyncio.sleep(0)
    assert not drained.done()
    changes.workers.start()
    await drained
    assert changes.made == ["read"]


async def test_without_changes_there_is_nothing_to_wait_for() -> None:
    await Changes().queue.drain()


async def test_what_is_queued_while_another_waits_does_not_hold_it_up() -> None:
    changes, never = Changes(), asyncio.Event()
    changes.put("read")
    changes.workers.start()
    drained = asyncio.create_task(changes.queue.drain())
    await asyncio.sleep(0)
    changes.put("star", never)
    await drained
    assert changes.made == ["read"]
    never.set()
    await changes.queue.drain()


async def test_changes_that_are_left_when_the_app_ends_are_made_without_a_screen() -> None:
    changes, written = Changes(), asyncio.Event()
    changes.put("read", written)
    changes.put("star")
    changes.work("text")
    changes.put("tag")
    changes.workers.start()
    await asyncio.sleep(0)
    await changes.workers.end()
    finished = asyncio.create_task(changes.queue.finish())
    written.set()
    await finished
    assert changes.made == ["read", "star", "tag"]
    assert changes.shown == []


@pytest.mark.parametrize("turns", range(6))
async def test_each_change_is_made_once_though_the_worker_was_not_cancelled(turns: int) -> None:
    changes = Changes()
    changes.put("read")
    changes.put("star")
    changes.put("tag")
    changes.workers.start()
    for _ in range(turns):
        await asyncio.sleep(0)
    await changes.queue.finish()
    await asyncio.gather(*changes.workers.tasks)
    assert changes.made == ["read", "star", "tag"]


@pytest.mark.parametrize("ended", [False, True])
async def test_a_change_that_fails_says_so_and_those_after_it_are_made(*, ended: bool) -> None:
    changes = Changes()
    changes.put("read", error=StoreError("The disk is full."))
    changes.put("star")
    if not ended:
        changes.workers.start()
    await (changes.queue.finish() if ended else changes.queue.drain())
    assert (changes.made, changes.failed) == (["star"], ["The disk is full."])


@pytest.mark.parametrize("ended", [False, True])
async def test_an_unforeseen_error_is_raised_and_the_changes_after_it_are_made(*, ended: bool) -> None:
    changes = Changes()
    changes.put("read", error=ZeroDivisionError())
    changes.put("star")
    if ended:
        with pytest.raises(ZeroDivisionError):
            await changes.queue.finish()
    else:
        changes.workers.start()
        with pytest.raises(ZeroDivisionError):
            await changes.workers.tasks[0]
        # Another worker goes on.
        changes.workers.start()
        await changes.queue.drain()
    assert changes.made == ["star"]


async def test_who_waits_for_a_change_gets_its_result_or_its_error() -> None:
    changes = Changes()
    waiting = [asyncio.create_task(changes.awaited("read")), asyncio.create_task(changes.awaited("star", FULL))]
    await asyncio.sleep(0)
    changes.workers.start()
    assert await waiting[0] == "read"
    with pytest.raises(StoreError, match="disk is full"):
        await waiting[1]
    assert (changes.made, changes.failed) == (["read"], [])


@pytest.mark.parametrize("error", [None, FULL])
async def test_a_change_is_made_though_nobody_waits_for_it_any_more(error: StoreError | None) -> None:
    changes = Changes()
    waiting = asyncio.create_task(changes.awaited("read", error))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await changes.queue.finish()
    assert (changes.made, changes.failed) == ((["read"], []) if error is None else ([], ["The disk is full."]))


async def test_nobody_waits_for_a_change_when_the_worker_is_cancelled() -> None:
    changes = Changes()
    block = asyncio.Event()

    async def blocked() -> None:
        await block.wait()

    changes.queue.work(blocked)
    waiting = asyncio.create_task(changes.awaited("read"))
    await asyncio.sleep(0)
    changes.workers.start()
    await asyncio.sleep(0)
    await changes.workers.end()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await changes.queue.finish()
    assert changes.made == ["read"]


# In the app


def stars(store: Store) -> int:
    return sum(one.starred for one in store.entries())


async def test_what_is_read_after_a_change_shows_it(opened_home: OpenedHome, feed_service: FakeFeedService) -> None:
    async with opened_home(two_feeds) as pilot:
        assert isinstance(pilot.app, NewsdiffApp)
        session = pilot.app.session
        first = feed_service.store.entries()[0]
        session.change(lambda store: store.star([first.id]))
        await session.drain()
        assert stars(feed_service.store) == 1


MARKED = 4

ENDS: dict[str, Callable[[NewsdiffApp], None]] = {
    "its terminal is gone": lambda app: app.exit(),
    "a fault in the program ends it": lambda app: app._handle_exception(ZeroDivisionError()),
}


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until it is set, the store is busy: stars wait."""
    free, star = threading.Event(), Store.star

    def later(store: Store, ids: Collection[int], *, on: bool = True) -> None:
        assert free.wait(60)
        star(store, ids, on=on)

    monkeypatch.setattr(Store, "star", later)
    return free


@pytest.fixture
def stored() -> Path:
    """The user's store, with a feed."""
    path = data_dir() / FILE_NAME
    with open_new_store(path).store as store:
        saved(store, subscribed(store), *(entry(str(number), -number) for number in range(MARKED)))
    return path


def star_of(number: int) -> Callable[[Store], int]:
    return lambda store: store.star([number])


def ended(monkeypatch: pytest.MonkeyPatch, free: threading.Event, end: Callable[[NewsdiffApp], None]) -> None:
    """Have the app mark articles, end while the store is busy with the first, and return when the store is free."""

    async def run(app: NewsdiffApp) -> NewsdiffError | None:
        with suppress(ZeroDivisionError):
            async with app.run_test() as pilot:
                await wait_until(pilot, lambda: any("Title 3" in line for line in screen_lines(pilot)))
                for number in range(1, MARKED + 1):
                    app.session.change(star_of(number))
                end(app)
        free.set()
        return app.return_value

    monkeypatch.setattr(NewsdiffApp, "run_async", run)


@pytest.mark.parametrize("way", ENDS)
async def test_marks_that_wait_for_the_store_are_stored_however_the_app_ends(
    way: str, stored: Path, free: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(monkeypatch, free, ENDS[way])
    with suppress(ZeroDivisionError):
        await screen.run_app((), Config())
    with open_store(stored).store as store:
        assert stars(store) == MARKED


async def test_the_command_line_names_the_marks_that_could_not_be_stored(
    stored: Path, free: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        assert free.wait(60)
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Store, "star", full)
    ended(monkeypatch, free, ENDS["its terminal is gone"])
    with pytest.raises(StoreError, match="The disk is full"):
        await screen.run_app((), Config())
    with open_store(stored).store as store:
        assert stars(store) == 0


@pytest.mark.parametrize("way", ENDS)
async def test_a_match_that_was_rejected_last_is_stored_however_the_app_ends(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    async def run(app: NewsdiffApp) -> NewsdiffError | None:
        with suppress(ZeroDivisionError):
            async with app.run_test(size=(120, 40)) as pilot:
                await wait_until(pilot, lambda: not compare_screen(pilot).state.pending)
                # Every thread is busy, as while stories are compared.
                loop, threads = asyncio.get_running_loop(), ThreadPoolExecutor(1)
                loop.set_default_executor(threads)
                threads.submit(free.wait, 60)
                judged = asyncio.create_task(compare_screen(pilot).matches.judge(linked=False))
                await asyncio.sleep(0)
                judged.cancel()
                ENDS[way](app)
        free.set()
        return app.return_value

    monkeypatch.setattr(NewsdiffApp, "run_async", run)
    for name, closed in (("one", "closed"), ("two", "shut")):
        (tmp_path / f"{name}.txt").write_text(f"The old bridge over the river was {closed} on Friday, people said.\n")
    with suppress(ZeroDivisionError):
        await screen.run_app((str(tmp_path / "one.txt"), str(tmp_path / "two.txt")), Config())
    with open_store(data_dir() / FILE_NAME).store as store:
        assert [one.linked for one in store.verdicts([""])] == [False]
