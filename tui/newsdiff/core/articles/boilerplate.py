"""Removes boilerplate: the lines around and between those of an article that belong to the page.

Only whole lines are removed, and only those that cannot be anything else: a sentence of prose stays, whatever it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.articles.boilerplate_rules import (
    is_boilerplate,
    is_continuation,
    is_copyright,
    is_list_heading,
    is_notice,
    is_row_of_buttons,
    is_teaser,
)
from newsdiff.core.articles.bylines import is_byline, is_credit, is_sign_off
from newsdiff.core.models import Removed
from newsdiff.core.text.dates import is_date_line
from newsdiff.core.text.normalize import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

# The reasons for removing a line: words for the user, and values in JSON.
BOILERPLATE: Final = "page furniture"
"""It belongs to the page and not to the article."""
REPEATED: Final = "repeats an earlier line"
NOTICED: Final = "republication notice"
BYLINE: Final = "byline"
CREDIT: Final = "photo credit"
DATED: Final = "date line"

_LONGEST: Final = 300
"""Characters of the longest line that may be boilerplate."""
_LONG: Final = 100
_LONG_SENTENCE: Final = 40
_LONG_CJK: Final = 30
"""Characters from which a line is prose: any line, one that ends like a sentence, and one in Chinese or Japanese."""
_TOP: Final = 3
"""Bylines and date lines are expected before this line of prose, and after the last."""
_SHORTEST_REPEATED: Final = 25
_SHORTEST_REPEATED_CJK: Final = 10
_SHORTEST_REST: Final = 60

_LONGEST_CONTINUATION: Final = 25
"""Words at the end of the last line that may lead to the rest of the article."""
_WORD: Final = re.compile(r"\S+")
_BEFORE_CONTINUATION: Final = (".", "!", "?", "…", "。", "]", ")", '"', "”", "»", "’", "→", "|", ":")

_MARK: Final = re.compile(r"\A(?:#{1,6}|[-*+•]) ")
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_BRACKETS: Final = re.compile(r"\s*[()\[\]]\s*")
_PARTS: Final = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+")
_LEADING_DATE: Final = re.compile(r"(?:(?:date|published|posted):? )?\d{4}-\d\d-\d\d(?:t\S+)? ?[-|:]? ?")
_PERMITTED: Final = re.compile(r"permission|[Rr]e-?published|[Rr]eprinted|[Ll]icen[cs]e|[Cc]reative [Cc]ommons")
_FIRST_SENTENCE: Final = r".{20,250}?[\w\"”’)]{2}\.(?=\s+[^\W\d_a-z]|\s+[\"“‘'])"
_SENTENCE_ENDS: Final = (".", '."', ".'", "。")
_PROSE_ENDS: Final = (*_SENTENCE_ENDS, "!", "?")
_BUTTONS_FOLLOW: Final = (".", "!", "?", "…", "。", '."', '!"', '?"', ".”", "!”", "?”", ".’", "»", ".)")


def remove_boilerplate(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Removed, ...]]:
    """Remove boilerplate and repeated lines from an article.

    Args:
        lines: Its paragraphs, headings with their mark ("## ") and list items with theirs ("- "); none is empty.

    Returns:
        The lines that are left, and those that were removed, each with the reason; both in order.
    """
    kept: list[str] = []
    removed: list[Removed] = []
    seen: set[str] = set()
    prose = [i for i, line in enumerate(lines) if _is_prose(line)]
    top, bottom = prose[:_TOP][-1] if len(prose) >= _TOP else len(lines), prose[-1] if prose else len(lines)
    listed = False
    for i, whole in enumerate(lines):
        notice, line = _without_notice(_MARK.sub("", whole))
        if notice:
            removed.append(Removed(notice, NOTICED))
        folded = fold(line)
        reason = REPEATED if folded in seen else _reason(line, folded, outer=i <= top or i > bottom)
        listed = i > bottom and (listed or is_list_heading(_core(folded)))
        if listed and not reason and not folded.endswith(_PROSE_ENDS):
            reason = BOILERPLATE
        if reason:
            removed.append(Removed(line, reason))
        else:
            kept.append(line if notice else whole)
        if len(folded) >= (_SHORTEST_REPEATED_CJK if is_cjk(folded) else _SHORTEST_REPEATED):
            seen.add(folded)
    if kept:
        kept[-1], continuation = _without_continuation(kept[-1])
        removed += [Removed(continuation, BOILERPLATE)] if continuation else []
    return tuple(kept), tuple(removed)


def _without_continuation(line: str) -> tuple[str, str]:
    """The last line without what leads to the rest of the article ("… said. Read more »") or its buttons ("Share").

    Returns:
        The line, and what it is without, or "".
    """
    words = list(_WORD.finditer(line))
    for word in words[-_LONGEST_CONTINUATION:]:
        before, tail = line[: word.start()].rstrip(), line[word.start() :]
        first = next((letter for letter in tail if letter.isalnum()), "")
        # In a sentence, such words are part of it: "She wants to read more."
        apart = first != first.lower() or before.endswith(_BEFORE_CONTINUATION) or is_cjk(first)
        core = _core(fold(tail))
        if before and apart and (is_continuation(core) or _are_buttons(before, tail, core)):
            return before, tail
    return line, ""


def _are_buttons(before: str, tail: str, core: str) -> bool:
    """Whether buttons stand behind the last sentence of a line; "X" may be the end of a name ("Mr. X")."""
    ended = before.endswith(_BUTTONS_FOLLOW) and not fold(tail).endswith(_PROSE_ENDS)
    return ended and core != "x" and is_row_of_buttons(core)


def _is_prose(line: str) -> bool:
    """Whether a line is probably a paragraph of the article, and not a label."""
    if len(line) >= (_LONG_CJK if is_cjk(line) else _LONG):
        return True
    folded = fold(line)
    return len(line) >= _LONG_SENTENCE and folded.endswith(_PROSE_ENDS) and not _reason(line, folded, outer=False)


def _reason(line: str, folded: str, *, outer: bool) -> str:
    """Why a line is boilerplate; "" if it is not.

    Args:
        line: The line.
        folded: The line, folded.
        outer: It is near the beginning or the end of the page, where bylines and dates are.
    """
    if not _core(folded):
        return BOILERPLATE
    if is_credit(line):
        return CREDIT
    if len(line) > _LONGEST:
        return ""
    if _is_notice(folded, outer=outer):
        return NOTICED
    if is_sign_off(line) or (outer and is_byline(line)):
        return BYLINE
    if is_date_line(line, announced=not outer):
        return DATED
    return BOILERPLATE if _is_page(folded) else ""


def _is_page(folded: str) -> bool:
    """Whether a folded line is one or more labels, buttons or appeals of the page."""
    core = _core(folded)
    if is_copyright(folded) or is_boilerplate(core):
        return True
    parts = [_core(part) for part in _PARTS.split(folded)]
    if len(parts) > 1 and all(is_boilerplate(part) for part in parts if part):
        return True
    return not folded.endswith(_SENTENCE_ENDS) and is_teaser(core)


def _core(folded: str) -> str:
    """A folded line without brackets and without the symbols at its ends ("» Read more »")."""
    return _EDGES.sub("", _BRACKETS.sub(" ", folded))


def _is_notice(folded: str, *, outer: bool) -> bool:
    """Whether a folded line says that the article was first published elsewhere."""
    core = _EDGES.sub("", _LEADING_DATE.sub("", folded, count=1))
    # "The story first appeared in …" may be about another story.
    sure = _PERMITTED.search(core) or (outer and not core.startswith("the "))
    return bool(sure) and is_notice(core)


def _without_notice(line: str) -> tuple[str, str]:
    """The republication notice at the beginning of a paragraph, or "", and the rest of the paragraph."""
    first = re.match(_FIRST_SENTENCE, line) if _PERMITTED.search(line[:_LONGEST]) else None
    if not first or len(line) - first.end() < _SHORTEST_REST:
        return "", line
    folded = fold(first[0])
    if _is_notice(folded, outer=False):
        return first[0], line[first.end() :].lstrip()
    return "", line
