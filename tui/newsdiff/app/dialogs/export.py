"""Write a comparison to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog
from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.exports.report import ExportView
    from newsdiff.service.comparison import Comparison
    from newsdiff.service.protocols import Context


class ExportDialog(Dialog["Path | None"]):
    """Asks for a file name, whose extension sets the format; gives the file that was written."""

    def __init__(self, comparison: Comparison, name: str, view: ExportView, scope: str = "") -> None:
        """Take what is exported.

        Args:
            comparison: The story.
            name: The file name that is offered.
            view: What of the story is written.
            scope: The same in words; "" where it is all of it.
        """
        super().__init__("Export the comparison", "enter save · esc cancel")
        self._comparison, self._offered, self._view, self._scope = comparison, name, view, scope

    def body(self) -> Iterator[Widget]:
        """What is written, the formats, and the field."""
        yield self.text(
            "The extension sets the format: .md Markdown, .html a web page, .json data, .txt a text table.",
            "dialog-muted",
        )
        if self._scope:
            yield self.text(f"As on the screen. {self._scope}", "dialog-muted")
        yield self.field(self._offered, "comparison.md")

    @on(Input.Submitted)
    async def _submitted(self, event: Input.Submitted) -> None:
        import asyncio

        try:
            # Files may lie on a slow disk or share.
            written = await asyncio.to_thread(self._comparison.export, event.value.strip(), self._view)
        except NewsdiffError as error:
            self.say(str(error))
        else:
            self.dismiss(written)


class ExportedDialog(Dialog[str | None]):
    """Says where an export is; opens it or copies its path. Gives a sentence about which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,enter", "open", "Open the file", id="open-export", show=False),
        Binding("y", "copy", "Copy the path", id="copy-export", show=False),
        Binding("q", "dismiss", "Close", id="close-export", show=False),
    ]

    def __init__(self, path: Path, context: Context) -> None:
        """Take the file and what opens it."""
        super().__init__("Exported", "enter open · y copy path · esc close")
        self._path, self._opener = path, context

    def body(self) -> Iterator[Widget]:
        """The path, as it is copied."""
        yield self.text(str(self._path), "dialog-address")

    def action_open(self) -> None:
        """Hand the file to what opens such files here."""
        browser = self._opener.file_browser(self._path)
        if browser.in_terminal:
            with self.app.suspend():
                opened = browser.open()
        else:
            opened = browser.open()
        if opened:
            self.dismiss(f"Opened {self._path.name}")
        else:
            self.say("No app on this system opened the file. Press y to copy its path.")

    def action_copy(self) -> None:
        """Copy the path."""
        self.app.copy_to_clipboard(str(self._path))
        self.dismiss("Path copied")
