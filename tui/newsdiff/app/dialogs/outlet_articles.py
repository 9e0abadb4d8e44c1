"""The articles of the outlets of a story, one of which is compared: another one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.dialogs.pick import PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.core.library.feeds import Entry
from newsdiff.text_format import short_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from newsdiff.core.library.stories import OutletEntries


class OutletArticlesDialog(PickDialog[Entry | None]):
    """Gives the article that is to be compared in place of the one of its outlet that is compared now."""

    def __init__(self, outlets: Sequence[OutletEntries], *, ascii_signs: bool) -> None:
        """Take the outlets, the one whose articles are wanted first at the top."""
        self._entries = [entry for outlet in outlets for entry in outlet.entries]
        shown, sign = {outlet.shown for outlet in outlets}, "o" if ascii_signs else "●"
        rows = [
            PickRow(
                f"{one.outlet}: {one.title or '(no title)'}",
                short_time(one.published, day_only=one.day_only),
                sign if one.id in shown else " ",
            )
            for one in self._entries
        ]
        super().__init__("Other articles of these outlets", "enter compare · esc close", rows, ascii_signs=ascii_signs)
        self._first = next((row for row, one in enumerate(self._entries) if one.id not in shown), 0)
        self._sign = sign

    def on_mount(self) -> None:
        """Begin on the newest article that is not compared."""
        self.view.go(self._first)

    def body(self) -> Iterator[Widget]:
        """What the sign means, and the list."""
        yield self.text(f"{self._sign} is compared now", "dialog-muted")
        yield self.list_widget()

    def chosen(self, row: int) -> None:
        """Give the article."""
        self.dismiss(self._entries[row])
