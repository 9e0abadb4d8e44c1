"""Opens an address, once it has been validated, in the user's browser."""

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
    """Validated and normalised (`adapters.urls.safe`)."""
    controller: webbrowser.BaseBrowser | None

    @property
    def in_terminal(self) -> bool:
        """It runs in this terminal (lynx, w3m), so the app must be suspended until it exits."""
        # The standard library runs text browsers in the foreground by this class, and graphical ones by others; only
        # elinks is of the kind that may be told to show a page by another process.
        if isinstance(self.controller, webbrowser.UnixBrowser):
            return not self.controller.background
        return type(self.controller) is webbrowser.GenericBrowser

    def open(self) -> bool:
        """Open the address. Returns False if there is no browser or it could not be started.

        Waits for a browser in the terminal to exit. Does not wait for a graphical one: the user sees whether it shows
        the page.
        """
        # Programs are started with a list of arguments and no shell; the address begins with http.
        if self.controller is None:
            return False
        if self.in_terminal:
            return self.controller.open(self.url, new=2)
        if isinstance(self.controller, webbrowser.BackgroundBrowser):
            return _start([self.controller.name, *(part.replace("%s", self.url) for part in self.controller.args)])
        # Others are started in several steps, with seconds of waiting in between, and do not write to the screen.
        threading.Thread(target=_tell, args=(self.controller, self.url), name="browser", daemon=True).start()
        return True


def _tell(controller: webbrowser.BaseBrowser, url: str) -> None:
    # The traceback of a browser that was uninstalled meanwhile must not be written to the screen.
    with suppress(OSError, webbrowser.Error):
        controller.open(url, new=2)


def _start(command: list[str]) -> bool:
    """Start a program that does not use our terminal and keeps running when we exit."""
    nothing = subprocess.DEVNULL
    try:
        # S603: the command is the reader's own choice of browser, and the address in it has been checked.
        process = subprocess.Popen(  # noqa: S603
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    # Someone has to wait for it, or it remains a zombie process.
    threading.Thread(target=process.wait, name="browser", daemon=True).start()
    return True


def browser(url: str) -> Browser:
    """The user's browser for an address: the one in the environment variable BROWSER, else the system's default."""
    try:
        return Browser(url, webbrowser.get())
    except webbrowser.Error:
        return Browser(url, None)
