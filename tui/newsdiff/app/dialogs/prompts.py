"""General dialogs: one line to type, a question to confirm, a text to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Input

from newsdiff.app.dialogs.base import Dialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.binding import BindingType
    from textual.widget import Widget


SEARCHED = (
    'Whole words (flood* finds floods too), "a phrase", outlet:name, tag:name, is:unread, is:starred, since:3d, '
    "before:2026-11-20, -not."
)
"""The search syntax, as the search dialogs explain it."""


class InputDialog(Dialog[str | None]):
    """Asks for one line of text; gives it without the spaces at its ends."""

    def __init__(
        self, title: str, about: str, value: str = "", *, hint: str = "", does: str = "save", problem: str = ""
    ) -> None:
        """Take what is asked for, what the field holds, and what was wrong with that before."""
        super().__init__(title, f"enter {does} · esc cancel")
        self._about, self._value, self._hint, self._problem = about, value, hint, problem

    def on_mount(self) -> None:
        """Say what was wrong."""
        super().on_mount()
        if self._problem:
            self.say(self._problem)

    def body(self) -> Iterator[Widget]:
        """The explanation, and the field."""
        yield self.text(self._about, "dialog-muted")
        yield self.field(self._value, self._hint)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class ConfirmDialog(Dialog[bool]):
    """Asks before something that is hard to undo, or changes many things at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "dismiss(True)", "Yes", id="confirm", show=False),
        Binding("n,q", "dismiss(False)", "No", id="refuse", show=False),
    ]

    def __init__(self, title: str, question: str, does: str, *, about: Sequence[str] = ()) -> None:
        """Take the question, what yes does, and lines about what the question is about."""
        super().__init__(title, f"enter {does} · esc cancel")
        self._question, self._about = question, about

    def body(self) -> Iterator[Widget]:
        """What it is about, and the question."""
        for line in self._about:
            yield self.text(line, "dialog-muted")
        yield self.text(self._question)


class TextDialog(Dialog[None]):
    """A longer text to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter", "dismiss", "Close", id="close-words", show=False),
        Binding("j,down", "scroll(1)", "Down", id="words-down", show=False),
        Binding("k,up", "scroll(-1)", "Up", id="words-up", show=False),
        Binding("space,pagedown", "scroll(10)", "Page down", id="words-page-down", show=False),
        Binding("b,pageup", "scroll(-10)", "Page up", id="words-page-up", show=False),
    ]

    def __init__(self, title: str, paragraphs: tuple[tuple[str, str], ...]) -> None:
        """Take paragraphs, each with its class in the style sheet."""
        super().__init__(title, "j k scroll · esc close")
        self._paragraphs = paragraphs

    def body(self) -> Iterator[Widget]:
        """The paragraphs."""
        for words, classes in self._paragraphs:
            yield self.text(words, classes)
