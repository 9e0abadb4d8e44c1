"""Which figures a revision of an article has changed."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from newsdiff.core.diff.conflicts import conflicts, sentence_facts
from newsdiff.core.text.sentences import split

MIN_SIMILARITY: Final = 60.0
"""Indel similarity (0..100) from which a new sentence is taken for the revision of an old one."""

_MAX_SENTENCES: Final = 60
"""Sentences of a text that are compared, from its beginning, where news is updated."""


def changed_figures(before: str, after: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """The figures that a revision has changed.

    Args:
        before: The text before the revision.
        after: The text after it.
        language: ISO 639-1 code of both.

    Returns:
        Each figure as it was and as it is, in the order of the new text, each pair once.
    """
    old = [sentence.text for sentence in split(before, language)[:_MAX_SENTENCES]]
    found: list[tuple[str, str]] = []
    for sentence in split(after, language)[:_MAX_SENTENCES]:
        new = sentence.text
        if new in old:
            continue
        best = process.extractOne(new, old, scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
        if best:
            pairs = conflicts(sentence_facts(best[0], language), sentence_facts(new, language))
            found += ((best[0][slice(*one.a)], new[slice(*one.b)]) for one in pairs if one.kind != "speaker")
    return tuple(dict.fromkeys(found))
