"""The links of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from newsdiff.app.dialogs.pick import PickDialog
from newsdiff.app.widgets.pick_list import PickRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType


class LinksDialog(PickDialog[str | None]):
    """Gives the address that was chosen, by its row or its number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(number), f"number({number})", f"Link {number}", id=f"link-{number}", show=False)
        for number in range(1, 10)
    ]

    def __init__(self, urls: Sequence[str], *, ascii_signs: bool) -> None:
        """Take the addresses, numbered from 1 as in the text."""
        rows = [PickRow(url, sign=f"[{number}]") for number, url in enumerate(urls, 1)]
        keys = "j k 1-9 choose · enter show full address · esc close"
        super().__init__("Links in this article", keys, rows, ascii_signs=ascii_signs)
        self._urls = urls

    def chosen(self, row: int) -> None:
        """Give the address."""
        self.dismiss(self._urls[row])

    def action_number(self, number: int) -> None:
        """Give the address of a number."""
        if number <= len(self._urls):
            self.chosen(number - 1)
        else:
            self.say(f"No link {number} here.")
