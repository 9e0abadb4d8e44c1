"""One child process, seen from the parent."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import site
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Self

import newsdiff
from newsdiff.adapters.sandbox import protocol
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Mapping

Reason = Literal["time", "memory", "size", "died", "failed"]
"""Why there is no result: the task timed out, ran out of memory, its result was too large, or its worker crashed or
failed."""

START_SECONDS = 30.0
"""Seconds in which a child must be ready. On an idle machine it takes 0.1 s."""

GRACE = 2.0
"""Seconds that a child has to exit by itself before it is killed."""

_PIECE = 256 * 1024
"""Bytes that are sent to a child at a time."""

_KEPT = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
    "LD_LIBRARY_PATH",
    "__PYVENV_LAUNCHER__",
)
"""The variables that a child needs to find Python and newsdiff. It gets no others, which may hold passwords."""


class WorkerError(NewsdiffError):
    """A task gave no result."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Worker:
    """A child process that runs one task at a time. After `ask` has raised, it cannot be used any more: `kill` it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin and process.stdout  # noqa: S101, PT018  # for mypy: `start` asks for both pipes
        self._process, self._stdin, self._stdout = process, process.stdin, process.stdout
        self.done = 0
        """Tasks so far."""

    @classmethod
    async def start(cls, tasks: str, memory: int, environment: Mapping[str, str] = MappingProxyType({})) -> Self:
        """A child that is ready to work; `environment` are variables for it beside what Python needs.

        Raises:
            WorkerError: It could not be started.
        """
        # -P: without it, Python modules in the current folder would be found first.
        command = [
            sys.executable,
            "-P",
            "-X",
            "utf8",
            "-W",
            "ignore",
            "-m",
            "newsdiff.adapters.sandbox.child_main",
            tasks,
            str(memory),
        ]
        pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                # A session of its own, so that Ctrl-C in the terminal interrupts only newsdiff.
                *command,
                stdin=pipe,
                stdout=pipe,
                stderr=null,
                env={**_environment(), **environment},
                start_new_session=True,
            )
        except OSError as error:
            raise WorkerError("died", f"newsdiff could not start a process of its own: {error.strerror}.") from error
        worker = cls(process)
        try:
            async with asyncio.timeout(START_SECONDS):
                await worker._reply(1_000)
        except BaseException:
            worker.kill()
            await worker.ended()
            raise
        return worker

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """It has not ended, as far as is known."""
        return self._process.returncode is None

    async def ask(
        self, task: str, arguments: Mapping[str, Any], body: bytes, seconds: float, size: int, memory: int | None
    ) -> dict[str, Any]:
        """The result of a task.

        Raises:
            WorkerError: there is none.
        """
        self.done += 1
        try:
            async with asyncio.timeout(seconds):
                # This timeout is the effective limit. The CPU limit of the system only matters if this process dies
                # first.
                with suppress(ConnectionError):
                    await self._send(protocol.request(task, arguments, len(body), int(seconds) + 1, memory), body)
                reply = await self._reply(size)
        except TimeoutError as error:
            raise WorkerError("time", f"It took longer than {seconds:g} seconds.") from error
        match reply:
            case {"result": dict(result)}:
                return result
            case {"error": "memory"}:
                raise WorkerError("memory", "It needed too much memory.")
        raise WorkerError("failed", f"It could not be worked on ({_name(reply)}).")

    def kill(self) -> None:
        """Kills it. `ended` still has to be awaited."""
        with suppress(ProcessLookupError):
            self._process.kill()

    def retire(self) -> None:
        """Tells it to leave by itself."""
        self._stdin.close()

    async def ended(self) -> None:
        """Waits for it to exit; kills it after `GRACE` seconds."""
        self.retire()
        try:
            async with asyncio.timeout(GRACE):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()
        # asyncio releases it only at the end of the pipe.
        await self._stdout.read()
        with suppress(ConnectionError):
            await self._stdin.wait_closed()

    async def _send(self, head: bytes, body: bytes) -> None:
        """Sends bytes in chunks: asyncio would copy a large body as a whole, and block meanwhile."""
        self._stdin.write(head)
        for start in range(0, len(body), _PIECE):
            self._stdin.write(body[start : start + _PIECE])
            await self._stdin.drain()
        await self._stdin.drain()

    async def _reply(self, size: int) -> dict[str, Any]:
        try:
            (length,) = protocol.REPLY.unpack(await self._stdout.readexactly(protocol.REPLY.size))
            if length > size:
                raise WorkerError("size", "Its result is too big.")
            reply = json.loads(await self._stdout.readexactly(length))
        except asyncio.IncompleteReadError as error:
            await self._process.wait()
            ended = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
            if self._process.returncode == ended:
                raise WorkerError("time", "It took too much computing time.") from error
            raise WorkerError("died", "Its worker process ended unexpectedly.") from error
        except (ValueError, RecursionError) as error:
            raise WorkerError("failed", "Its result makes no sense.") from error
        if not isinstance(reply, dict):
            raise WorkerError("failed", "Its result makes no sense.")
        return reply


def _name(reply: Mapping[str, Any]) -> str:
    """The name of the exception in the child; anything else in that place is not repeated."""
    what = reply.get("what")
    return what if isinstance(what, str) and what.isidentifier() and len(what) < 60 else "unknown error"


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(newsdiff.__file__).parents[1])
    if root not in (*site.getsitepackages(), site.getusersitepackages()):
        # newsdiff runs from a source tree that only this process has on its path. Never a site-packages folder: on
        # PYTHONPATH it would take precedence over the standard library.
        kept["PYTHONPATH"] = os.pathsep.join(path for path in (kept.get("PYTHONPATH"), root) if path)
    return {**kept, "TZ": "UTC"}
