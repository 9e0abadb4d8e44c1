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
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X][^\x1b]*\x1b\\|[@-Z\\^_])")


class Terminal:
    """Runs a command in a pseudo-terminal of 120 by 40 cells. Use it with `with`."""

    def __init__(self, command: Sequence[str | Path], *, cwd: Path, env: dict[str, str]) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)
        self.raw = b""
        """Every byte that the program has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.hang_up()
        self.process.kill()
        self.process.wait()

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._ours, keys)

    def until(self, text: str | None, limit: float = 60) -> str:
        """What has been shown, without escape codes, once a text was shown (or, for None, the program has ended)."""
        end = time.monotonic() + limit
        while time.monotonic() < end and (text is None or text not in self.shown):
            if not select.select([self._ours], [], [], 1)[0]:
                continue
            try:
                read = os.read(self._ours, 65536)
            except OSError:
                # Linux says so when the other side has closed.
                break
            if not read:
                break
            self.raw += read
        return self.shown

    @property
    def shown(self) -> str:
        """What has been written so far, without escape codes."""
        return ESCAPES.sub(b"", self.raw).decode(errors="replace")

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self._ours >= 0:
            os.close(self._ours)
            self._ours = -1
