"""Characters: what hostile or dirty text may keep, and the folded form that comparisons use."""

from __future__ import annotations

import re
import unicodedata

_MARKS_IN_A_ROW = 8
"""So many combining marks may follow one letter: more than any script needs, too few to smear over other lines."""

# A string sequence (OSC, DCS, SOS, PM, APC, and the title of `screen`) runs to its terminator, and is cut short by any
# other control character, as in a terminal. Where the line ends first, only what looks like parameters goes, so that a
# stray byte does not swallow a paragraph. No pattern can match the same text in two ways: the time is linear.
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
    "\ufdd0-\ufdef\ufff0-\ufffc\ufffe\uffff"  # no characters at all; annotation marks; the place of a picture
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"  # shorthand and music controls; tags
    "\ud800-\udfff"  # halves of a character
)
_INVISIBLE = re.compile(f"[{_FORBIDDEN}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINERS = "\u200c\u200d"

# Marks are neither letters nor digits, so that a long run of them always lies within a run of this kind.
_SYMBOLS = re.compile(rf"[^\w\s!-~]{{{_MARKS_IN_A_ROW + 1},}}")

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵ʼʹ`´‹›＇", "'"),
        **dict.fromkeys("“”„‟″‶«»「」『』〝〞〟＂", '"'),
        **dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-"),
        "…": "...",
    }
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Accents go from Latin and Greek letters, stress marks from Cyrillic vowels, vowel points from Hebrew and Arabic; marks
# stay where they make another letter (Cyrillic й and ё, Japanese が) or carry the vowels (Indian scripts).
_ACCENTS = re.compile(
    "(?<=[a-z\u0250-\u02af\u0370-\u03ff])[\u0300-\u036f]+|(?<=[аеиоуыэюяіє])\u0301+"
    "|[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)

_FIRST_CJK = "\u3005"
_CJK = "[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"


def clean(text: str, *, lines: bool = True, limit: int | None = None) -> str:
    """The text without anything that could act on a terminal or deceive the eye; cleaning it again changes nothing.

    Gone are terminal sequences with their parameters, control and direction characters, invisible ones (but for the
    joiners, which emoji and Persian need) and marks piled up without end. Line breaks of every kind become newlines.

    Args:
        text: Any text, from anywhere.
        lines: Keep line breaks, tabs and spaces. `False` is for titles, names and addresses: every run of white space
            becomes one space, and none is left at the ends.
        limit: The greatest length in characters, from 1; what is longer is cut with an ellipsis.
    """
    # All that a sequence or a break begins with is invisible: without such a character there is nothing to take out.
    if _INVISIBLE.search(text):
        if _SURROGATES.search(text):
            # Two halves that belong together become the character they mean, a lone half U+FFFD.
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
    """A run of symbols with no more than `_MARKS_IN_A_ROW` combining marks and joiners in a row."""
    kept, row = [], 0
    for char in run[0]:
        row = row + 1 if char in _JOINERS or unicodedata.category(char)[0] == "M" else 0
        if row <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters; a longer one ends in an ellipsis, after a whole word if it can."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    if text[limit - 1] != " " and space >= limit * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:-–—\n\t" + _JOINERS) + "…"


def fold(text: str) -> str:
    """The form in which texts are compared: lower case, plain Latin letters, ASCII quotation marks, dashes and spaces.

    Its length may differ from the text's. Folding twice gives the same as folding once.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION)).casefold()
    # Folding the case may bring composed letters back, and compatibility forms their own punctuation.
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS).translate(_PUNCTUATION)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text))


def is_cjk(text: str) -> bool:
    """Whether the text holds Han characters or kana, which are written without spaces between words (Korean is not)."""
    # The pattern is slow to compile, and most texts have no character so far up.
    return not text.isascii() and max(text) >= _FIRST_CJK and re.search(_CJK, text) is not None
