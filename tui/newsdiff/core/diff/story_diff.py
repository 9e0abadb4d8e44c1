"""What differs inside the matches of a story, worked out when it is asked for and kept."""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.match_marks import MatchMark, lone_mark, match_mark, sentence_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from newsdiff.core.alignment.rows import Row
    from newsdiff.core.diff.conflicts import Conflict, ConflictKind, SentenceFacts
    from newsdiff.core.diff.overview import Overview
    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.diff.word_diff import Counterpart, Difference
    from newsdiff.core.models import Alignment, Match, Paraphrase, Ref
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Tokenizer

    _Against = tuple[tuple[Ref, tuple[Paraphrase, ...], tuple[Conflict, ...]], ...]
    """Counterparts, the words of each that stand for others, and the details that differ."""

# What compares words, figures and quotations is imported for the first match: the story is on the screen before that.

HEADINGS: Final[Mapping[ConflictKind, str]] = {
    "figure": "figures differ",
    "date": "dates differ",
    "speaker": "speakers differ",
}
"""A reader's words for each kind. How often a mark turns out to be no difference, exports and README say."""


def by_heading(found: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    """Conflicts under a reader's words for their kind."""
    kinds: dict[str, list[Conflict]] = {}
    for one in found:
        kinds.setdefault(HEADINGS[one.kind], []).append(one)
    return kinds


def _sides(match: Match, conflict: Conflict) -> Iterator[tuple[Ref, Quantity, Quantity]]:
    """Either sentence of a match with its value and the one that this conflicts with; nothing of speakers."""
    if conflict.values:
        a, b = conflict.values
        yield match.a, a, b
        yield match.b, b, a


class Differences:
    """The differences inside one story's matches. Several threads may ask at once; at worst one is worked out twice."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self._spans: dict[tuple[Ref, _Against, tuple[Span, ...]], tuple[Difference, ...]] = {}
        self._conflicts: dict[tuple[Ref, Ref], tuple[Conflict, ...]] = {}
        """By match, from its two sentences alone."""
        self._details: dict[tuple[Ref, Ref], tuple[Conflict, ...]] = {}
        """By match, with what the rest of the story says for it."""
        self._facts: dict[tuple[Ref, str], SentenceFacts] = {}
        self._names: dict[tuple[int, str], frozenset[str]] = {}
        self._equal: dict[tuple[Ref, Ref, int], Quantity | None] = {}
        self._overviews: dict[frozenset[int], Overview] = {}
        self._tokenizers: dict[tuple[int, str], Tokenizer] = {}
        """By thread and language: no two threads may use one."""
        self._quotations: dict[int, tuple[tuple[Span, ...], ...]] = {}

    def with_alignment(self, alignment: Alignment) -> Differences:
        """The differences of the same story after the reader's word has changed a match.

        What was worked out for either serves both where it depends on the texts alone, and on their tokens where a
        language model has read them. Other articles begin anew.
        """
        made = Differences(alignment)
        if alignment.articles == self.alignment.articles:
            made._names, made._facts, made._quotations = self._names, self._facts, self._quotations
            made._equal = self._equal
            if alignment.tokens is self.alignment.tokens:
                made._spans, made._conflicts = self._spans, self._conflicts
        return made

    def warm(self) -> None:
        """Work out what drawing would have to wait for: the details of every linked match, the names of every article.

        It blocks: call it in the thread in which the story is compared.
        """
        for match in self.alignment.matches:
            if match.level:
                self.details(match)
                language = self._language((match,))
                for article in (match.a.article, match.b.article):
                    self._names_of(article, language)

    def details(self, match: Match) -> tuple[Conflict, ...]:
        """What the sentences of a match give otherwise: figures, dates, speakers. Nothing where the reader said so.

        Two dates do not conflict where one of the outlets gives both: the other one's stands in a sentence of it that
        matches as well, and they are of two events. On 63 labelled stories that is so of one mark in thirteen, which
        is wrong. Nor does one value conflict with two of an outlet: the surer pair is the one.
        """
        if match.details_rejected:
            return ()
        key = (match.a, match.b)
        if key not in self._details:
            self._details[key] = tuple(one for one in self._conflicts_of(match) if not self._is_of_another(match, one))
        return self._details[key]

    def _is_of_another(self, match: Match, conflict: Conflict) -> bool:
        """Whether the two values are rather of two things."""
        return (conflict.kind == "date" and self._gives_both(match, conflict)) or self._has_surer(match, conflict)

    def _has_surer(self, match: Match, conflict: Conflict) -> bool:
        """Whether a value of one side conflicts more surely with another value of the other side's outlet."""
        from newsdiff.core.diff.compare_quantities import comparable, relation

        return any(
            (one.certainty, other.score) > (conflict.certainty, match.score)
            and same.start == value.start
            and comparable(opposed, rival)
            and relation(opposed, rival) != "equal"
            for ref, value, opposed in _sides(match, conflict)
            for other in self._beside_match(match, ref)
            if not other.details_rejected
            for one in self._conflicts_of(other)
            for here, same, rival in _sides(other, one)
            if here == ref
        )

    def _beside_match(self, match: Match, ref: Ref) -> Iterator[Match]:
        """The other linked matches of a sentence of a match in the same outlet."""
        there = match.other(ref)
        for other in self.alignment.of(ref):
            if other.level and other.other(ref) != there and other.other(ref).article == there.article:
                yield other

    def _conflicts_of(self, match: Match) -> tuple[Conflict, ...]:
        from newsdiff.core.diff.conflicts import conflicts

        key = (match.a, match.b)
        if key not in self._conflicts:
            one, other = self._sentence_facts(match.a), self._sentence_facts(match.b)
            tokens = self.alignment.tokens.get(one.text), self.alignment.tokens.get(other.text)
            both = (tokens[0], tokens[1]) if tokens[0] is not None and tokens[1] is not None else None
            self._conflicts[key] = conflicts(one, other, both)
        return self._conflicts[key]

    def _gives_both(self, match: Match, conflict: Conflict) -> bool:
        """Whether the outlet of either sentence gives the value of the other one as well, in another match of that."""
        return any(
            self.equal_value(other, ref, value) is not None
            for ref, value, _ in _sides(match, conflict)
            for other in self._beside_match(match, ref)
        )

    def equal_value(self, match: Match, ref: Ref, value: Quantity) -> Quantity | None:
        """The value of a sentence's counterpart that is the same one as a value of the sentence, if it has it."""
        key = (ref, match.other(ref), value.start)
        if key not in self._equal:
            from newsdiff.core.diff.agreement import equal_value

            one, other = self.facts(ref), self.facts(match.other(ref))
            self._equal[key] = equal_value((one.words, value), (other.words, other.quantities))
        return self._equal[key]

    def overview(self, shown: Collection[int]) -> Overview:
        """The story at a glance as these outlets tell it."""
        from newsdiff.core.diff.story_overview import overview

        key = frozenset(shown)
        if key not in self._overviews:
            self._overviews[key] = overview(self, key)
        return self._overviews[key]

    def facts(self, ref: Ref) -> SentenceFacts:
        """A sentence taken apart, as it is to find its details."""
        return self._sentence_facts(ref)

    def _sentence_facts(self, ref: Ref, language: str = "") -> SentenceFacts:
        """A sentence taken apart, in a language where that of its article could not be told."""
        from newsdiff.core.diff.conflicts import sentence_facts

        language = self.alignment.articles[ref.article].language or language
        if (ref, language) not in self._facts:
            self._facts[ref, language] = sentence_facts(self._text(ref), language, self._tokenizer(language))
        return self._facts[ref, language]

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
        found = sentence_mark(self.match_mark(match) for match in self.matches(ref, shown, weaker=weaker))
        return lone_mark(self.alignment, ref.article, shown) if found is MatchMark.NONE else found

    def row_mark(self, row: Row, shown: Sequence[int]) -> MatchMark:
        """The mark of a row: the one that tells most of a difference among its sentences.

        What has no counterpart in the row may have one in another: that is not only here.
        """
        refs = set(row.refs)
        found = [(ref, match) for ref in refs for match in self.matches(ref, shown)]
        inside = {self.match_mark(match) for ref, match in found if match.other(ref) in refs}
        marks = inside or {self.match_mark(match) for _, match in found}
        for mark in (MatchMark.FIGURES, MatchMark.SIMILAR, MatchMark.SAME):
            if mark in marks:
                return mark
        lone = {lone_mark(self.alignment, ref.article, shown) for ref in refs}
        return MatchMark.NOT_COMPARED if lone == {MatchMark.NOT_COMPARED} else MatchMark.ONLY

    def contradictions(self, row: Row, ref: Ref) -> list[Match]:
        """The matches of a sentence with others that stand in a row in which a detail differs."""
        beside = set(row.own_refs)
        return [
            match
            for match in self.alignment.of(ref)
            if match.other(ref) in beside and self.match_mark(match) is MatchMark.FIGURES
        ]

    def spans(self, ref: Ref, shown: Sequence[int]) -> tuple[Difference, ...]:
        """What stands out in a sentence beside its matches in the shown outlets (`word_diff.differences`).

        A value that one of them contradicts stands out in every sentence that gives it, and so where the list of
        conflicts leads.
        """
        return self._beside(ref, tuple(self.matches(ref, shown)), self.overview(shown).sentence_spans.get(ref, ()))

    def match_spans(self, match: Match, ref: Ref, shown: Collection[int]) -> tuple[Difference, ...]:
        """What stands out in one sentence of a match, beside the other alone, and what a shown outlet contradicts."""
        return self._beside(ref, (match,), self.overview(shown).sentence_spans.get(ref, ()))

    def _beside(self, ref: Ref, matches: tuple[Match, ...], listed: tuple[Span, ...]) -> tuple[Difference, ...]:
        from newsdiff.core.diff.word_diff import differences

        key = ref, tuple((one.other(ref), one.why.paraphrases, self.details(one)) for one in matches), listed
        if key not in self._spans:
            language = self._language(matches)
            counterparts = [self._counterpart(match, ref, language) for match in matches]
            self._spans[key] = differences(self._sentence_facts(ref, language), counterparts, listed)
        return self._spans[key]

    def _language(self, matches: Sequence[Match]) -> str:
        """The language in which sentences that match are read: that of one of their articles that is known."""
        languages = (self.alignment.articles[one.article].language for match in matches for one in (match.a, match.b))
        return next((one for one in languages if one), "")

    def _counterpart(self, match: Match, ref: Ref, language: str) -> Counterpart:
        from newsdiff.core.diff.word_diff import Counterpart

        first, other = ref == match.a, match.other(ref)
        return Counterpart(
            self._sentence_facts(other, language),
            self._names_of(other.article, language),
            frozenset(one.a[0] if first else one.b[0] for one in match.why.paraphrases),
            tuple(one.a if first else one.b for one in self.details(match)),
        )

    def _names_of(self, article: int, language: str) -> frozenset[str]:
        """The keys of the names in an article: words with a capital that do not begin a sentence."""
        from newsdiff.core.text.tokenizer import LONGEST

        if (article, language) not in self._names:
            one = self.alignment.articles[article]
            tokenizer = self._tokenizer(one.language or language)
            later = (token for sentence in one.sentences for token in tokenizer.tokens(sentence.text[:LONGEST])[1:])
            self._names[article, language] = frozenset(token.key for token in later if token.capital and not token.stop)
        return self._names[article, language]

    def _tokenizer(self, language: str) -> Tokenizer:
        from newsdiff.core.text.tokenizer import Tokenizer

        key = get_ident(), language
        if key not in self._tokenizers:
            self._tokenizers[key] = Tokenizer(language)
        return self._tokenizers[key]

    def quotes(self, ref: Ref) -> bool:
        """The sentence quotes somebody."""
        from newsdiff.core.text.quotations import quotations

        if ref.article not in self._quotations:
            self._quotations[ref.article] = quotations(self.alignment.articles[ref.article])
        return bool(self._quotations[ref.article][ref.sentence])

    def _text(self, ref: Ref) -> str:
        return self.alignment.sentence(ref).text
