"""The names of keys as they are shown: short in lists of keys, spelled out in sentences, ASCII where need be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASCII = str.maketrans({"↑": "up", "↓": "down", "←": "left", "→": "right", "⏎": "enter", "⌫": "backspace", "⇥": "tab"})
_CARET = re.compile(r"(^|\+)\^(?=.)")


def ascii_key(key: str) -> str:
    """A key as it is shown, with words in place of signs: `↓` is `down`."""
    return key.translate(_ASCII)


def in_short(keys: Sequence[str]) -> str:
    """Keys as they are shown in a list of keys, with spaces between them; three or more digits in a row as `1-9`."""
    if len(keys) > 2 and "".join(keys) in "123456789":
        return f"{keys[0]}-{keys[-1]}"
    return " ".join(keys)


def spelled_out(key: str) -> str:
    """A key as it is shown, for use in a sentence: `^z` is `ctrl+z`; the key `^` stays."""
    return _CARET.sub(r"\1ctrl+", key)
