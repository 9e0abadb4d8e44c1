"""Add another article to a story: an address, a file, or one that is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from newsdiff.adapters.urls import is_address
from newsdiff.app.dialogs.base import Field
from newsdiff.app.dialogs.pick import FilterField, PickDialog
from newsdiff.app.widgets.pick_list import PickRow
from newsdiff.core.library.feeds import Entry
from newsdiff.text_format import clock, local_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget
    from textual.worker import Worker

FindStored = Callable[[str], Awaitable[Sequence[Entry]]]
"""Finds stored articles by what was typed, and before anything is typed those that may belong to the story; none where
the store cannot be read."""

_FILES = (".txt", ".md", ".markdown", ".html", ".htm", ".json")
"""Endings by which what was typed is a file before it is looked for."""


_ABOUT = "An address, a file or folder, or words of an article already stored."
_OR_ELSE = "Or type an address, a file or folder, or words of an article already stored."


class AddDialog(PickDialog[str | Entry | None]):
    """Gives the file, folder or address of an article as it was typed, or the stored article that was chosen."""

    def __init__(self, find: FindStored, *, ascii_signs: bool) -> None:
        """Take what finds stored articles."""
        super().__init__("Add an article", "enter add · esc cancel", (), ascii_signs=ascii_signs)
        self._find = find
        self._entries: Sequence[Entry] = ()
        self._query = ""
        """What `_entries` were found for."""

    def body(self) -> Iterator[Widget]:
        """The field, then the stored articles that fit what is in it, or may belong to the story while it is empty."""
        yield self.text(_ABOUT, "dialog-muted dialog-about")
        yield FilterField(self._move)
        view = self.list_widget()
        view.steady = True
        view.empty = ""
        yield view

    def on_mount(self) -> None:
        """Look for what may belong to the story."""
        self._begin(partial(self._search, ""), "search")

    def _move(self, by: int) -> None:
        self.action_move(by)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._begin(partial(self._search, event.value), "search")

    def _begin(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> Worker[None]:
        return self.run_worker(work, group=group, exclusive=True)

    async def _search(self, value: str) -> None:
        found = () if is_source(value) else await self._find(value)
        if not self.is_open or self.query_one(Field).value != value:
            return
        self._entries, self._query = found, value
        self.view.show(self._rows_now())
        self._update(".dialog-about", _ABOUT if value or not found else f"These may belong here. {_OR_ELSE}")

    def _rows_now(self) -> list[PickRow]:
        now = local_now()
        return [
            PickRow(f"{one.outlet}: {one.title or '(no title)'}", clock(one.published, now)) for one in self._entries
        ]

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # The list may be about what stood in the field a moment ago.
        if event.value.strip() or self._entries:
            self._begin(partial(self._submit, event.value), "submit")
        else:
            self.say("Type an address, a file name or a few words first.")

    async def _submit(self, value: str) -> None:
        source = value.strip()
        if value != self._query:
            await self._search(value)
        if self._entries and not is_source(value):
            self.chosen(max(0, self.view.cursor))
        elif is_source(value) or await asyncio.to_thread(_exists, source):
            self.dismiss(source)
        else:
            self.say("No other stored article has these words, and no file this name. Try other words or an address.")

    def chosen(self, row: int) -> None:
        """Give the stored article."""
        self.dismiss(self._entries[row])


def is_source(text: str) -> bool:
    """Whether what was typed is meant as an address or a file, and not as words of a stored article."""
    text = text.strip()
    return is_address(text) or "/" in text or text.startswith(("~", ".")) or text.lower().endswith(_FILES)


def _exists(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        # A name that no file can have.
        return False
