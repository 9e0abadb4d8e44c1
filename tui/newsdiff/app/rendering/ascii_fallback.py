"""Signs: whether a terminal can show more than ASCII, and how our own ornaments are spelt where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BARE = frozenset(("C", "POSIX"))
# What PEP 538 may put into LC_CTYPE by itself where the reader's locale is one of those.
_COERCED = frozenset(("C.UTF-8", "C.utf8", "UTF-8"))

_SPELT = str.maketrans({"·": "|", "…": "...", "“": '"', "”": '"', "›": ">", "▸": ">"})


def wants_ascii(encoding: str, environ: Mapping[str, str]) -> bool:
    """Whether a terminal is to get ASCII signs only.

    Python writes UTF-8 under the locales C and POSIX too (PEP 538 and 540), whatever the terminal has, so the reader's
    own LC_ALL, LC_CTYPE and LANG are asked, in this order, as POSIX has it. Where none is set, the encoding counts.

    Args:
        encoding: What the terminal's stream is encoded in, by its name in Python.
        environ: The environment of the process.
    """
    if not encoding.lower().replace("_", "-").startswith("utf"):
        return True
    everything, kind, general = (environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if not everything and kind in _COERCED and general in _BARE:
        kind = ""
    return (everything or kind or general) in _BARE


def to_ascii(words: str) -> str:
    """Words of ours, with their ornaments in ASCII."""
    return words.translate(_SPELT)
