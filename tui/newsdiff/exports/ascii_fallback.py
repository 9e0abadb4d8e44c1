"""Replaces characters that an encoding lacks, as that of a terminal without UTF-8."""

from __future__ import annotations

import unicodedata

# What people type instead of these characters. Letters with accents are decomposed by NFKD.
_TYPED = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "«": '"', "»": '"', "‹": "'", "›": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "--", "―": "--", "−": "-",
    "…": "...", "·": ".", "•": "*", "×": "x", "÷": "/", "≈": "%", "→": "->", "←": "<-", "│": "|", "─": "-", "€": "EUR",
    "£": "GBP", "©": "(c)", "®": "(R)", "™": "(TM)", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o",
    "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
}  # fmt: skip


def encodable(text: str, encoding: str) -> bool:
    """Whether an encoding has all characters of a text; of an unknown encoding only ASCII is expected."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True


def to_encoding(text: str, encoding: str) -> str:
    """The text with every character that the encoding lacks replaced by a similar one or several, or else by "?"."""
    if encodable(text, encoding):
        return text
    return "".join(character if encodable(character, encoding) else _nearest(character, encoding) for character in text)


def _nearest(character: str, encoding: str) -> str:
    typed = _TYPED.get(character)
    if typed is None:
        apart = unicodedata.normalize("NFKD", character)
        typed = "".join(part for part in apart if not unicodedata.combining(part))
    if not typed and unicodedata.combining(character):
        return ""
    return typed if typed and encodable(typed, encoding) else "?"
