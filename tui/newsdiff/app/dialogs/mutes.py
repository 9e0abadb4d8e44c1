"""The mute list: articles that are kept out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from textual import on
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog
from newsdiff.core.library.mutes import MuteKind
from newsdiff.errors import QueryError
from newsdiff.text_format import count_noun, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.widget import Widget

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.library.mutes import Mute


class MuteDialog(Dialog[str | None]):
    """Shows the mute list with numbers, and gives the line that was typed."""

    def __init__(self, mutes: Sequence[Mute], entry: Entry | None, undo_key: str) -> None:
        """Take the mute list, the entry under the cursor for examples, and the key that undoes on the screen below."""
        super().__init__("Mute articles", "enter mute · esc close")
        self._mutes, self._entry, self._undo_key = mutes, entry, undo_key

    def body(self) -> Iterator[Widget]:
        """What can be typed, the field, and the list."""
        yield self.text(
            "A word or phrase in the title, outlet:NAME or author:NAME. "
            f"Muted articles are kept but not shown; {self._undo_key} undoes.",
            "dialog-muted",
        )
        author = self._entry.author if self._entry else None
        outlet = self._entry.outlet if self._entry else "The Bell"
        yield self.field("", f"royal wedding   outlet:{outlet}   author:{author or 'Ines Vidal'}")
        yield self.text("")
        if not self._mutes:
            yield self.text("Nothing is muted.", "dialog-muted")
            return
        yield self.text("-NUMBER unmutes:", "dialog-muted")
        for one in self._mutes:
            kind = "" if one.kind == "word" else f"{one.kind}: "
            yield self.text(one.value, label=f"-{one.id:<4}{kind}")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        line = event.value.strip()
        if line.startswith("-") and not any(line == f"-{one.id}" for one in self._mutes):
            self.say("No such number in the list.")
        else:
            self.dismiss(line)


def change_mutes(store: Store, line: str, undo_key: str) -> str:
    """Change the mute list as a line of the dialog says; gives a sentence about what was done.

    Call it off the event loop.

    Args:
        store: The open store.
        line: What to mute (`outlet: The Bell`), or the number of what to take out of the list (`-3`).
        undo_key: The key that undoes, for the sentence.

    Raises:
        StoreError: The change could not be stored.
        QueryError: The line names nothing.
    """
    if line.startswith("-"):
        shown = store.remove_mute(int(line[1:]))
        return f"Unmuted: {_articles(shown)} shown again"
    kind, value = parse(line)
    _, count = store.add_mute(kind, value)
    return f"Muted: {_articles(count)} hidden. {undo_key} undoes"


def parse(line: str) -> tuple[MuteKind, str]:
    """What a line mutes. Raises QueryError if it names nothing."""
    head, mark, tail = line.partition(":")
    kind: MuteKind = "word"
    for name in get_args(MuteKind):
        if mark and head.strip().casefold() == name:
            kind, line = name, tail
    value = line.strip()
    if not value:
        raise QueryError(f"Type what to mute after {kind}: and press enter.")
    return kind, value


def _articles(count: int) -> str:
    return f"{count_noun(count, 'article')} {plural(count, 'is', 'are')}"
