"""A program on a terminal of its own, as its user has it."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X][^\x1b]*\x1b\\|[@-Z\\^_])")

LIMIT = 60.0
"""Seconds that a busy machine may take for what an idle one does in two."""

SCREEN = 120 * 40
"""Characters of what was shown last that a failure repeats."""


def own_environment(folder: Path) -> dict[str, str]:
    """The variables of a program with a store and settings of its own, in a folder."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    own = {"NEWSDIFF_DATA": str(folder / "data"), "NEWSDIFF_CONFIG": str(folder / "config.toml")}
    return {**kept, **own, "TERM": "xterm-256color", "LANG": "C.UTF-8"}


class Terminal:
    """Runs a command in a pseudo-terminal of 120 by 40 cells. Use it with `with`."""

    def __init__(self, command: Sequence[str | Path], *, cwd: Path, env: dict[str, str]) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self._closed = False
        self._pressed = 0
        self.raw = b""
        """Every byte that the program has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()
        self.process.kill()
        # A program that the system has stopped is killed all the same.
        self.process.wait()

    def press(self, keys: bytes) -> None:
        """Type. What is waited for next has to be shown after that."""
        self._pressed = len(self.raw)
        os.write(self._ours, keys)

    def until(self, text: str, limit: float = LIMIT) -> str:
        """What has been shown since the last keys, without escape codes, once it holds a text.

        Raises:
            AssertionError: The text was not shown in time, or the program has ended without it.
        """
        end = time.monotonic() + limit
        while text not in self.shown:
            if not self._read(end):
                raise AssertionError(f"{text!r} was not shown, but:\n{self.shown[-SCREEN:]}")
        return self.shown

    def until_code(self, code: str, limit: float = LIMIT) -> None:
        """Read until a code for the terminal was written.

        Raises:
            AssertionError: It was not written in time, or the program has ended without it.
        """
        end = time.monotonic() + limit
        while code.encode() not in self.raw:
            if not self._read(end):
                raise AssertionError(f"{code!r} was not written, but:\n{self.shown[-SCREEN:]}")

    def until_closed(self, limit: float = LIMIT) -> None:
        """Read on until the program has closed the terminal.

        Raises:
            AssertionError: It has not done so in time.
        """
        end = time.monotonic() + limit
        while self._read(end):
            pass
        if not self._closed:
            raise AssertionError(f"the program goes on:\n{self.shown[-SCREEN:]}")

    def watch(self, seconds: float) -> None:
        """Read what the program writes for a while."""
        end = time.monotonic() + seconds
        while self._read(end):
            pass

    @property
    def line_mode(self) -> bool:
        """Whether the terminal echoes what is typed, line by line, as a shell leaves it to a program."""
        flags: int = termios.tcgetattr(self._ours)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    @property
    def restored(self) -> bool:
        """Back from the other screen, with a cursor, and without reports of the mouse."""
        ends = (b"\x1b[?1049", b"\x1b[?25", b"\x1b[?1003")
        off = (b"l", b"h", b"l")
        return all(
            self.raw.rfind(code + last) > self.raw.rfind(code + (b"h" if last == b"l" else b"l"))
            for code, last in zip(ends, off, strict=True)
        )

    def children(self) -> frozenset[int]:
        """The processes that the program has started and that live."""
        folder = Path(f"/proc/{self.process.pid}/task")
        return frozenset(
            int(pid) for thread in folder.glob("*/children") for pid in thread.read_text(encoding="ascii").split()
        )

    def _read(self, end: float) -> bool:
        """Wait for more until a moment of the monotonic clock; whether there was any."""
        left = end - time.monotonic()
        if self._closed or left <= 0 or not select.select([self._ours], [], [], left)[0]:
            return False
        try:
            read = os.read(self._ours, 65536)
        except OSError:
            # Linux says so when the other side has closed.
            read = b""
        self.raw += read
        self._closed = not read
        return bool(read)

    @property
    def shown(self) -> str:
        """What has been written since the last keys, without escape codes."""
        return ESCAPES.sub(b"", self.raw[self._pressed :]).decode(errors="replace")

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1
