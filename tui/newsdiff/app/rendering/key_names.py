"""The names of keys as they are shown: short in lists of keys, spelled out in sentences, ASCII where need be."""

from __future__ import annotations

import re

_ASCII = str.maketrans({"↑": "up", "↓": "down", "←": "left", "→": "right", "⏎": "enter", "⌫": "backspace", "⇥": "tab"})
_CARET = re.compile(r"(^|\+)\^(?=.)")


def ascii_key(key: str) -> str:
    """A key as it is shown, with words in place of signs: `↓` is `down`."""
    return key.translate(_ASCII)


def spelled_out(key: str) -> str:
    """A key as it is shown, for use in a sentence: `^z` is `ctrl+z`; the key `^` stays."""
    return _CARET.sub(r"\1ctrl+", key)
