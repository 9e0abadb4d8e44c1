"""What two sentences that say the same disagree on: figures, dates, names, speakers, commitment, negation.

A reader is told of each with a mark of its own, so that a claim must be right: whatever could be two ways of saying one
thing is no disagreement, nor is what only one of the two says. All but figures and dates is read in English alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsdiff.core.diff.compare_quantities import DATES, conflicting_quantities
from newsdiff.core.diff.entities import differing_people, differing_places, people, places
from newsdiff.core.diff.quantities import figures
from newsdiff.core.diff.speakers import differing_speakers, speakers
from newsdiff.core.diff.stances import negated_conflict, opposed, stances
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.diff.entities import Person, PlaceName
    from newsdiff.core.diff.quantities import Quantity
    from newsdiff.core.diff.speakers import Speaker
    from newsdiff.core.diff.stances import StanceMention
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

Kind = Literal["figure", "date", "name", "speaker", "commitment", "negation"]


class Conflict(NamedTuple):
    """A detail that two sentences give otherwise: the words of either."""

    a: Span
    b: Span
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class SentenceFacts:
    """What a sentence says that may be checked against another."""

    text: str
    article: str
    """The text it stands in."""
    figures: tuple[Quantity, ...]
    tokens: tuple[Token, ...] = ()
    places: tuple[PlaceName, ...] = ()
    people: tuple[Person, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    stances: tuple[StanceMention, ...] = ()


def sentence_facts(text: str, article: str = "", language: str = "en") -> SentenceFacts:
    """Take a sentence apart.

    Args:
        text: The sentence.
        article: The text it stands in: what this names elsewhere is not what it calls otherwise here.
        language: ISO 639-1 code.
    """
    text = text[:LONGEST]
    if language != "en":
        return SentenceFacts(text, article, figures(text, language))
    return SentenceFacts(
        text,
        article,
        figures(text, language),
        Tokenizer(language).tokens(text),
        places(text),
        people(text),
        speakers(text),
        stances(text),
    )


def disagreements(a: SentenceFacts, b: SentenceFacts) -> tuple[Conflict, ...]:
    """What two sentences on the same matter, in one language, disagree on, in the order of the first."""
    return tuple(sorted(_disagreements(a, b)))


def _disagreements(a: SentenceFacts, b: SentenceFacts) -> Iterator[Conflict]:
    for one, other in conflicting_quantities(a.figures, b.figures):
        kind: Kind = "date" if one.kind in DATES else "figure"
        yield Conflict((one.start, one.end), (other.start, other.end), kind)
    known = (a.article, b.article)
    found: dict[Kind, tuple[Span, Span] | None] = {
        "name": differing_places(a.places, b.places, known) or differing_people(a.people, b.people, known),
        "speaker": differing_speakers(a.text, b.text, (a.speakers, b.speakers)),
        "commitment": opposed(a.stances, b.stances),
        "negation": negated_conflict(a.tokens, b.tokens),
    }
    for named, spans in found.items():
        if spans:
            yield Conflict(*spans, named)
