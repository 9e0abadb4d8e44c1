"""Values that one outlet has changed: in a sentence that it wrote anew, or in a later headline of the same form."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.conflicts import conflicts, sentence_facts
from newsdiff.core.diff.hedges import with_hedge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.diff.conflicts import SentenceFacts
    from newsdiff.core.diff.quantity import Quantity

SAME_FORM: Final = 85.0
"""Indel similarity (0..100) of two sentences without their values from which they say the same of other values."""

_SUBJECT_WORDS: Final = 2
"""Words of what a value is of that are shown."""

_VERBS = """
    climb climbs climbed drop drops dropped fall falls fell grow grows grew hit hits increase increases increased jump
    jumps jumped pass passes passed raise raises raised reach reaches reached rise rises risen rose rising soar soars
    soared stand stands stood surge surges surged tops topped
"""
_CHANGES: Final = frozenset(_VERBS.split())
"""Verbs between what a value is of and the value."""


class ValueChange(NamedTuple):
    """A value as it was and as it is."""

    before: str
    """In the words of the sentence, with those that leave it open: "at least 50"."""
    after: str
    subject: str = ""
    """What it is of: "death toll"; "" where the sentence does not tell."""
    same_form: bool = True
    """Both sentences are the same but for their values. Otherwise a fitted model has decided."""


def value_changes(before: str, after: str, language: str = "en") -> tuple[ValueChange, ...]:
    """The values that differ between two sentences of one outlet, each once.

    Args:
        before: The earlier sentence.
        after: The later one.
        language: ISO 639-1 code of both.
    """
    old, new = sentence_facts(before, language), sentence_facts(after, language)
    found: dict[tuple[str, str], ValueChange] = {}
    pairs = [(*pair, True) for pair in _by_form(old, new)] or [
        (*one.values, False) for one in conflicts(old, new) if one.values is not None
    ]
    for a, b, same_form in pairs:
        change = ValueChange(_shown(old, a), _shown(new, b), subject(new, b) or subject(old, a), same_form)
        if change.before != change.after:
            found.setdefault((change.before, change.after), change)
    return tuple(found.values())


def subject(facts: SentenceFacts, value: Quantity) -> str:
    """What a value is of: the words right after it, or else those before it."""
    text, words = facts.text, [token for token in facts.words.tokens if not token.number]
    found: list[tuple[int, int]] = []
    end = value.end
    for token in words:
        if token.start < end:
            continue
        if token.stop or text[end : token.start].strip() or len(found) == _SUBJECT_WORDS:
            break
        found.append((token.start, token.end))
        end = token.end
    if not found:
        start, _ = with_hedge(text, *value.span, facts.language)
        for token in reversed([one for one in words if one.end <= start and not one.stop]):
            if text[token.start : token.end].casefold() in _CHANGES:
                continue
            if len(found) == _SUBJECT_WORDS or (found and text[token.end : found[0][0]].strip()):
                break
            found.insert(0, (token.start, token.end))
    shown = " ".join(text[first:last] for first, last in found)
    return shown[:1].lower() + shown[1:] if found and found[0][0] == 0 else shown


def _by_form(old: SentenceFacts, new: SentenceFacts) -> Iterator[tuple[Quantity, Quantity]]:
    """The values in which two sentences differ that are the same otherwise."""
    from rapidfuzz.fuzz import ratio

    if ratio(_form(old), _form(new)) < SAME_FORM:
        return
    by_kind: dict[str, tuple[list[Quantity], list[Quantity]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((old, new)):
        for value in sorted(facts.quantities, key=lambda one: one.span):
            by_kind[value.kind][side].append(value)
    for some, others in by_kind.values():
        if len(some) == len(others):
            for a, b in zip(some, others, strict=True):
                if comparable(a, b) and (
                    relation(a, b) != "equal" or (a.low, a.high, a.hedge) != (b.low, b.high, b.hedge)
                ):
                    yield a, b


def _form(facts: SentenceFacts) -> str:
    """A sentence with a sign in place of each value, in lower case."""
    text, at, parts = facts.text, 0, list[str]()
    for value in sorted(facts.quantities, key=lambda one: one.span):
        start, end = with_hedge(text, *value.span, facts.language)
        parts += [text[at : max(at, start)], "#"]
        at = max(at, end)
    return "".join([*parts, text[at:]]).lower()


def _shown(facts: SentenceFacts, value: Quantity) -> str:
    start, end = with_hedge(facts.text, *value.span, facts.language)
    shown = " ".join(facts.text[start:end].split())
    return shown[:1].lower() + shown[1:] if start == 0 and start < value.start else shown
