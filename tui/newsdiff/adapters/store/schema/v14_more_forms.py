"""What migrations 14 and 15 change: more words and numbers are found in every spelling.

What is published here never changes; the forms are made by `core.library.search_text`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsdiff.adapters.store.schema.v8_folded_index import fold_index

if TYPE_CHECKING:
    import sqlite3

_POINTS = "\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
_MARKS_KANA_NUMBERS = re.compile(f"[{_POINTS}\uff66-\uff9f]|[0-9][,.'’ \u00a0\u2009\u202f][0-9]{{3}}")
_WIDE = re.compile("[\uff01-\uff5e]")


def index_marks_and_numbers(connection: sqlite3.Connection) -> None:
    """Words with vowel points, half-width kana and numbers in groups of digits have other forms since version 14."""
    fold_index(connection, _MARKS_KANA_NUMBERS)


def index_wide_letters(connection: sqlite3.Connection) -> None:
    """Letters and digits as wide as Chinese characters have other forms since version 15."""
    fold_index(connection, _WIDE)
