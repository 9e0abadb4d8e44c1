"""A graphical browser is started apart from the screen, and nobody waits for it."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.browser import Browser, browser

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://gazette.example/bridge?a=1&b=$(id)"

PROGRAM = """
import json, os, sys
files = [os.fstat(number).st_rdev == os.stat(os.devnull).st_rdev for number in (0, 1, 2)]
with open(sys.argv[1], "w") as pipe:
    json.dump([sys.argv[2], files, os.getsid(0) == os.getpid()], pipe)
"""


class Slow(webbrowser.BaseBrowser):
    """A browser of another kind, which takes the address only after `open` has come back."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.returned, self.done = threading.Event(), threading.Event()
        self.in_time = False

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:  # noqa: ARG002  # the library's signature
        self.in_time = self.returned.wait(10)
        self.done.set()
        raise OSError("it is gone")


def test_a_graphical_browser_has_no_part_in_the_terminal_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", PROGRAM, str(pipe), "%s"]
    assert Browser(URL, webbrowser.BackgroundBrowser(command)).open()
    # The program waits for somebody who reads: if it had been waited for, this line would not be reached.
    assert pipe.read_text(encoding="utf-8") == (f'["{URL}", [true, true, true], true]')


def test_a_browser_that_is_slow_to_answer_is_not_waited_for_and_its_failure_stays_off_the_screen() -> None:
    slow = Slow()
    assert Browser(URL, slow).open()
    slow.returned.set()
    assert slow.done.wait(10)
    assert slow.in_time


@pytest.mark.parametrize(
    ("controller", "expected"),
    [
        (webbrowser.GenericBrowser("w3m"), True),
        (webbrowser.Elinks("elinks"), True),
        (webbrowser.BackgroundBrowser("xdg-open"), False),
        (webbrowser.Mozilla("firefox"), False),
        (webbrowser.Chrome("chromium"), False),
        (None, False),
    ],
)
def test_text_browsers_draw_on_the_terminal(controller: webbrowser.BaseBrowser | None, expected: bool) -> None:
    assert Browser(URL, controller).in_terminal is expected


@pytest.mark.parametrize("controller", [None, webbrowser.BackgroundBrowser("/nowhere/browser")])
def test_a_browser_that_is_not_there_takes_nothing(controller: webbrowser.BaseBrowser | None) -> None:
    assert not Browser(URL, controller).open()


def test_where_there_is_no_browser_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(using: str | None = None) -> webbrowser.BaseBrowser:
        raise webbrowser.Error(using or "none")

    monkeypatch.setattr(webbrowser, "get", nothing)
    assert browser(URL) == Browser(URL, None)
