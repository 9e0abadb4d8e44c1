"""The reader's browser, and what it is handed: an address that has been checked, and nothing else."""

from __future__ import annotations

import subprocess
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser and the address that it is to open."""

    url: str
    """Already checked and written anew (`adapters.addresses.safe`)."""
    controller: webbrowser.BaseBrowser | None

    @property
    def in_terminal(self) -> bool:
        """It draws on this terminal (lynx, w3m), so the screen must be given to it until it ends."""
        # The standard library runs text browsers in the foreground by this class, and graphical ones by others; only
        # elinks is of the kind that may be told to show a page by another process.
        if isinstance(self.controller, webbrowser.UnixBrowser):
            return not self.controller.background
        return type(self.controller) is webbrowser.GenericBrowser

    def open(self) -> bool:
        """Hand the address over; false where there is no browser or it could not be started.

        A browser in the terminal is waited for until it ends. A graphical one is not: whether it shows the page is
        for the reader to see.
        """
        # Programs are started with a list of arguments and no shell; the address begins with http.
        if self.controller is None:
            return False
        if self.in_terminal:
            return self.controller.open(self.url, new=2)
        if isinstance(self.controller, webbrowser.BackgroundBrowser):
            return _start([self.controller.name, *(part.replace("%s", self.url) for part in self.controller.args)])
        # Others are told in several steps, with seconds of waiting between them, and keep off the screen by themselves.
        threading.Thread(target=_tell, args=(self.controller, self.url), name="browser", daemon=True).start()
        return True


def _tell(controller: webbrowser.BaseBrowser, url: str) -> None:
    # A browser that is gone by now must not write its traceback over the screen.
    with suppress(OSError, webbrowser.Error):
        controller.open(url, new=2)


def _start(command: list[str]) -> bool:
    """Start a program that neither reads nor writes on our terminal and stays when we leave."""
    nothing = subprocess.DEVNULL
    try:
        # S603: the command is the reader's own choice of browser, and the address in it has been checked.
        process = subprocess.Popen(  # noqa: S603
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    # Somebody has to take note of its end, or it stays in the table of processes.
    threading.Thread(target=process.wait, name="browser", daemon=True).start()
    return True


def browser(url: str) -> Browser:
    """The reader's own browser (BROWSER in the environment, else what the system has) for an address."""
    try:
        return Browser(url, webbrowser.get())
    except webbrowser.Error:
        return Browser(url, None)
