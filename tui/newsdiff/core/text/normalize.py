"""Cleaning of hostile or dirty text, and the folded form in which texts are compared."""

from __future__ import annotations

import re
import unicodedata

_MARKS_IN_A_ROW = 8
"""Combining marks that may follow one letter: more than any script needs, too few to cover other lines."""

# A string sequence (OSC, DCS, SOS, PM, APC, and the title of `screen`) ends at its terminator or at any other control
# character, as in a terminal. Where the line ends first, only what looks like parameters is removed, so that a stray
# byte does not remove a paragraph. No pattern can match a text in two ways, so that the time is linear.
_STRING = (
    r"(?:\x1b[\]PX^_k]|[\x90\x98\x9d-\x9f])"
    r"(?:[^\x00-\x08\x0a-\x1f\x80-\x9f]*(?:\x07|\x9c|\x1b\\|(?=[\x1b\x80-\x9f]))|[\d:?]*(?:;\S*)?)"
)
_CONTROL = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
_SHORT = r"\x1b(?:[!-/]*[0-~])?"
_SEQUENCES = re.compile(f"{_STRING}|{_CONTROL}|{_SHORT}")

_BREAKS = re.compile("\r\n?|[\v\f\u2028\u2029]")

_FORBIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, C0 and C1, but for tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks, embeddings, overrides, isolates
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f"  # invisible
    "\u3164\ufeff\uffa0"  # invisible as well
    "\ufdd0-\ufdef\ufff0-\ufffc\ufffe\uffff"  # noncharacters; annotation marks; the object replacement character
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"  # shorthand and music controls; tags
    "\ud800-\udfff"  # surrogates
)
_INVISIBLE = re.compile(f"[{_FORBIDDEN}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"

# Combining marks are neither letters nor digits, so that each long run of them is part of such a run.
_SYMBOLS = re.compile(rf"[^\w\s!-~]{{{_MARKS_IN_A_ROW + 1},}}")

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵ʼʹ`´‹›＇", "'"),
        **dict.fromkeys("“”„‟″‶«»「」『』〝〞〟＂", '"'),
        **dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"),
        "…": "...",
    }
)
# Letters that NFKD does not decompose.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Accents of Latin and Greek letters, stress marks of Cyrillic vowels, and vowel points of Hebrew and Arabic. Marks that
# make another letter (Cyrillic й and ё, Japanese が) or are the vowels (Indian scripts) are not among them.
_ACCENTS = re.compile(
    "(?<=[a-z\u0250-\u02af\u0370-\u03ff])[\u0300-\u036f]+|(?<=[аеиоуыэюяіє])\u0301+"
    "|[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)

_FIRST_CJK = "\u3005"
_CJK = "[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"


def clean(text: str, *, lines: bool = True, limit: int | None = None) -> str:
    """The text without anything that a terminal would obey or that deceives the eye. Cleaning is idempotent.

    Removed are terminal sequences with their parameters, control and direction characters, invisible ones (but for the
    joiners, which emoji and Persian need) and combining marks after the eighth in a row. Line breaks of every kind
    become newlines.

    Args:
        text: Any text.
        lines: Keep line breaks, tabs and spaces. `False` is for titles, names and addresses: every run of white space
            becomes one space, and none is left at the ends.
        limit: The greatest length in characters, at least 1; a longer text is cut (`shorten`). None: any length.
    """
    # Every sequence and every break begins with a forbidden character.
    if _INVISIBLE.search(text):
        if _SURROGATES.search(text):
            # A surrogate pair becomes the character that it encodes, a lone surrogate U+FFFD.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _INVISIBLE.sub("", _BREAKS.sub("\n", _SEQUENCES.sub("", text)))
    if not lines:
        text = " ".join(text.split())
    if not text.isascii():
        text = _SYMBOLS.sub(_thin, text)
    if not lines:
        text = text.strip(" " + _JOINERS)
    return text if limit is None else shorten(text, limit)


def _thin(run: re.Match[str]) -> str:
    """A run of symbols without the combining marks and joiners after `_MARKS_IN_A_ROW` in a row."""
    kept, row = [], 0
    for char in run[0]:
        row = row + 1 if char in _JOINERS or unicodedata.category(char)[0] == "M" else 0
        if row <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters: a longer one is cut after a word if possible, and ends in an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    if text[limit - 1] != " " and space >= limit * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—\n\t" + _JOINERS) + "…"


def fold(text: str) -> str:
    """The text in the form in which texts are compared: in lower case, without accents, with ASCII punctuation.

    Its length may differ from that of the text. Folding is idempotent.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION)).casefold()
    # Casefolding can yield composed letters, and NFKD punctuation that is not ASCII.
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS).translate(_PUNCTUATION)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text))


def is_cjk(text: str) -> bool:
    """Whether the text holds Han characters or kana, which are written without spaces between words (Korean is not)."""
    # The pattern is slow to compile, and most texts have no such character.
    return not text.isascii() and max(text) >= _FIRST_CJK and re.search(_CJK, text) is not None
