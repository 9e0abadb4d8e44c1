"""What differs inside the matches of a story, worked out when it is asked for and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from newsdiff.core.diff.match_marks import MatchMark, match_mark, sentence_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.conflicts import Conflict, ConflictKind, SentenceFacts
    from newsdiff.core.diff.word_diff import WordDiff
    from newsdiff.core.models import Alignment, Match, Paraphrase, Ref
    from newsdiff.core.text.quotations import Span

# What compares words, figures and quotations is imported for the first match: the story is on the screen before that.

LIKE_ENOUGH = 0.25
"""Share of common words (0..1) under which sentences are not compared word by word: nearly all would stand out."""


HEADINGS: Final[Mapping[ConflictKind, str]] = {
    "figure": "figures to compare",
    "date": "dates to compare",
    "speaker": "speakers to compare",
}
"""A reader's words for each kind. They promise no more than was measured: one in six is no difference after all."""


class Difference(NamedTuple):
    """Characters of a sentence that its counterparts lack (`word`) or give otherwise (`figure`: any detail)."""

    start: int
    end: int
    kind: Literal["word", "figure"]


def by_heading(found: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    """Conflicts under a reader's words for their kind."""
    kinds: dict[str, list[Conflict]] = {}
    for one in found:
        kinds.setdefault(HEADINGS[one.kind], []).append(one)
    return kinds


class Differences:
    """The differences inside one story's matches. Several threads may ask at once; at worst one is worked out twice."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._words: dict[tuple[Ref, Ref, tuple[Paraphrase, ...]], WordDiff] = {}
        self._details: dict[tuple[Ref, Ref], tuple[Conflict, ...]] = {}
        self._facts: dict[Ref, SentenceFacts] = {}
        self._quotations: dict[int, tuple[tuple[Span, ...], ...]] = {}

    def with_alignment(self, alignment: Alignment) -> Differences:
        """The differences of the same story after the reader's word has changed a match.

        What was worked out for either serves both, since it depends on the texts alone, and on their tokens where a
        language model has read them. Other articles begin anew.
        """
        made = Differences(alignment)
        if alignment.articles == self.alignment.articles:
            made._words, made._facts, made._quotations = self._words, self._facts, self._quotations
            if alignment.tokens is self.alignment.tokens:
                made._details = self._details
        return made

    def words(self, match: Match) -> WordDiff:
        """The words that differ in a match."""
        from newsdiff.core.diff.word_diff import diff

        key = (match.a, match.b, match.why.paraphrases)
        if key not in self._words:
            language = self.alignment.articles[match.a.article].language
            self._words[key] = diff(self._text(match.a), self._text(match.b), language, match.why.paraphrases)
        return self._words[key]

    def details(self, match: Match) -> tuple[Conflict, ...]:
        """What the sentences of a match give otherwise: figures, dates, speakers. Nothing where the reader said so."""
        from newsdiff.core.diff.conflicts import conflicts

        if match.details_rejected:
            return ()
        key = (match.a, match.b)
        if key not in self._details:
            one, other = self._sentence_facts(match.a), self._sentence_facts(match.b)
            tokens = self.alignment.tokens.get(one.text), self.alignment.tokens.get(other.text)
            both = (tokens[0], tokens[1]) if tokens[0] is not None and tokens[1] is not None else None
            self._details[key] = conflicts(one, other, both)
        return self._details[key]

    def _sentence_facts(self, ref: Ref) -> SentenceFacts:
        from newsdiff.core.diff.conflicts import sentence_facts

        if ref not in self._facts:
            self._facts[ref] = sentence_facts(self._text(ref), self.alignment.articles[ref.article].language)
        return self._facts[ref]

    def matches(self, ref: Ref, shown: Sequence[int], *, weaker: bool = False) -> list[Match]:
        """The matches of a sentence in the shown outlets, best first; with `weaker`, also those too weak to link."""
        return [
            match
            for match in self.alignment.of(ref)
            if match.other(ref).article in shown and (match.level or (weaker and not match.rejected))
        ]

    def match_mark(self, match: Match) -> MatchMark:
        """The mark of one match."""
        return match_mark(match, details_differ=bool(match.level and self.details(match)))

    def mark(self, ref: Ref, shown: Sequence[int], *, weaker: bool = False) -> MatchMark:
        """The mark of a sentence among the shown outlets."""
        return sentence_mark(self.match_mark(match) for match in self.matches(ref, shown, weaker=weaker))

    def row_mark(self, row: Row, shown: Sequence[int]) -> MatchMark:
        """The mark of a row: the one that tells most of a difference among its sentences."""
        refs = set(row.refs)
        marks = {
            self.match_mark(match) for ref in refs for match in self.matches(ref, shown) if match.other(ref) in refs
        }
        for mark in (MatchMark.FIGURES, MatchMark.SIMILAR, MatchMark.SAME):
            if mark in marks:
                return mark
        return MatchMark.ONLY

    def spans(self, ref: Ref, shown: Sequence[int]) -> tuple[Difference, ...]:
        """What stands out in a sentence: words that no counterpart has, and details that one disagrees with."""
        matches = self.matches(ref, shown)
        found = [Difference(start, end, "word") for start, end in self._words_of_none(ref, matches)]
        for match in matches:
            for one in self.details(match):
                start, end = one.a if ref == match.a else one.b
                found.append(Difference(start, end, "figure"))
        return tuple(found)

    def match_spans(self, match: Match, ref: Ref) -> tuple[Difference, ...]:
        """What stands out in one sentence of a match, against the other alone."""
        words = self._sides(match, ref) if self.words(match).ratio >= LIKE_ENOUGH else ()
        found = [Difference(start, end, "word") for start, end in words]
        for one in self.details(match):
            start, end = one.a if ref == match.a else one.b
            found.append(Difference(start, end, "figure"))
        return tuple(found)

    def quotes(self, ref: Ref) -> bool:
        """The sentence quotes somebody."""
        from newsdiff.core.text.quotations import quotations

        if ref.article not in self._quotations:
            self._quotations[ref.article] = quotations(self.alignment.articles[ref.article])
        return bool(self._quotations[ref.article][ref.sentence])

    def _words_of_none(self, ref: Ref, matches: Sequence[Match]) -> list[tuple[int, int]]:
        close = [match for match in matches if self.words(match).ratio >= LIKE_ENOUGH]
        if not close:
            return []
        spans, *others = (self._sides(match, ref) for match in close)
        common = list(spans)
        for other in others:
            common = [
                (max(start, first), min(end, last))
                for start, end in common
                for first, last in other
                if max(start, first) < min(end, last)
            ]
        return common

    def _sides(self, match: Match, ref: Ref) -> tuple[tuple[int, int], ...]:
        return self.words(match).a if ref == match.a else self.words(match).b

    def _text(self, ref: Ref) -> str:
        return self.alignment.sentence(ref).text
