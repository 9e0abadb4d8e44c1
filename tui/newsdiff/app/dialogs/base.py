"""Dialogs: a few lines that float over a screen, with a title, and fields to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsdiff.app.rendering.ascii_fallback import to_ascii
from newsdiff.core.text.normalize import clean
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.binding import BindingType
    from textual.widget import Widget

Result = TypeVar("Result")

SHORT = 12
"""Lines of a window below which a dialog does without margins, border and the line of its keys."""


class Field(Input):
    """A field to fill in. What comes into it is cleaned, and keys after enter are not its own any more.

    Keys that are typed on reach a field before its dialog has had time to close. They are held, and go where they were
    meant to go once the dialog is gone, or back into the field where the dialog says that something is wrong.
    """

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self._sent = self._gone = False
        self._held: list[events.Key] = []

    def validate_value(self, value: str) -> str:
        """What may stand in the field: one line, nothing that a terminal would act on."""
        return _line(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put typed or pasted text in place of some other."""
        super().replace(_line(text), start, end)

    async def on_key(self, event: events.Key) -> None:
        """Submit on enter, and hold what comes after it."""
        # Textual calls the handler of the base class next, unless told not to.
        if not self._sent and event.key != "enter":
            return
        event.stop()
        event.prevent_default()
        if self._sent:
            self._hold(event)
        else:
            # Keys behind this one may be waiting already: the value is what it is now.
            await self.action_submit()

    def on_paste(self, event: events.Paste) -> None:
        """Take no paste after enter."""
        if self._sent:
            event.stop()
            event.prevent_default()

    def type_ahead(self, event: events.Key) -> None:
        """Take a printable key that was typed before the field stood."""
        if self._sent:
            self._hold(event)
        elif event.character:
            self.insert_text_at_cursor(event.character)

    async def action_submit(self) -> None:
        """Give the value to the dialog, once."""
        if not self._sent:
            self._sent = True
            await super().action_submit()

    def release(self, *, gone: bool = False) -> None:
        """Let go of the keys that were held, and take keys again unless the dialog is gone."""
        self._sent, self._gone = gone, gone
        held, self._held = self._held, []
        for event in held:
            self._pass_on(event)

    def _hold(self, event: events.Key) -> None:
        if self._gone:
            self._pass_on(event)
        else:
            self._held.append(event)

    def _pass_on(self, event: events.Key) -> None:
        self.app.post_message(events.Key(event.key, event.character))


class Dialog(ModalScreen[Result], Generic[Result]):
    """A titled box. `esc` always leaves it without a result."""

    CSS_PATH = stylesheet("dialog.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", id="close-dialog", show=False)]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title, self._keys = title, keys

    @property
    def plain(self) -> bool:
        """The terminal has ASCII only, as the screen below knows."""
        return any(getattr(screen, "ascii_signs", False) for screen in self.app.screen_stack)

    def on_mount(self) -> None:
        """Let the first field, if there is one, have the keys from the first on."""
        self.set_class(self.plain, "-plain")
        for field in self.query(Field).results():
            self.add_class("-field")
            self.set_focus(field)
            break

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what a low window has no room for."""
        height, short = event.size.height, event.size.height < SHORT
        self.set_class(short, "-short")
        # Title, what is said, keys, their margins and the border are seen, however long the body is.
        self.query_one(".dialog-body").styles.max_height = max(1, height - 1 if short else height * 9 // 10 - 7)

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        with Vertical(classes="dialog"):
            yield self.text(self._title, "dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self.body()
            yield Static(Content(""), classes="dialog-said")
            yield self.text(self.ours(self._keys), "dialog-keys")

    def body(self) -> Iterator[Widget]:
        """What stands in the dialog. To be given by the subclass."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say a sentence inside the dialog; its field takes keys again."""
        self.query_one(".dialog-said", Static).update(Content(clean(words, lines=False)))
        for field in self.query(Field):
            field.release()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the dialog with a result; keys that were typed on go to the screen below."""
        closed = super().dismiss(result)
        for field in self.query(Field):
            field.release(gone=True)
        return closed

    def ours(self, words: str) -> str:
        """Words of our own as this terminal can show them."""
        return to_ascii(words) if self.plain else words

    @staticmethod
    def text(words: str, classes: str = "", *, label: str = "") -> Static:
        """A paragraph, cleaned and never read as markup, behind a label of ours that keeps its spaces."""
        return Static(Content(label + clean(words, lines=False)), classes=classes)

    def set_title(self, title: str) -> None:
        """Give the dialog another title."""
        self.query_one(".dialog-title", Static).update(Content(clean(title, lines=False)))

    def set_keys(self, keys: str) -> None:
        """Name other keys in the last line."""
        self.query_one(".dialog-keys", Static).update(Content(self.ours(keys)))

    @staticmethod
    def field(value: str, placeholder: str) -> Field:
        """A field to fill in."""
        return Field(value, placeholder)

    @classmethod
    def labelled(cls, label: str, value: str, placeholder: str, name: str) -> Iterator[Widget]:
        """A field of several, with its label before it and a name to ask for it by."""
        field = cls.field(value, placeholder)
        field.id = name
        with Horizontal(classes="dialog-line"):
            yield Static(Content(label), classes="dialog-label")
            yield field


def _line(text: str) -> str:
    """Cleaned text on one line; spaces stay, also at its ends, where more may be typed."""
    return clean(text).replace("\n", " ").replace("\t", " ")
