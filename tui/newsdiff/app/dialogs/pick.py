"""Dialogs with a short list: one row is chosen."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding

from newsdiff.app.dialogs.base import Dialog, Field
from newsdiff.app.widgets.block_view import BlockView
from newsdiff.app.widgets.pick_list import PickList

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget

    from newsdiff.app.widgets.pick_list import PickRow

Result = TypeVar("Result")


class PickDialog(Dialog[Result], Generic[Result]):
    """A list with a cursor. A subclass says what enter does with the row (`chosen`)."""

    WIDTH: ClassVar[int] = 112
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", id="pick-down", show=False),
        Binding("k,up", "move(-1)", "Up", id="pick-up", show=False),
        Binding("pagedown", "move(10)", "Page down", id="pick-page-down", show=False),
        Binding("pageup", "move(-10)", "Page up", id="pick-page-up", show=False),
        Binding("g,home", "move(-100000)", "First", id="pick-top", show=False),
        Binding("G,end", "move(100000)", "Last", id="pick-bottom", show=False),
        Binding("enter", "choose", "Choose", id="pick-choose", show=False),
        Binding("q", "dismiss", "Close", id="pick-close", show=False),
    ]

    def __init__(self, title: str, keys: str, rows: Sequence[PickRow], *, ascii_signs: bool = False) -> None:
        super().__init__(title, keys)
        self._rows = rows
        self._ascii = ascii_signs

    def body(self) -> Iterator[Widget]:
        """The list."""
        yield self.list_widget()

    def list_widget(self) -> PickList:
        """A new list with the rows of the dialog."""
        view = PickList(self._rows)
        view.ascii = self._ascii
        return view

    def on_resize(self, event: events.Resize) -> None:
        """Fit the list to the new height."""
        super().on_resize(event)
        for view in self.query(PickList):
            view.fit()

    @property
    def view(self) -> PickList:
        """The list."""
        return self.query_one(PickList)

    def action_move(self, by: int) -> None:
        """Move the cursor down by rows, or up if negative."""
        if self.view.go(self.view.cursor + by):
            self.moved()

    def moved(self) -> None:
        """Called when the cursor has moved to another row."""

    def action_choose(self) -> None:
        """Choose the row under the cursor, if there is one."""
        if self.view.cursor >= 0:
            self.chosen(self.view.cursor)

    @abstractmethod
    def chosen(self, row: int) -> None:
        """Do with a row what the dialog is for."""

    @on(BlockView.Picked)
    def _clicked(self, message: BlockView.Picked) -> None:
        if message.block == self.view.cursor:
            self.action_choose()
        elif self.view.go(message.block):
            self.moved()


class FilterField(Field):
    """A field above a list, which moves the cursor of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "move(10)", "Page down", show=False),
        Binding("pageup", "move(-10)", "Page up", show=False),
    ]

    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__("", "")
        self._move = move

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        self._move(by)
