"""The story at a glance: how much is shared, reworded, or only in one outlet, and every conflict once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsdiff.app.compare.conflict_list import (
    HEADLINE,
    ConflictPair,
    ListedConflict,
    ValuePlace,
    list_conflicts,
    topic,
    value_text,
)
from newsdiff.app.compare.filters import Filter
from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.core.diff.headlines import headline_conflicts
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.diff.quantity import DATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.story_diff import Differences


_TELL_THEMSELVES = DATES | {"money"}
"""Kinds of values that need no word beside them: the one that stands there says where, or who."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the shown outlets have in common, and what not."""

    shared: int = 0
    """Rows that say the same."""
    reworded: int = 0
    only: int = 0
    """Sentences that only one outlet has."""
    conflicts: tuple[ListedConflict, ...] = ()
    """Most certain first; those of the headlines are among them."""
    headline_spans: Mapping[int, tuple[StyledSpan, ...]] = field(default_factory=dict)
    """By article, what another headline gives otherwise."""
    matched: bool = True
    """Some sentence matches one of another outlet."""


def overview(every: Sequence[Row], differences: Differences, shown: Sequence[int]) -> Overview:
    """Sum up a story.

    Args:
        every: All its rows.
        differences: Of the story.
        shown: The outlets whose rows they are.
    """
    marks = [differences.row_mark(row, shown) for row in every if not row.heading and not row.alone]
    pairs = [*_of_sentences(differences, shown), *_of_headlines(differences, shown)]
    spans: dict[int, list[StyledSpan]] = {}
    for pair in pairs:
        for place, length in ((pair.a, pair.a_length), (pair.b, pair.b_length)):
            if place.sentence == HEADLINE:
                spans.setdefault(place.article, []).append(StyledSpan(place.start, place.start + length, "figure"))
    return Overview(
        marks.count(MatchMark.SAME),
        marks.count(MatchMark.SIMILAR),
        sum(Filter.ONLY.keeps(row, differences, shown) for row in every),
        list_conflicts(pairs),
        {article: tuple(some) for article, some in spans.items()},
        bool(marks),
    )


def _of_sentences(differences: Differences, shown: Sequence[int]) -> Iterator[ConflictPair]:
    sentence = differences.alignment.sentence
    for match in differences.alignment.matches:
        if not match.level or match.a.article not in shown or match.b.article not in shown:
            continue
        for one in differences.details(match):
            yield _pair(
                ValuePlace(*match.a, one.a[0]),
                (sentence(match.a).text, one.a),
                ValuePlace(*match.b, one.b[0]),
                (sentence(match.b).text, one.b),
                match.score * one.certainty,
                match.why.words,
                one.values,
            )


def _of_headlines(differences: Differences, shown: Sequence[int]) -> Iterator[ConflictPair]:
    articles = differences.alignment.articles
    for found in headline_conflicts(articles, shown):
        one = found.conflict
        yield _pair(
            ValuePlace(found.a, HEADLINE, one.a[0]),
            (articles[found.a].title, one.a),
            ValuePlace(found.b, HEADLINE, one.b[0]),
            (articles[found.b].title, one.b),
            one.certainty,
            (),
            one.values,
        )


def _pair(
    a: ValuePlace,
    first: tuple[str, tuple[int, int]],
    b: ValuePlace,
    second: tuple[str, tuple[int, int]],
    certainty: float,
    words: Iterable[str],
    values: tuple[Quantity, Quantity] | None,
) -> ConflictPair:
    (text, span), (other, other_span) = first, second
    shown, other_shown = text[slice(*span)], other[slice(*other_span)]
    of = ""
    if values is None or values[0].kind not in _TELL_THEMSELVES:
        of = topic(text, *span, words) if values else ""
        if not of:
            shown, other_shown = value_text(text, *span), value_text(other, *other_span)
    return ConflictPair(
        a, shown, span[1] - span[0], b, other_shown, other_span[1] - other_span[0], certainty, of, values
    )
