"""A story at a glance: how much its outlets share, reword, or have alone, and every detail that differs, once."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.conflict_list import (
    ConflictPair,
    GivenValue,
    ListedConflict,
    ValuePlace,
    list_conflicts,
)
from newsdiff.core.diff.headlines import headline_conflicts
from newsdiff.core.diff.match_marks import MatchMark, lone_mark
from newsdiff.core.diff.overview import HEADLINE, Overview
from newsdiff.core.diff.value_words import ValueWords, value_words
from newsdiff.core.disjoint_sets import DisjointSets
from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from newsdiff.core.diff.conflicts import Conflict, SentenceFacts
    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.story_diff import Differences
    from newsdiff.core.models import Match
    from newsdiff.core.text.quotations import Span

_TWO = 2


def overview(differences: Differences, shown: Collection[int]) -> Overview:
    """Sum up a story.

    Args:
        differences: Of the story.
        shown: The outlets that are compared, in any order.
    """
    shown = frozenset(shown)
    matches = [
        match
        for match in differences.alignment.matches
        if match.level and match.a.article in shown and match.b.article in shown
    ]
    statements = _statements(matches)
    marks = [_statement_mark(differences, some) for some in statements]
    pairs = [*_of_sentences(differences, matches), *_of_headlines(differences, shown)]
    spans: dict[int, list[Span]] = {}
    for one in (side for pair in pairs for side in (pair.a, pair.b)):
        if one.place.sentence == HEADLINE:
            spans.setdefault(one.place.article, []).append((one.place.start, one.place.start + one.length))
    listed = list_conflicts(pairs, _equal(differences, matches, pairs))
    told_by_all = [found for some in statements if (found := _matching_all(some, shown))]
    return Overview(
        len(shown),
        len(told_by_all),
        marks.count(MatchMark.SAME),
        marks.count(MatchMark.SIMILAR),
        marks.count(MatchMark.FIGURES),
        _only(differences, matches, shown),
        not any(shown.issuperset(pair) for pair in differences.alignment.not_compared),
        len(shown) < _TWO or any(differences.alignment.is_compared(*pair) for pair in combinations(sorted(shown), 2)),
        listed,
        {article: tuple(some) for article, some in spans.items()},
        _sentence_spans(listed),
        frozenset().union(*told_by_all),
    )


def _sentence_spans(listed: Iterable[ListedConflict]) -> dict[Ref, tuple[Span, ...]]:
    found: dict[Ref, tuple[Span, ...]] = {}
    for place in sorted({place for one in listed for place in one.places if place.sentence != HEADLINE}):
        ref = Ref(place.article, place.sentence)
        found[ref] = (*found.get(ref, ()), (place.start, place.end))
    return found


def _statements(matches: Collection[Match]) -> list[list[Match]]:
    """The matches of each statement.

    The sentences of every two outlets pair off, the best match first and each sentence once; one that is left over
    belongs to what it matches best. A further match between two statements does not make one of them.
    """
    statements: DisjointSets[Ref] = DisjointSets()
    taken: set[tuple[Ref, int]] = set()
    later: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.score, match.a, match.b)):
        ends = {(match.a, match.b.article), (match.b, match.a.article)}
        if taken & ends:
            later.append(match)
        else:
            taken |= ends
            statements.join(match.a, match.b)
    for match in later:
        ends = {(match.a, match.b.article), (match.b, match.a.article)}
        if not ends <= taken:
            taken |= ends
            statements.join(match.a, match.b)
    found: dict[Ref, list[Match]] = defaultdict(list)
    for match in matches:
        if statements.root(match.a) == statements.root(match.b):
            found[statements.root(match.a)].append(match)
    return list(found.values())


def _matching_all(matches: Iterable[Match], shown: Collection[int]) -> set[Ref]:
    """The sentences of a statement that match one of every other outlet themselves.

    That two sentences match a third one does not yet make them say the same.
    """
    told: dict[Ref, set[int]] = defaultdict(set)
    for match in matches:
        told[match.a].add(match.b.article)
        told[match.b].add(match.a.article)
    return {ref for ref, articles in told.items() if len(articles) == len(shown) - 1}


def _statement_mark(differences: Differences, matches: Iterable[Match]) -> MatchMark:
    """The mark of a statement: that of its match that tells most of a difference."""
    marks = {differences.match_mark(match) for match in matches}
    return next(mark for mark in (MatchMark.FIGURES, MatchMark.SIMILAR, MatchMark.SAME) if mark in marks)


def _only(differences: Differences, matches: Iterable[Match], shown: Collection[int]) -> int:
    """How many sentences match none of another outlet that theirs was compared with."""
    alignment = differences.alignment
    linked = {ref for match in matches for ref in (match.a, match.b)}
    return sum(
        not sentence.heading and Ref(article, number) not in linked
        for article in shown
        if len(shown) > 1 and lone_mark(alignment, article, shown) is MatchMark.ONLY
        for number, sentence in enumerate(alignment.articles[article].sentences)
    )


def _of_sentences(differences: Differences, matches: Iterable[Match]) -> Iterator[ConflictPair]:
    for match in matches:
        for one in differences.details(match):
            a, b = one.values or (None, None)
            yield ConflictPair(
                _given(match.a, differences.facts(match.a), a or one.a),
                _given(match.b, differences.facts(match.b), b or one.b),
                match.score * one.certainty,
            )


def _of_headlines(differences: Differences, shown: Collection[int]) -> Iterator[ConflictPair]:
    for found in headline_conflicts(differences.alignment.articles, shown):
        one: Conflict = found.conflict
        a, b = one.values or (None, None)
        first, second = found.facts
        yield ConflictPair(
            _given(Ref(found.a, HEADLINE), first, a or one.a),
            _given(Ref(found.b, HEADLINE), second, b or one.b),
            one.certainty,
        )


def _equal(
    differences: Differences, matches: Iterable[Match], pairs: Iterable[ConflictPair]
) -> Iterator[tuple[GivenValue, GivenValue]]:
    """Who says a value of a conflict too: sentences that match, directly or through one another, and have it.

    Who leaves the opposite value possible ("at least three" where another has four) takes no side.
    """
    of: dict[Ref, list[Match]] = defaultdict(list)
    for match in matches:
        if not match.details_rejected:
            of[match.a].append(match)
            of[match.b].append(match)
    given: dict[tuple[Ref, int], GivenValue] = {}
    # Ten outlets make hundreds of pairs of the same few values: against each of them, a place is left once.
    seen: dict[tuple[object, ...], set[ValuePlace]] = defaultdict(set)
    for pair in pairs:
        for one, opposed in ((pair.a, pair.b.value), (pair.b, pair.a.value)):
            if opposed is None:
                continue
            against = seen[_amount(opposed)]
            left = [] if one.place in against else [one]
            against.add(one.place)
            while left:
                here = left.pop()
                ref = Ref(here.place.article, here.place.sentence)
                for match in of.get(ref, ()):
                    found = _told(differences, match, ref, here, opposed, given)
                    if found is None:
                        continue
                    if found.place not in against:
                        against.add(found.place)
                        left.append(found)
                    yield here, found


def _amount(value: Quantity) -> tuple[object, ...]:
    """All of a value that `comparable` and `relation` ask for."""
    return value.kind, value.low, value.high, value.grain, value.unit, value.scale, value.hedge


def _told(
    differences: Differences,
    match: Match,
    ref: Ref,
    here: GivenValue,
    opposed: Quantity,
    given: dict[tuple[Ref, int], GivenValue],
) -> GivenValue | None:
    """A value of a sentence in its counterpart, where that stands against the opposed one as well.

    `given` holds those that were found before, by their places.
    """
    value = differences.equal_value(match, ref, here.value) if here.value else None
    if value is None or not comparable(value, opposed) or relation(value, opposed) != "conflict":
        return None
    other = match.other(ref)
    if (other, value.start) not in given:
        given[other, value.start] = _given(other, differences.facts(other), value)
    return given[other, value.start]


def _given(ref: Ref, facts: SentenceFacts, told: Quantity | Span) -> GivenValue:
    """A value of a sentence or a headline; the words of a speaker."""
    if isinstance(told, tuple):
        start, end = told
        return GivenValue(ValuePlace(*ref, start), end - start, ValueWords(facts.text[start:end]))
    return GivenValue(ValuePlace(*ref, told.start), told.end - told.start, value_words(facts, told), told)
