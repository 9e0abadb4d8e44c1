"""What two sentences that say the same disagree on: figures, dates, names, speakers, commitment, negation.

A reader is told of each with a mark of its own, so that a claim must be right: whatever could be two ways of saying one
thing is no disagreement, nor is what only one of the two says. All but figures and dates is read in English alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsdiff.core.diff.compare_quantities import DATES, differing
from newsdiff.core.diff.entities import differing_people, differing_places, people, places
from newsdiff.core.diff.quantities import figures
from newsdiff.core.diff.speakers import differing_speakers, speakers
from newsdiff.core.diff.stances import opposed, stances, turned
from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.diff.entities import Person, Place
    from newsdiff.core.diff.quantities import Figure
    from newsdiff.core.diff.speakers import Speaker
    from newsdiff.core.diff.stances import Told
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

Kind = Literal["figure", "date", "name", "speaker", "commitment", "negation"]


class Disagreement(NamedTuple):
    """A detail that two sentences give otherwise: the words of either."""

    a: Span
    b: Span
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What a sentence says that may be checked against another."""

    text: str
    article: str
    """The text it stands in."""
    figures: tuple[Figure, ...]
    tokens: tuple[Token, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    stances: tuple[Told, ...] = ()


def statement(text: str, article: str = "", language: str = "en") -> Statement:
    """Take a sentence apart.

    Args:
        text: The sentence.
        article: The text it stands in: what this names elsewhere is not what it calls otherwise here.
        language: ISO 639-1 code.
    """
    text = text[:LONGEST]
    if language != "en":
        return Statement(text, article, figures(text, language))
    return Statement(
        text,
        article,
        figures(text, language),
        Tokenizer(language).tokens(text),
        places(text),
        people(text),
        speakers(text),
        stances(text),
    )


def disagreements(a: Statement, b: Statement) -> tuple[Disagreement, ...]:
    """What two sentences on the same matter, in one language, disagree on, in the order of the first."""
    return tuple(sorted(_disagreements(a, b)))


def _disagreements(a: Statement, b: Statement) -> Iterator[Disagreement]:
    for one, other in differing(a.figures, b.figures):
        kind: Kind = "date" if one.kind in DATES else "figure"
        yield Disagreement((one.start, one.end), (other.start, other.end), kind)
    known = (a.article, b.article)
    found: dict[Kind, tuple[Span, Span] | None] = {
        "name": differing_places(a.places, b.places, known) or differing_people(a.people, b.people, known),
        "speaker": differing_speakers(a.text, b.text, (a.speakers, b.speakers)),
        "commitment": opposed(a.stances, b.stances),
        "negation": turned(a.tokens, b.tokens),
    }
    for named, spans in found.items():
        if spans:
            yield Disagreement(*spans, named)
