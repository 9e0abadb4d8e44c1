"""What two sentences that say the same give otherwise: a figure, a date, the speaker of a quotation.

A reader is told of each with a mark of its own, so that a claim must be right. Values are read with their types, all
that agrees or adds up is taken out, and a fitted model decides whether what is left is one quantity told in two ways.
One function decides for every view, export and message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsdiff.core.diff.agreement import candidates
from newsdiff.core.diff.conflict_features import SentencePair, by_words
from newsdiff.core.diff.conflict_weights import BY_VECTORS, BY_WORDS
from newsdiff.core.diff.quantities import quantities
from newsdiff.core.diff.quantity import DATES
from newsdiff.core.diff.sentence_words import SentenceWords
from newsdiff.core.diff.speakers import conflicting_speakers
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdiff.core.diff.conflict_features import ConflictModel
    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.models import SentenceTokens
    from newsdiff.core.text.quotations import Span

ConflictKind = Literal["figure", "date", "speaker"]


class Conflict(NamedTuple):
    """A detail that two sentences give otherwise: the words of either."""

    a: Span
    b: Span
    kind: ConflictKind
    certainty: float = 1.0
    """0..1, the model's estimate that the two conflict; 1 where rules decide."""
    values: tuple[Quantity, Quantity] | None = None
    """Both values as they were compared; None of speakers."""


@dataclass(frozen=True, slots=True, eq=False)
class SentenceFacts:
    """What a sentence says that may be checked against another."""

    text: str
    language: str
    words: SentenceWords
    quantities: tuple[Quantity, ...]


class Candidate(NamedTuple):
    """Two values that could conflict, with the features by which the model decides."""

    a: Quantity
    b: Quantity
    features: dict[str, float]


def sentence_facts(text: str, language: str = "en", tokenizer: Tokenizer | None = None) -> SentenceFacts:
    """Take a sentence apart.

    Args:
        text: The sentence.
        language: ISO 639-1 code.
        tokenizer: One of this language, for who takes many sentences apart.
    """
    text = text[:LONGEST]
    tokens = (tokenizer or Tokenizer(language)).tokens(text)
    return SentenceFacts(text, language, SentenceWords(text, tokens), quantities(text, tokens, language))


def compared_values(
    a: SentenceFacts, b: SentenceFacts, tokens: tuple[SentenceTokens, SentenceTokens] | None = None
) -> tuple[Candidate, ...]:
    """The values of two sentences that could conflict, with their features, in the order of the first sentence."""
    found = tuple(candidates((a.words, a.quantities), (b.words, b.quantities)))
    pair = SentencePair((a.words, tokens[0]), (b.words, tokens[1])) if tokens and found else None
    return tuple(
        Candidate(one, other, by_words(a.words, one, b.words, other) | (pair.features(one, other) if pair else {}))
        for one, other in found
    )


def conflicts(
    a: SentenceFacts, b: SentenceFacts, tokens: tuple[SentenceTokens, SentenceTokens] | None = None
) -> tuple[Conflict, ...]:
    """What two sentences on the same matter, in one language, give otherwise, in the order of the first.

    Args:
        a: The first sentence.
        b: The second sentence.
        tokens: The tokens of both as a language model reads them; without, the words alone decide.
    """
    model = BY_VECTORS if tokens else BY_WORDS
    found = [
        Conflict(
            one.a.span,
            one.b.span,
            "date" if one.a.kind in DATES else "figure",
            model.probability(one.features),
            (one.a, one.b),
        )
        for one in surest(compared_values(a, b, tokens), model)
    ]
    if a.language == b.language == "en" and (spans := conflicting_speakers(a.text, b.text)):
        found.append(Conflict(*spans, "speaker"))
    return tuple(sorted(found, key=lambda one: one[:2]))


def surest(some: Iterable[Candidate], model: ConflictModel) -> list[Candidate]:
    """Those that a model takes for conflicts, the surest first, so that no value is in two of them."""
    scored = [(model.probability(one.features), one) for one in some]
    scored = [pair for pair in scored if pair[0] >= model.threshold]
    chosen: list[Candidate] = []
    for _, one in sorted(scored, key=lambda pair: (-pair[0], pair[1].a.span, pair[1].b.span)):
        if all(one.a is not other.a and one.b is not other.b for other in chosen):
            chosen.append(one)
    return chosen
