"""Signals that end, stop and continue the program on a real terminal, whatever its threads and processes are doing."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.app import NewsdiffApp
from newsdiff.cli.process_exit import ENDINGS, GRACE, RESTORE_SECONDS
from support.pty_terminal import Terminal, own_environment
from support.screen_driver import wait_until

if TYPE_CHECKING:
    from support.home_app import OpenedHome

FIRST_CODE = "\x1b[?1049h"
"""Textual has begun to set the terminal up."""

COMPARED = "in one only"
"""Stands in the counts, which are shown once the matches are known."""

NEWSDIFF = "from newsdiff.cli import main; main()"
"""The program, for a script that first breaks something in it."""

HANGS = {
    # Each goes on for ten minutes, and a terminal is watched for one (`support.pty_terminal`).
    "a thread that never ends": (
        "import time\n"
        "from newsdiff.service.context import AppContext\n"
        "AppContext.compare = lambda *_, **__: time.sleep(600)\n"
    ),
    "an event loop that is busy": (
        "import time\n"
        "from newsdiff.app.app import NewsdiffApp\n"
        "def busy(app):\n"
        "    end = time.monotonic() + 600\n"
        "    while time.monotonic() < end: pass\n"
        "NewsdiffApp.on_ready = lambda app: app.set_timer(0.5, lambda: busy(app))\n"
    ),
    "a context that is never closed": (
        "import asyncio\n"
        "from newsdiff.service.context import AppContext\n"
        "async def leave(*_): await asyncio.sleep(600)\n"
        "AppContext.__aexit__ = leave\n"
    ),
}


def gone(pids: frozenset[int], within: float = 60.0) -> bool:
    end = time.monotonic() + within
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < end:
        time.sleep(0.02)
    return not left


def ends_in_order(terminal: Terminal, number: int) -> None:
    """Send a signal, and assert that the program ends with its status, its processes and a sound terminal."""
    children = terminal.children()
    terminal.process.send_signal(number)
    terminal.until_closed()
    assert terminal.process.wait(timeout=60) == 128 + number
    assert terminal.restored
    assert gone(children)


def test_what_does_not_end_by_itself_is_ended_within_two_seconds() -> None:
    assert GRACE + RESTORE_SECONDS <= 2


@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize("number", ENDINGS)
def test_a_signal_to_end_leaves_the_terminal_in_order(number: signal.Signals, tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until(COMPARED)
        ends_in_order(terminal, number)
    assert not (tmp_path / "data" / "crash.log").exists()


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.1, 0.3, 0.8, 1.5])
def test_it_may_come_at_any_moment_since_the_screen_was_begun(delay: float, tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until_code(FIRST_CODE)
        terminal.watch(delay)
        ends_in_order(terminal, signal.SIGTERM)
    assert not (tmp_path / "data" / "crash.log").exists()


@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize("broken", HANGS)
def test_nothing_that_goes_on_for_ever_holds_it(broken: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HANGS[broken] + NEWSDIFF]

    with Terminal(command, cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until("aground")
        terminal.watch(1)
        ends_in_order(terminal, signal.SIGHUP)


def test_leaving_by_a_key_does_not_wait_for_a_thread_that_never_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HANGS["a thread that never ends"] + NEWSDIFF]

    with Terminal(command, cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until("aground")
        terminal.watch(0.5)
        terminal.press(b"q")
        terminal.until_closed()
        assert terminal.process.wait(timeout=60) == 0
        assert terminal.restored


def test_a_terminal_that_takes_no_output_does_not_hold_it(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until_code(FIRST_CODE)
        # From here on nobody reads, and the buffer of the terminal fills.
        time.sleep(2)
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.process.wait(timeout=60) == 128 + signal.SIGTERM
        assert terminal.line_mode


@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupt_ends_a_command_whose_thread_never_ends(tmp_path: Path) -> None:
    broken = (
        "import time\n"
        "from newsdiff.service.feed_service import FeedService\n"
        "def hang(): print('begun', flush=True); time.sleep(600)\n"
        "async def refresh(service, *_, **__): await service._writer.run(hang)\n"
        "FeedService.refresh = refresh\n"
    )
    command = [sys.executable, "-c", f"import sys; sys.argv[1:] = ['refresh']\n{broken}{NEWSDIFF}"]

    with Terminal(command, cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until("begun")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.process.wait(timeout=60) == 130


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_program_goes_on_where_it_was(number: signal.Signals, tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until(COMPARED)
        terminal.process.send_signal(number)
        assert os.waitpid(terminal.process.pid, os.WUNTRACED)[1] == 0x7F | signal.SIGSTOP << 8
        terminal.watch(0.2)
        # Nobody can restore the terminal on SIGSTOP.
        assert terminal.line_mode is terminal.restored is (number == signal.SIGTSTP)
        terminal.press(b"")
        terminal.process.send_signal(signal.SIGCONT)
        # The whole screen is drawn anew, and not only what has changed.
        terminal.until("newsdiff")
        terminal.until(COMPARED)
        assert not terminal.line_mode
        terminal.press(b"?")
        terminal.until("Move")
        terminal.press(b"q")
        terminal.until(COMPARED)
        terminal.press(b"q")
        terminal.until_closed()
        assert terminal.process.wait(timeout=60) == 0
        assert terminal.restored


STARTING = (
    "import os, signal\n"
    "from newsdiff.service.context import AppContext\n"
    "from newsdiff.app.terminal_driver import TerminalDriver\n"
    "def press():\n"
    # The system would not stop a program of a terminal without a shell, as those of tests are.
    "    assert signal.getsignal(signal.SIGTSTP) != signal.SIG_DFL\n"
    "    os.kill(os.getpid(), signal.SIGTSTP)\n"
    "enter, start = AppContext.__aenter__, TerminalDriver.start_application_mode\n"
    "async def entered(context): press(); return await enter(context)\n"
    "def started(driver): press(); start(driver)\n"
    "AppContext.__aenter__, TerminalDriver.start_application_mode = entered, started\n"
)
"""Presses ctrl+z twice before the screen is up."""


def test_ctrl_z_does_not_stop_a_program_whose_screen_is_not_up_yet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTING + NEWSDIFF]
    with Terminal(command, cwd=tmp_path, env=own_environment(tmp_path)) as terminal:
        terminal.until(COMPARED)
        assert os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG) == (0, 0)
        # From now on a signal to stop is obeyed.
        terminal.process.send_signal(signal.SIGTSTP)
        assert os.waitpid(terminal.process.pid, os.WUNTRACED)[1] == 0x7F | signal.SIGSTOP << 8


@pytest.mark.parametrize("way", ["signal", "ctrl+q"])
async def test_changes_of_earlier_keys_are_stored_before_it_ends(opened_home: OpenedHome, way: str) -> None:
    stored = []

    async def slow() -> None:
        await asyncio.sleep(0.3)
        stored.append(True)

    async with opened_home() as pilot:
        app = pilot.app
        assert isinstance(app, NewsdiffApp)
        app.session.enqueue(slow)
        if way == "signal":
            app.end(143)
        else:
            await pilot.press(way)
        await wait_until(pilot, lambda: app.return_code is not None)
        assert stored == [True]
    assert app.return_code == (143 if way == "signal" else 0)
