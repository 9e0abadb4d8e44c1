"""Raised and lowered text (`<sup>`, `<sub>`) as plain text: "10⁶", "CO₂", "found.¹²", and not another number."""

from __future__ import annotations

import re
from typing import Final

SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUBSCRIPTS: Final = "₀₁₂₃₄₅₆₇₈₉"

_LONGEST: Final = 20
"""Characters of an exponent, an index or the marks of notes; a longer text is set small for its looks."""
_ALSO: Final = ", –"
"""What has no raised form and stands between the numbers of notes."""
_RAISED: Final = str.maketrans("0123456789+-−=()n", f"{SUPERSCRIPTS}⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", f"{SUBSCRIPTS}₊₋₋₌₍₎")
_SIGNS: Final = {"TM": "™", "SM": "℠"}
_DIGIT: Final = re.compile(r"\d", re.ASCII)


def raised(text: str, before: str) -> str:
    """Superscript text in raised characters; after a letter or a digit, in others with "^" if it has digits.

    "1st" and "Mme", whose letters are raised for their looks, stay as they are.

    Args:
        text: The text of the superscript.
        before: The text before it.
    """
    if (sign := _SIGNS.get(text.strip())) is not None:
        return sign
    if not _DIGIT.search(text) and text.strip() != "n":
        return text
    if (found := _in_script(text, _RAISED)) is not None:
        return found
    return f"^{text}" if len(text) <= _LONGEST and before[-1:].isalnum() else text


def lowered(text: str) -> str:
    """Subscript text in lowered characters, if all of it has them."""
    return _in_script(text, _LOWERED) or text if _DIGIT.search(text) else text


def _in_script(text: str, characters: dict[int, int]) -> str | None:
    if len(text) > _LONGEST or not all(ord(char) in characters or char in _ALSO for char in text):
        return None
    return text.translate(characters)
