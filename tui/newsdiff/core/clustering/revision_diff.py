"""What an outlet has changed: the figures in an article and its headline, or else what it says that is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from newsdiff.core.diff.value_changes import value_changes
from newsdiff.core.library.revisions import says_something
from newsdiff.core.text.sentences import split

if TYPE_CHECKING:
    from newsdiff.core.diff.value_changes import ValueChange

MIN_SIMILARITY: Final = 60.0
"""Indel similarity (0..100) from which a new sentence is taken for the revision of an old one."""

_MAX_SENTENCES: Final = 60
"""Sentences of a text that are compared, from its beginning, where news is updated."""


def changed_values(before: str, after: str, language: str = "en") -> tuple[ValueChange, ...]:
    """The values that a revision has changed.

    Args:
        before: The text before the revision.
        after: The text after it.
        language: ISO 639-1 code of both.

    Returns:
        Each value as it was and as it is, in the order of the new text, each pair once.
    """
    old = _sentences(before, language)
    found: dict[tuple[str, str], ValueChange] = {}
    for new in _sentences(after, language):
        if new in old:
            continue
        best = process.extractOne(new, old, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
        for change in value_changes(best[0], new, language) if best else ():
            found.setdefault((change.before, change.after), change)
    return tuple(found.values())


def new_sentence(before: str, after: str, language: str = "en") -> str:
    """The first sentence of a revision that was not in the text before; "" where it only leaves some out.

    Buttons and counters are none.
    """
    old = {" ".join(one.split()) for one in _sentences(before, language)}
    added = (one for one in _sentences(after, language) if " ".join(one.split()) not in old)
    return next(filter(says_something, added), "")


def _sentences(text: str, language: str) -> list[str]:
    return [sentence.text for sentence in split(text, language)[:_MAX_SENTENCES]]
