"""The reader's browser, and what it is handed: an address that has been checked, and nothing else."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser and the address that it is to open."""

    url: str
    """Already checked and written anew (`core.addresses.safe`)."""
    controller: webbrowser.BaseBrowser | None

    @property
    def in_terminal(self) -> bool:
        """It draws on this terminal (lynx, w3m), so the screen must be given to it until it ends."""
        # The standard library runs text browsers in the foreground by this class, and graphical ones by others.
        return type(self.controller) is webbrowser.GenericBrowser

    def open(self) -> bool:
        """Hand the address over; false where there is no browser or it did not take it."""
        # webbrowser starts programs with a list of arguments and no shell; the address begins with http.
        return bool(self.controller and self.controller.open(self.url, new=2))


def browser(url: str) -> Browser:
    """The reader's own browser (BROWSER in the environment, else what the system has) for an address."""
    try:
        return Browser(url, webbrowser.get())
    except webbrowser.Error:
        return Browser(url, None)
