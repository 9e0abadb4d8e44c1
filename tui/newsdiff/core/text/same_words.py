"""Whether two sentences differ in no more than punctuation, capitals and the forms of signs."""

from __future__ import annotations

import re
from typing import Final

from newsdiff.core.text.normalize import fold

FIGURE_OR_WORD: Final = r"\d+(?:[.,:]\d+)*|[^\W\d_]+"
"""Pattern of a figure or a word."""

SIGN: Final = r"[^\w\s!-#&-/:-@\[-`{-~\u2000-\u206f\u3000-\u303f\ufe00-\ufe0f]"
"""Pattern of a sign that means something, as those of currencies do."""

_SAID: Final = re.compile(rf"{FIGURE_OR_WORD}|[-+](?=\d)|\?|{SIGN}")
"""Figures with their sign, words, question marks, and signs that mean something, as those of currencies."""


def same_words(one: str, other: str) -> bool:
    """Whether two sentences have the same words and figures in the same order, and both ask or neither does."""
    return one == other or _SAID.findall(fold(one)) == _SAID.findall(fold(other))
