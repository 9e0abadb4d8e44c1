"""What all dialogs share: a titled box over a screen, fields to fill in, and how it is closed."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsdiff.app.rendering.ascii_fallback import shows_ascii, to_ascii
from newsdiff.app.rendering.glyphs import drawn
from newsdiff.app.rendering.text_wrap import width_of
from newsdiff.app.widgets.plain_scroll_bar import WholeCells
from newsdiff.app.widgets.styled_view import ROLE_CLASSES
from newsdiff.app.widgets.window_screen import WindowScreen
from newsdiff.core.text.normalize import clean
from newsdiff.resources import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

Result = TypeVar("Result")

AROUND = 5
"""Cells of a dialog that border, padding and scroll bar take."""

SHORT = 12
"""Lines of a window below which a dialog does without margins, border and the line of its keys."""

NARROW = 8
"""Columns of a window below which a dialog has no scroll bar. Where the text is one column wide, the bar would leave it
none; without text there is nothing to scroll, the bar goes, the text is back, and so on for ever."""


_STRAY = re.compile(r"\x1b(?=[0-9A-OQ-WYZ\\a-jl-z])")
"""An escape before a character that would make a sequence of two with it, and no longer one."""

_KEY = re.compile(r"\S|\d-\d|esc|enter|space|tab|ctrl\+\S+|f\d+")
"""The name of a key, as dialogs show it."""


class Field(Input):
    """A text field. It cleans its input, and takes no keys after enter.

    Keys typed quickly reach a field before its dialog has had time to close. They are held, and passed to the screen
    below once the dialog has closed, or to the field if the dialog reports an error.
    """

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)
        self._sent = self._gone = False
        self._held: list[events.Key] = []

    def validate_value(self, value: str) -> str:
        """The value on one line, without anything that a terminal would act on."""
        return _line(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace some of the text by what was typed or pasted."""
        super().replace(_line(text), start, end)

    async def on_key(self, event: events.Key) -> None:
        """Submit on enter, hold the keys that follow, and do at once what any other key of the field does."""
        # Textual would run the field's own bindings only after the key has gone up to the app and the keys behind it
        # have come in: with backspace and enter in one write, the text was submitted before it was corrected.
        if self._sent:
            self._hold(event)
        elif not await self._act(event.key):
            return
        event.stop()
        event.prevent_default()

    async def _act(self, key: str) -> bool:
        """Run the field's own bindings of a key; whether one of them did something."""
        for binding in self._bindings.key_to_bindings.get(key, ()):
            if await self.app.run_action(binding.action, self):
                return True
        return False

    def on_paste(self, event: events.Paste) -> None:
        """Take no paste after enter."""
        if self._sent:
            event.stop()
            event.prevent_default()

    def type_ahead(self, event: events.Key) -> None:
        """Take a printable key that was typed before the field was mounted."""
        if self._sent:
            self._hold(event)
        elif event.character:
            self.replace(event.character, *self.selection)

    async def action_submit(self) -> None:
        """Give the value to the dialog, once."""
        if not self._sent:
            self._sent = True
            await super().action_submit()

    def release(self, *, gone: bool = False) -> None:
        """Pass on the keys that were held, and take keys again unless the dialog has closed."""
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


class Dialog(WindowScreen[Result], ModalScreen[Result], Generic[Result]):
    """A titled box. `esc` always closes it without a result.

    The keys of dialogs cannot be changed in the configuration file, so a dialog may name its own keys literally. The
    keys of the screen below can be changed: a dialog that names one gets it as an argument.
    """

    CSS_PATH = stylesheet("dialog.tcss")
    COMPONENT_CLASSES: ClassVar[set[str]] = {*ROLE_CLASSES}
    WIDTH: ClassVar[int] = 84
    """Cells of the dialog where the window has room, as its sheet has it."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close", id="close-dialog", show=False)]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title, self._keys = title, keys
        self._late_result: tuple[Result | None] | None = None

    @property
    def plain(self) -> bool:
        """The terminal has ASCII only, as the screen below knows."""
        return shows_ascii(self.app)

    def on_mount(self) -> None:
        """Focus the first field, if there is one, so that it gets every key from the first on."""
        self.set_class(self.plain, "-plain")
        if self.plain:
            self.query_one(".dialog-body").vertical_scrollbar.renderer = WholeCells  # type: ignore[misc]  # of this bar alone
        for field in self.query(Field).results():
            self.add_class("-field")
            self.set_focus(field)
            break

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what a low window has no room for."""
        height, short = event.size.height, event.size.height < SHORT
        self.set_class(short, "-short")
        self.set_keys(self._keys)
        # Title, message, keys, their margins and the border remain visible, however long the body is.
        body = self.query_one(".dialog-body")
        body.styles.max_height = max(1, height - 1 if short else height * 9 // 10 - 7)
        body.styles.scrollbar_size_vertical = int(event.size.width >= NARROW)

    def compose(self) -> ComposeResult:
        """Title, body, keys."""
        with Vertical(classes="dialog"):
            yield self.text(self._title, "dialog-title")
            with VerticalScroll(classes="dialog-body", can_focus=False):
                yield from self.body()
            yield Static(Content(""), classes="dialog-said")
            yield Static(self._keys_line(self._keys), classes="dialog-keys")

    # mypy rejects a dialog without the abstract methods; ABC cannot be a base, since its metaclass conflicts with
    # Textual's.

    @abstractmethod
    def body(self) -> Iterator[Widget]:
        """The widgets between the title and the keys."""

    def say(self, words: str) -> None:
        """Show a message inside the dialog; its field takes keys again."""
        self._update(".dialog-said", words)
        for field in self.query(Field):
            field.release()

    @property
    def is_open(self) -> bool:
        """It has been shown and not closed yet, though another may cover it."""
        return self in self.app.screen_stack

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the dialog with a result; keys that were typed on go to the screen below.

        If it is closed already, as work or a click may find it, nothing happens: Textual would close the screen below.
        A dialog that is covered by another one closes as soon as it is on top again.
        """
        if not self.is_open:
            return AwaitComplete()
        if self.app.screen is not self:
            self._late_result = self._late_result or (result,)
            return AwaitComplete()
        closed = super().dismiss(result)
        for field in self.query(Field):
            field.release(gone=True)
        return closed

    def on_screen_resume(self) -> None:
        """Close now, where another dialog was in the way before."""
        if self._late_result is not None:
            self.dismiss(*self._late_result)

    def action_scroll(self, by: int) -> None:
        """Scroll the body by lines."""
        self.query_one(".dialog-body").scroll_relative(y=by, animate=False)

    def ours(self, words: str) -> str:
        """Text of our own, in signs that this terminal can show."""
        return to_ascii(words) if self.plain else words

    @staticmethod
    def text(words: str, classes: str = "", *, label: str = "") -> Static:
        """A paragraph, cleaned and never read as markup, after a label of ours that keeps its spaces."""
        return Static(Content(label + drawn(clean(words, lines=False))), classes=classes)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._update(".dialog-title", title)

    def set_keys(self, keys: str) -> None:
        """Show other keys in the last line, the last of them in narrow windows too."""
        self._keys = keys
        for one in self.query(".dialog-keys").results(Static):
            one.update(self._keys_line(keys))

    def _room(self) -> int:
        """Cells of a line in the dialog, as its sheet has it."""
        return min(self.WIDTH, self.app.size.width * 96 // 100) - AROUND

    def _keys_line(self, keys: str) -> Content:
        """The keys of the dialog, drawn as those of a screen are in its last line."""
        parts: list[Content | str | tuple[str, str]] = []
        hints = self.ours(clean(keys, lines=False)).split(self.ours(" · "))
        while len(hints) > 1 and width_of("  ".join(hints)) > self._room():
            # A line that breaks would push the key that closes the dialog out of a low window.
            del hints[-2]
        for hint in hints:
            words = hint.split(" ")
            count = next((number for number, word in enumerate(words) if not _KEY.fullmatch(word)), len(words))
            named, does = " ".join(words[:count]), " ".join(words[count:])
            parts += ["  "] if parts else []
            parts += [(named, "bold $news-accent")] if named else []
            parts += [f" {does}" if named else does]
        return Content.assemble(*parts)

    def _update(self, part: str, words: str) -> None:
        # Work may still report to a dialog that is being removed and has no widgets any more.
        for one in self.query(part).results(Static):
            one.update(Content(drawn(clean(words, lines=False))))

    @staticmethod
    def field(value: str, placeholder: str) -> Field:
        """A field to fill in."""
        return Field(value, placeholder)

    @classmethod
    def labelled(cls, label: str, value: str, placeholder: str, name: str) -> Iterator[Widget]:
        """One of several fields, with its label before it and its id."""
        field = cls.field(value, placeholder)
        field.id = name
        with Horizontal(classes="dialog-line"):
            yield Static(Content(label), classes="dialog-label")
            yield field


def _line(text: str) -> str:
    """Cleaned text on one line; spaces at its ends stay, since more may be typed there."""
    # A stray escape takes no letter of what was pasted with it.
    return clean(_STRAY.sub("", text)).replace("\n", " ").replace("\t", " ")
