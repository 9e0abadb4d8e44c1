"""Recognises boilerplate by the patterns of `boilerplate_patterns`.

Lines are looked up by their first word, so that prose takes almost no time and few patterns are compiled: compiling all
of them would take longer than reading an article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from newsdiff.core.articles.boilerplate_patterns import (
    BETWEEN_BUTTONS,
    BUTTONS,
    CONTINUATIONS,
    ENGLISH,
    LABELS,
    LISTS,
    LOOSE,
    NOTICE,
    NOTICE_STEMS,
    OTHERS,
)

_COPYRIGHT = (
    r"(?:©|\(c\) ?(?=\d)|copyright (?:©|\(c\)|(?:19|20)\d\d)).{0,250}|.{0,80}\ball rights reserved\b.{0,120}"
    r"|#\w+(?:[\s,]+#\w+)+"
)
_COUNTED = (
    r"\d+ ?-? ?min(?:ute)?(?:s|n|\.)? (?:read|listen|watch|video|lesezeit)|\d+ (?:comments?|shares?|kommentare)"
    r"|lecture \d+ min\w*"
)
_LONGEST_TEASER: Final = 200
_TEASER: Final = re.compile(r"([^:>|»：]{2,30}?) ?[:>|»：] ?\S")
_WORDS: Final = re.compile(r"[\w-]+")


def _indexed(*tables: str) -> dict[str, list[str]]:
    """First word of a line -> patterns for the rest of it, from some tables."""
    index: dict[str, list[str]] = defaultdict(list)
    for line in "".join(tables).splitlines():
        words, _, rest = line.partition(":")
        for word in words.split():
            index[word].append(rest.strip())
    return dict(index)


def _listed(phrases: str) -> frozenset[str]:
    """The phrases of a list, separated by "|" or line breaks."""
    return frozenset(phrases.replace("\n    ", "|").strip("|\n").split("|"))


_CONTINUATIONS: Final = _indexed(CONTINUATIONS)
_SURE: Final = _indexed(CONTINUATIONS, ENGLISH, OTHERS)
_OPEN: Final = _indexed(LOOSE)
_HEADINGS: Final = _indexed(LISTS)
_LABELS: Final = _listed(LABELS)
_STEMS: Final = _listed(NOTICE_STEMS)
_BUTTONS: Final = frozenset(BUTTONS.split())
_IN_BUTTONS: Final = _BUTTONS | frozenset(BETWEEN_BUTTONS.split())


def is_boilerplate(core: str) -> bool:
    """Whether a line is a label, a button or an appeal of the page.

    Args:
        core: A folded line without the symbols at its ends.
    """
    core = core.removeprefix("please ")
    if core[:1].isdecimal() or core.startswith("lecture "):
        return re.fullmatch(_COUNTED, core) is not None
    return is_row_of_buttons(core) or _matches(_SURE, core)


def is_row_of_buttons(core: str) -> bool:
    """Whether a line, given as to `is_boilerplate`, has only the words of buttons ("Share", "Print this article")."""
    words = set(_WORDS.findall(core))
    return bool(words & _BUTTONS and words <= _IN_BUTTONS)


def is_continuation(core: str) -> bool:
    """Whether a line, given as to `is_boilerplate`, leads from an excerpt to the rest of its article."""
    return _matches(_CONTINUATIONS, core)


def is_teaser(core: str) -> bool:
    """Whether a line, given as to `is_boilerplate`, may be a link to another article ("Read more: …")."""
    found = _TEASER.match(core)
    return bool(found and found[1] in _LABELS and len(core) <= _LONGEST_TEASER) or _matches(_OPEN, core)


def is_list_heading(core: str) -> bool:
    """Whether a line, given as to `is_boilerplate`, is the heading of a list of other articles."""
    return _matches(_HEADINGS, core)


def is_copyright(folded: str) -> bool:
    """Whether a folded line is a copyright notice, or has hashtags only."""
    near = folded.startswith(("©", "(c)", "copyright", "#")) or "all rights reserved" in folded
    return near and re.fullmatch(_COPYRIGHT, folded) is not None


def is_notice(core: str) -> bool:
    """Whether a line, given as to `is_boilerplate`, says that the article was first published elsewhere."""
    return any(stem in core for stem in _STEMS) and _notice().fullmatch(core) is not None


def _matches(index: dict[str, list[str]], core: str) -> bool:
    """Whether a line matches a table."""
    first, _, rest = core.partition(" ")
    patterns = index.get(first.rstrip(":,;.!-"))
    # `re` caches compiled patterns.
    return patterns is not None and re.fullmatch("|".join(patterns), rest.strip()) is not None


@cache
def _notice() -> re.Pattern[str]:
    """The notices of all languages as one pattern. Compiling it is slow: only for a page that may have one."""
    lines = re.sub(r"\n {8}", "", NOTICE).split("\n")
    return re.compile("|".join(line.strip() for line in lines if line.strip()))
