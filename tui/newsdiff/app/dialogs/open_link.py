"""The whole address of an article, shown before anything opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from newsdiff.app.dialogs.base import Dialog
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.adapters.browser import Browser
    from newsdiff.service.protocols import Context


class AddressDialog(Dialog[str | None]):
    """Opens the address in the browser or copies it; gives a sentence about which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open in the browser", id="open-address", show=False),
        Binding("y", "copy", "Copy the address", id="copy-address", show=False),
        Binding("q", "dismiss", "Close", id="close-address", show=False),
    ]

    def __init__(self, outlet: str, url: str, context: Context) -> None:
        self._browser: Browser | None = None
        self._refused = ""
        try:
            # Show the address exactly as it will be opened.
            self._browser = context.browser(url)
        except NewsdiffError as error:
            self._refused = str(error)
        super().__init__(
            f"Article of {outlet}", "enter open in the browser · y copy · esc close" if self._browser else "esc close"
        )

    def body(self) -> Iterator[Widget]:
        """The address, or why it cannot be opened."""
        if self._browser is None:
            yield self.text(self._refused)
        else:
            yield self.text(self._browser.url, "dialog-address")

    def action_open(self) -> None:
        """Hand the address to the browser."""
        browser = self._browser
        if browser is None:
            return
        if browser.in_terminal:
            with self.app.suspend():
                opened = browser.open()
        else:
            opened = browser.open()
        if opened:
            self.dismiss("Sent to the browser")
        else:
            self.say("No browser opened. Press y to copy the address.")

    def action_copy(self) -> None:
        """Copy the address."""
        if self._browser is not None:
            self.app.copy_to_clipboard(self._browser.url)
            self.dismiss("Address copied")
