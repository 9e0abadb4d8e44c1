"""Marks: what can be said of a sentence at a glance."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsdiff.core.models import Alignment, Match, Ref


REJECTED = "rejected by you"
"""The words for a match that the reader rejected."""


PROBABLE: Final = 0.25
"""A score below that of a link from which no match is sure, but one is not unlikely: on labelled stories 191 of 425
sentences whose best score in an outlet lies there have a counterpart in it, and 619 of 7,226 whose best is lower."""


class Absence(Enum):
    """Why an outlet has nothing in a row."""

    NONE = auto()
    """No match was found in it."""
    REJECTED = auto()
    """The reader rejected the match."""
    ELSEWHERE = auto()
    """What it says stands in another row."""
    NOT_COMPARED = auto()


class MatchMark(Enum):
    """What a sentence is to the other outlets, as a sign, an ASCII sign and the reader's word for it."""

    SAME = ("=", "=", "same")
    SIMILAR = ("≈", "%", "similar")
    FIGURES = ("#", "#", "details differ")
    WEAKER = ("~", "~", "weaker match")
    NONE = ("·", ".", "no match found")
    ONLY = ("+", "+", "only here")
    NOT_COMPARED = ("?", "?", "not compared")
    UNKNOWN = (" ", " ", "not looked for yet")

    def __init__(self, sign: str, ascii_sign: str, words: str) -> None:
        self.sign, self.ascii_sign, self.words = sign, ascii_sign, words


def percent(match: Match) -> int:
    """A score for a reader, 0 to 99: a text can make a match likely, but not certain. Only what is nothing is 0."""
    return min(99, max(1, round(match.score * 100))) if match.score > 0 else 0


def decision(match: Match) -> str:
    """What the reader decided about a match, in words; "" where they decided nothing.

    A decision does not say by which key it was made. A link between sentences that scored nothing can only be by hand.
    """
    if match.by != "reader":
        return ""
    if match.rejected:
        return REJECTED
    return "accepted by you" if match.score > 0 else "linked by you"


def match_mark(match: Match, *, details_differ: bool = False) -> MatchMark:
    """The mark of one match; a detail that differs outranks how alike the words are."""
    if match.level is None:
        return MatchMark.WEAKER
    if details_differ:
        return MatchMark.FIGURES
    return MatchMark.SAME if match.level == "same" else MatchMark.SIMILAR


def sentence_mark(marks: Iterable[MatchMark]) -> MatchMark:
    """The mark of a sentence from those of its matches: details that differ first, then the surest; `NONE` for none."""
    found = set(marks)
    for mark in (MatchMark.FIGURES, MatchMark.SAME, MatchMark.SIMILAR, MatchMark.WEAKER):
        if mark in found:
            return mark
    return MatchMark.NONE


def lone_mark(alignment: Alignment, article: int, others: Iterable[int]) -> MatchMark:
    """The mark of a sentence without a match in any of the others: only here, unless none of them was compared."""
    others = [other for other in others if other != article]
    compared = any(alignment.is_compared(article, other) for other in others)
    return MatchMark.ONLY if compared or not others else MatchMark.NOT_COMPARED


def empty_mark(alignment: Alignment, article: int, present: Iterable[int]) -> MatchMark:
    """The mark of an article that has nothing in a row: no match found, unless it was compared with none that has."""
    found = any(alignment.is_compared(article, other) for other in present)
    return MatchMark.NONE if found else MatchMark.NOT_COMPARED


def absence(alignment: Alignment, article: int, refs: Collection[Ref]) -> Absence:
    """Why an article has nothing in a row.

    Args:
        alignment: The story.
        article: The article.
        refs: What the row has of others.
    """
    if empty_mark(alignment, article, {ref.article for ref in refs}) is MatchMark.NOT_COMPARED:
        return Absence.NOT_COMPARED
    found = [match for ref in refs for match in alignment.of(ref) if match.other(ref).article == article]
    if any(match.level for match in found):
        return Absence.ELSEWHERE
    return Absence.REJECTED if any(match.rejected for match in found) else Absence.NONE


def probable_match(alignment: Alignment, article: int, refs: Collection[Ref]) -> Match | None:
    """The best match too weak to link that an article has for what a row has of others, if it is not unlikely.

    Args:
        alignment: The story.
        article: An article that has nothing in the row.
        refs: What the row has of others.
    """
    found = (match for ref in refs for match in alignment.counterparts(ref, article, weaker=True))
    best = max(found, key=lambda match: match.score, default=None)
    return best if best is not None and best.score >= PROBABLE else None


def matched(alignment: Alignment, article: int, others: Collection[int]) -> tuple[int, int]:
    """How many sentences of an article have a linked match in one of the others, and how many it has; no headings."""
    total = count = 0
    for ref in alignment.refs():
        if ref.article == article and not alignment.sentence(ref).heading:
            total += 1
            count += linked(alignment, ref, others)
    return count, total


def linked(alignment: Alignment, ref: Ref, others: Collection[int]) -> bool:
    """Whether a sentence has a linked match in one of the others."""
    return any(match.level and match.other(ref).article in others for match in alignment.of(ref))
