"""The script of a text, which for many languages tells the language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from typing import Final

__all__ = ["SCRIPT_LANGUAGES", "has_chinese_letter", "script_of"]

_SCRIPTS = (
    (0x41, 0x24F, "latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "hy"),
    (0x5D0, 0x5EA, "he"),
    (0x620, 0x6D3, "arabic"),
    (0x904, 0x939, "devanagari"),
    (0x985, 0x9B9, "bn"),
    (0xA05, 0xA39, "pa"),
    (0xA85, 0xAB9, "gu"),
    (0xB85, 0xBB9, "ta"),
    (0xC05, 0xC39, "te"),
    (0xC85, 0xCB9, "kn"),
    (0xD05, 0xD39, "ml"),
    (0xD85, 0xDC6, "si"),
    (0xE01, 0xE2E, "th"),
    (0xE81, 0xEAE, "lo"),
    (0x1000, 0x102A, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17B3, "km"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FA, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "ko"),
    (0xF900, 0xFAFF, "han"),
    (0xFF66, 0xFF9D, "kana"),
)
"""First and last letter of each script, in order. A script that one language is written in has the code of that."""

SCRIPT_LANGUAGES: Final = frozenset({"ja", "zh", *(name for _, _, name in _SCRIPTS if len(name) == 2)})
"""The languages that have a script of their own."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BEYOND_LATIN = (("\u0370", "\u1dff"), ("\u1f00", "\u1fff"), ("\u2c00", "\uffff"))
# As a pattern, which Python compiles letter by letter, they would take 3 ms of every start.

_LEAST_LETTERS = 4

_TRADITIONAL: Final = frozenset("這們讓麼沒嗎很她你您說發將對區總灣經關點處變氣實戰黨權廳驗數歲與")
"""Letters of traditional Chinese that Japanese writes otherwise or not at all, without those of Japanese names (國)."""


def script_of(text: str) -> str:
    """The script of most letters of a text: "latin", "cyrillic", "arabic", "devanagari", or the ISO 639-1 code of the
    language that has it alone; "" where there are too few letters, or those of several scripts.
    """
    # Most texts in Latin letters have quotation marks and dashes that are not in ASCII.
    if text.isascii() or not any(map(_is_beyond_latin, set(_BEYOND_ASCII.findall(text)))):
        return "latin"
    counts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        first, last, name = _SCRIPTS[max(0, bisect_right(_SCRIPTS, (ord(char), 0x110000)) - 1)]
        if first <= ord(char) <= last and char.isalpha():
            counts[name] += count
    east, kana = counts.pop("han", 0) + counts["kana"], counts.pop("kana", 0)
    # Japanese has kana in every sentence; a Chinese text may quote a Japanese name.
    counts["ja" if kana * 10 >= east else "zh"] = east
    name, most = counts.most_common(1)[0]
    # Every script quotes names in Latin letters: up to half of the letters may be of other scripts.
    return name if most >= _LEAST_LETTERS and most * 2 >= sum(counts.values()) else ""


def _is_beyond_latin(char: str) -> bool:
    return any(first <= char <= last for first, last in _BEYOND_LATIN)


def has_chinese_letter(text: str) -> bool:
    """Whether a text has a Han letter that Japanese is not written with: a simplified one, as a rule."""
    return any(char in _TRADITIONAL or (char > "\u33ff" and _is_simplified(char)) for char in set(text))


@cache
def _is_simplified(char: str) -> bool:
    """Whether a letter is in the character set of mainland China (GB 2312) and not in that of Japan (JIS X 0208)."""
    return _encodes(char, "gb2312") and not _encodes(char, "cp932")


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
