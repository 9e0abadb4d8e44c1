"""What a revision of an article has changed about its figures."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from newsdiff.core.diff.conflicts import conflicts, sentence_facts
from newsdiff.core.text.sentences import split

LIKE: Final = 60.0
"""Indel similarity (0..100) from which a sentence is taken for what became of another one."""

_MOST: Final = 60
"""Sentences that are looked at, from the beginning: news that changes changes at the top."""


def changed_figures(before: str, after: str, language: str = "en") -> tuple[tuple[str, str], ...]:
    """The figures that a text gives otherwise than it did, each as it was and as it is."""
    old = [sentence.text for sentence in split(before, language)[:_MOST]]
    found: list[tuple[str, str]] = []
    for sentence in split(after, language)[:_MOST]:
        new = sentence.text
        if new in old:
            continue
        best = process.extractOne(new, old, scorer=fuzz.ratio, score_cutoff=LIKE)
        if best:
            pairs = conflicts(sentence_facts(best[0], language), sentence_facts(new, language))
            found += ((best[0][slice(*one.a)], new[slice(*one.b)]) for one in pairs if one.kind != "speaker")
    return tuple(dict.fromkeys(found))
