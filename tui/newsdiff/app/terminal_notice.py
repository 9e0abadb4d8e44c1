"""Notices outside the window: by an escape sequence that the terminal turns into one, if the user wants that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from newsdiff.core.text.normalize import clean

if TYPE_CHECKING:
    from textual.app import App

Sequence = Literal["osc9", "osc777"]
"""OSC 9 (iTerm2, kitty, WezTerm, Windows Terminal, Ghostty) or OSC 777 (rxvt-unicode, foot, Ghostty)."""

MAX_LENGTH: Final = 200
"""Characters of a notice."""

_TITLE: Final = "newsdiff"


def send(app: App[Any], kind: Sequence, words: str) -> None:
    """Have the terminal show a notice. One that does not know the sequence shows nothing.

    Args:
        app: The app, which is running; what it draws is not disturbed.
        kind: Which sequence.
        words: One line. Whatever a terminal would act on is taken out.
    """
    driver = app._driver
    if driver is not None:
        driver.write(sequence(kind, words))
        driver.flush()


def sequence(kind: Sequence, words: str) -> str:
    """The escape sequence of a notice. Its text has no control character and no separator, so that nothing ends it."""
    text = clean(words, lines=False, limit=MAX_LENGTH).replace(";", ",")
    # With a word in front, no text is read as one of the commands by numbers that some terminals have behind OSC 9.
    return f"\x1b]9;{_TITLE}: {text}\x07" if kind == "osc9" else f"\x1b]777;notify;{_TITLE};{text}\x07"
