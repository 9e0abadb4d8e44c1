"""The palette: every command that can be given now, found by a part of its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import on
from textual.widgets import Input

from newsdiff.app.bound_actions import active_actions
from newsdiff.app.dialogs.base import Field
from newsdiff.app.dialogs.pick import FilterField, PickDialog
from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.pick_list import PickRow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from textual.app import App
    from textual.screen import Screen
    from textual.widget import Widget

    from newsdiff.app.bound_actions import BoundAction

_IN_NAME, _IN_ABOUT = 2, 3
"""How good a match is: 0 where the name begins with a word, 1 where a word of the name does, then these."""


class Command(NamedTuple):
    """Something that the palette can do."""

    name: str
    about: str
    """A sentence that explains it."""
    keys: str
    """The keys that do the same; "" if there are none."""
    run: Callable[[], Awaitable[None]]
    current: bool = False
    """A choice that holds already."""


class Match(NamedTuple):
    """A command that a text was found in."""

    command: Command
    spans: tuple[StyledSpan, ...]
    """Where in its name."""


class PaletteDialog(PickDialog[Command | None]):
    """Gives the command that was chosen, for the program to run once the palette is closed."""

    def __init__(self, commands: Sequence[Command], *, ascii_signs: bool) -> None:
        super().__init__("Commands", "type part of a name · enter run · esc close", (), ascii_signs=ascii_signs)
        self._commands = commands
        self._matches = search(commands, "")
        self._query = ""
        self._rows = self._rows_now()

    def body(self) -> Iterator[Widget]:
        """The field, then the commands."""
        yield FilterField(self._move)
        view = self.list_widget()
        view.steady = True
        view.empty = "No such command."
        view.text_width = max((width_of(one.name) for one in self._commands), default=0)
        yield view

    def _rows_now(self) -> list[PickRow]:
        sign = "*" if self._ascii else "✓"
        return [
            PickRow(one.name, one.keys, sign if one.current else " ", about=one.about, spans=spans)
            for one, spans in self._matches
        ]

    def filter(self, query: str) -> None:
        """Show the commands that a text is found in, the best matches first, with the cursor on the best one."""
        if query != self._query:
            self._query = query
            self._matches = search(self._commands, query)
            self.view.show(self._rows_now())

    # Keys come faster than messages: the list follows the field before it is moved in or chosen from.

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.filter(event.input.value)

    def _move(self, by: int) -> None:
        self.filter(self.query_one(Field).value)
        self.action_move(by)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.filter(event.value)
        if self._matches:
            self.action_choose()
        else:
            self.say("No such command. Try another name.")

    def chosen(self, row: int) -> None:
        """Give the command."""
        self.dismiss(self._matches[row].command)


def search(commands: Sequence[Command], query: str) -> list[Match]:
    """The commands in which every word of a query is found, the best matches first, in their order where equal.

    Commands whose names have all the words come before those that only their explanation finds. A match at the
    beginning of the name counts most, then one at the beginning of a word of the name, and one inside the name.
    """
    words = query.lower().split()
    found = []
    for command in commands:
        ranks, spans = [], []
        for word in words:
            rank, start = _find(command, word)
            ranks.append(rank)
            if start >= 0:
                spans.append(StyledSpan(start, start + len(word), "hit"))
        if None not in ranks:
            told = sum(rank == _IN_ABOUT for rank in ranks)
            found.append(((told, sum(rank or 0 for rank in ranks)), Match(command, tuple(spans))))
    return [match for _, match in sorted(found, key=lambda one: one[0])]


def _find(command: Command, word: str) -> tuple[int | None, int]:
    """How good a match a word is (None: none), and where in the name it is found (-1: nowhere)."""
    name = command.name.lower()
    if name.startswith(word):
        return 0, 0
    start = name.find(f" {word}")
    if start >= 0:
        return 1, start + 1
    start = name.find(word)
    if start >= 0:
        return _IN_NAME, start
    return (_IN_ABOUT if word in command.about.lower() else None), -1


def screen_commands(screen: Screen[Any]) -> list[Command]:
    """What the keys of a screen can do now. A command does nothing where its screen is no longer on top."""
    return [
        Command(one.binding.description, one.binding.tooltip, " ".join(one.keys), partial(_run, screen, one))
        for one in active_actions(screen)
        if one.binding.id and one.binding.description
    ]


async def _run(screen: Screen[Any], action: BoundAction) -> None:
    app = screen.app
    if app.screen is screen and action.node.is_attached:
        await app.run_action(action.binding.action, action.node)


def theme_commands(app: App[Any]) -> list[Command]:
    """One command for each theme, those of newsdiff first."""
    names = sorted(app.available_themes, key=lambda name: (not name.startswith("newsdiff-"), name))
    return [
        Command(f"Theme: {name}", "Use these colours.", "", partial(_set_theme, app, name), name == app.theme)
        for name in names
    ]


async def _set_theme(app: App[Any], name: str) -> None:
    app.theme = name
