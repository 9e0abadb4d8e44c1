"""Workers against tasks that hang, crash, swell and lie. No process outlives its test."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.adapters.sandbox import pool
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import Reason, WorkerError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parents[2] / "support"


@pytest.fixture(autouse=True)
def _tasks_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    old = os.environ.get("PYTHONPATH")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(HERE), old])))


@pytest.fixture
async def workers() -> AsyncIterator[Pool]:
    seen: set[int] = set()
    async with Pool(2, tasks="hostile_tasks") as opened:
        yield opened
        seen |= opened.pids
    assert not [pid for pid in seen if alive(pid)]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not yet collected does not."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pid: int, within: float = 60) -> bool:
    end = time.monotonic() + within
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not alive(pid)


async def ended(pid: int) -> bool:
    return await asyncio.to_thread(gone, pid)


async def test_a_task_gets_its_bytes_and_gives_a_result(workers: Pool) -> None:
    body = os.urandom(5_000_000)
    result = await workers.run("echo", body, {"a": [1, None, "ü\ud800"]})
    assert result["length"] == len(body)
    assert result["arguments"] == {"a": [1, None, "ü\ud800"]}
    # What the large body took, its process would keep.
    assert await ended(result["pid"])
    assert {(await workers.run("echo"))["pid"]} == workers.pids != {result["pid"]}


async def test_no_process_starts_before_there_is_work_and_one_serves_many_tasks(workers: Pool) -> None:
    assert not workers.pids
    assert len({(await workers.run("echo"))["pid"] for _ in range(20)}) == 1


async def test_tasks_run_beside_each_other_and_queue_for_places(workers: Pool) -> None:
    results = await asyncio.gather(*(workers.run("echo", b"x" * size) for size in range(30)))
    assert [result["length"] for result in results] == list(range(30))
    assert len({result["pid"] for result in results}) == 2


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("hang", "time"),
        ("spin", "time"),
        ("backtrack", "time"),
        ("ignore", "time"),
        ("die", "died"),
        ("fault", "died"),
        ("swell", "memory"),
        ("fail", "failed"),
        ("deepen", "failed"),
        ("lie", "failed"),
        ("no such task", "died"),
    ],
)
async def test_a_task_that_fails_costs_its_process_and_not_the_next_task(
    workers: Pool, task: str, reason: Reason
) -> None:
    before = (await workers.run("echo"))["pid"]
    with pytest.raises(WorkerError) as caught:
        await workers.run(task, seconds=0.3 if reason == "time" else 20)
    assert caught.value.reason == reason
    assert str(caught.value).isprintable()
    assert (await workers.run("echo"))["pid"] != before
    assert await ended(before)


async def test_a_result_that_is_too_big_is_not_taken(workers: Pool) -> None:
    assert len((await workers.run("grow", arguments={"size": 900}, result_bytes=1_000))["text"]) == 900
    with pytest.raises(WorkerError) as caught:
        await workers.run("grow", arguments={"size": 1_100}, result_bytes=1_000)
    assert caught.value.reason == "size"


async def test_what_a_library_prints_or_reads_is_no_part_of_the_conversation(workers: Pool) -> None:
    assert await workers.run("chat") == {"said": "nothing"}
    assert (await workers.run("echo"))["length"] == 0


async def test_a_child_sees_neither_secrets_nor_the_folder_one_stands_in(
    workers: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("API_TOKEN", "hunter2")
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    seen = await workers.run("secrets")
    assert "API_TOKEN" not in seen["environment"]
    assert not {"", str(tmp_path)} & set(seen["path"])


async def test_a_cancelled_waiter_ends_the_worker_and_frees_its_place(workers: Pool) -> None:
    await workers.run("echo")
    (pid,) = workers.pids
    task = asyncio.create_task(workers.run("hang"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await workers.run("echo"))["pid"] != pid
    assert await ended(pid)


async def test_a_child_that_died_while_idle_is_replaced(workers: Pool) -> None:
    pid = (await workers.run("echo"))["pid"]
    os.kill(pid, signal.SIGKILL)
    for _ in range(3):
        try:
            assert (await workers.run("echo"))["pid"] != pid
        except WorkerError as error:
            # Its end may not have been noticed yet when the task was sent.
            assert error.reason == "died"  # noqa: PT017  # both outcomes are right, and only for the first task
        else:
            break
    else:
        pytest.fail("no worker was found for three tasks")


async def test_a_worker_is_replaced_after_many_tasks(workers: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TASKS_PER_CHILD", 2)
    pids = [(await workers.run("echo"))["pid"] for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


async def test_closing_ends_idle_and_busy_workers_and_takes_no_more_tasks() -> None:
    workers = Pool(2, tasks="hostile_tasks")
    await workers.run("echo")
    busy = asyncio.create_task(workers.run("hang"))
    await asyncio.sleep(0)
    pids = workers.pids
    await workers.close()
    assert all(gone(pid) for pid in pids)
    with pytest.raises(WorkerError):
        await busy
    with pytest.raises(WorkerError):
        await workers.run("echo")
    await workers.close()


@pytest.mark.parametrize("turns", [0, 1, 5, 50])
async def test_closing_ends_a_worker_that_is_being_started(monkeypatch: pytest.MonkeyPatch, turns: int) -> None:
    started: list[int] = []
    create = asyncio.create_subprocess_exec

    async def spy(*command: str, **options: Any) -> asyncio.subprocess.Process:
        process = await create(*command, **options)
        started.append(process.pid)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", spy)
    workers = Pool(2, tasks="hostile_tasks")
    waiting = asyncio.create_task(workers.run("echo"))
    for _ in range(turns):
        await asyncio.sleep(0)
    await workers.close()
    assert not [pid for pid in started if alive(pid)]
    async with asyncio.timeout(60):
        with pytest.raises(WorkerError, match="newsdiff is closing"):
            await waiting


async def test_a_waiter_that_is_cancelled_while_its_worker_starts_is_cancelled() -> None:
    async with Pool(1, tasks="hostile_tasks") as workers:
        waiting = asyncio.create_task(workers.run("echo"))
        await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await workers.run("echo"))["length"] == 0


def run_apart(code: str) -> subprocess.Popen[str]:
    script = f"import asyncio, os, sys\nfrom newsdiff.adapters.sandbox.pool import Pool\n{code}"
    root = str(Path(sys.modules["newsdiff"].__path__[0]).parent)
    path = os.pathsep.join([str(HERE), root])
    return subprocess.Popen(
        [sys.executable, "-X", "dev", "-W", "error", "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


BUSY = """
async def main():
    async with Pool(2, tasks="hostile_tasks") as workers:
        pid = (await workers.run("echo"))["pid"]
        work = asyncio.create_task(workers.run("{task}", arguments={{"begun": {begun!r}}}))
        while not os.path.exists({begun!r}):
            await asyncio.sleep(0.01)
        print(pid, flush=True)
        {then}
asyncio.run(main())
"""


@pytest.mark.parametrize("task", ["hang", "spin", "backtrack"])
def test_a_child_does_not_outlive_a_parent_that_was_killed(tmp_path: Path, task: str) -> None:
    with run_apart(BUSY.format(task=task, begun=str(tmp_path / "begun"), then="await work")) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
        parent.wait()
    assert gone(pid)


@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize(
    "then",
    ["os.kill(os.getpid(), 2); await work", "work.cancel()", "asyncio.current_task().cancel(); await work"],
)
def test_a_loop_that_is_torn_down_leaves_no_process_and_no_warning(tmp_path: Path, then: str) -> None:
    with run_apart(BUSY.format(task="hang", begun=str(tmp_path / "begun"), then=then)) as parent:
        assert parent.stdout
        assert parent.stderr
        pid = int(parent.stdout.readline())
        errors = parent.stderr.read()
    assert gone(pid)
    assert "Warning" not in errors
    assert "never retrieved" not in errors


async def test_a_worker_that_was_prepared_takes_the_next_task(workers: Pool) -> None:
    await workers.prepare()
    prepared = workers.pids
    assert len(prepared) == 1
    await workers.prepare()
    await workers.run("echo")
    assert workers.pids == prepared


async def test_none_is_prepared_where_all_work_or_newsdiff_is_closing(workers: Pool) -> None:
    busy = [asyncio.create_task(workers.run("hang", seconds=60)) for _ in range(2)]
    while len(workers.pids) < 2:  # noqa: ASYNC110 -- nothing tells when
        await asyncio.sleep(0.01)
    await workers.prepare()
    assert len(workers.pids) == 2
    await workers.close()
    await asyncio.gather(*busy, return_exceptions=True)
    await workers.prepare()
    assert not workers.pids


async def test_a_worker_that_cannot_be_prepared_is_told_of_by_its_task(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with Pool(1, tasks="hostile_tasks") as opened:
        await opened.prepare()
        with pytest.raises(WorkerError, match="could not start"):
            await opened.run("echo")


def test_nothing_heavy_is_imported_for_a_worker() -> None:
    code = (
        "import sys, newsdiff.adapters.extract; sys.exit(bool({'trafilatura', 'lxml', 'aiohttp'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_worker_that_parses_feeds_imports_only_what_that_needs() -> None:
    code = (
        "import sys\nfrom newsdiff.adapters.parsers.tasks import TASKS\n"
        "TASKS['feed'](b'<rss><channel><item><title>Quay closed</title></item></channel></rss>', "
        "{'url': 'https://bell.example/', 'limit': 9})\n"
        "sys.exit(bool({'dataclasses', 'newsdiff.core.models', 'newsdiff.adapters.parsers.article'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
