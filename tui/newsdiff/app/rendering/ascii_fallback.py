"""Whether a terminal can show more than ASCII, and what replaces our own signs where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

_BARE = frozenset(("C", "POSIX"))
# What PEP 538 may set LC_CTYPE to where the user's locale is one of those.
_COERCED = frozenset(("C.UTF-8", "C.utf8", "UTF-8"))

_ASCII = str.maketrans({"·": "|", "…": "...", "“": '"', "”": '"', "›": ">", "▸": ">"})
_ONE_CELL = {**_ASCII, ord("…"): "."}


def wants_ascii(encoding: str, environ: Mapping[str, str]) -> bool:
    """Whether a terminal is to get ASCII signs only.

    Python writes UTF-8 under the locales C and POSIX too (PEP 538 and 540), whatever the terminal can show. So the
    user's LC_ALL, LC_CTYPE and LANG decide, in the order of POSIX; where none is set, the encoding does.

    Args:
        encoding: The encoding of the terminal's stream, by its name in Python.
        environ: The environment of the process.
    """
    if not encoding.lower().replace("_", "-").startswith("utf"):
        return True
    everything, kind, general = (environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if not everything and kind in _COERCED and general in _BARE:
        kind = ""
    return (everything or kind or general) in _BARE


def shows_ascii(app: App[Any]) -> bool:
    """Whether a screen of the running app shows ASCII signs only: dialogs and widgets do as it does."""
    return any(getattr(screen, "ascii_signs", False) for screen in app.screen_stack)


def to_ascii(words: str) -> str:
    """A text of our own with its signs replaced by ASCII: `…` by `...`, `›` by `>`."""
    return words.translate(_ASCII)


def to_ascii_cells(words: str) -> str:
    """The same in as many cells as before: `…` becomes `.`."""
    return words.translate(_ONE_CELL)


def separator(*, plain: bool) -> str:
    """What stands between the facts of one line."""
    return " | " if plain else " · "
