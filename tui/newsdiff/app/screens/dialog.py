"""Dialogs: a few lines that float over the story, with a title, and at most one field to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """A titled box. `esc` always leaves it without a result."""

    CSS_PATH = stylesheet("dialog.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", id="close-dialog", show=False)]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title, self._keys = title, keys

    def on_mount(self) -> None:
        """Let the field, if there is one, have the keys from the first on."""
        for field in self.query(Input):
            self.set_focus(field)

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self.body()
            yield Static(Content(""), classes="dialog-said")
            yield Static(Content(self._keys), classes="dialog-keys")

    def body(self) -> Iterator[Widget]:
        """What stands in the dialog. To be given by the subclass."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say a sentence inside the dialog."""
        self.query_one(".dialog-said", Static).update(Content(words))

    @staticmethod
    def text(words: str, classes: str = "") -> Static:
        """A paragraph, never read as markup."""
        return Static(Content(words), classes=classes)

    @staticmethod
    def field(value: str, placeholder: str) -> Input:
        """A field to fill in."""
        return Input(value, placeholder=placeholder, compact=True, select_on_focus=False)
