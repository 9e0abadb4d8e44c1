"""Commands run in this process, and a server for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.cli import run
from support.feed_server import server

if TYPE_CHECKING:
    from support.command_line import Said

__all__ = ["said", "server"]


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Said:
    """Runs a command, and gives its status and what it wrote to the standard output and to the standard error."""

    def runs(*args: str) -> tuple[int, str, str]:
        status = run(args)
        out, err = capfd.readouterr()
        return status, out, err

    return runs
