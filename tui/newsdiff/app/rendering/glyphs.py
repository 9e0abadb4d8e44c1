"""Signs on whose width terminals do not agree, drawn so that they do.

A keycap, an emoji with a variation selector or a skin tone, a family of emoji and a flag take one cell, two or more,
from one terminal and one multiplexer to the next. Where newsdiff counts otherwise than the terminal, all that follows
in the line stands in the wrong column. So these sequences are drawn in parts whose width nobody disputes: the digit of
a keycap, the members of a family, the letters of a flag's country. Only the picture changes: what is searched, copied
with a key or exported is the text as it came.
"""

from __future__ import annotations

import re
from typing import Final

_UNDRAWN: Final = "\ufe00-\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
"""Variation selectors, the box of a keycap, the joiner, skin tones."""
_FIRST_LETTER, _LAST_LETTER = 0x1F1E6, 0x1F1FF
"""Regional indicators, of which two make a flag."""

_DISPUTED: Final = re.compile(f"[{_UNDRAWN}{chr(_FIRST_LETTER)}-{chr(_LAST_LETTER)}]")
_DRAWN: Final = {code: chr(ord("A") + code - _FIRST_LETTER) for code in range(_FIRST_LETTER, _LAST_LETTER + 1)}


def drawn(text: str) -> str:
    """A text as it is drawn: without what terminals count in different ways, flags as letters (`UA`)."""
    if text.isascii():
        return text
    return _DISPUTED.sub(lambda found: _DRAWN.get(ord(found[0]), ""), text)
