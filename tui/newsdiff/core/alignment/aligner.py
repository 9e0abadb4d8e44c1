"""Which sentences of a story's articles say the same.

Features: rarity-weighted shared words, order, quotations, position (see `features`), and token similarity with an
encoder (see `token_features`). A logistic model turns them into a probability.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from newsdiff.core.alignment.classifier import linked, score, top_matches
from newsdiff.core.alignment.embeddings import token_states
from newsdiff.core.alignment.evidence_finder import EvidenceFinder
from newsdiff.core.alignment.features import Bridge, features, shared
from newsdiff.core.alignment.repeats import Repeats, identical
from newsdiff.core.alignment.term_vectors import term_matrix
from newsdiff.core.alignment.token_features import TokenSimilarity
from newsdiff.core.alignment.tokenized_article import tokenize_article
from newsdiff.core.alignment.vocabulary import build_vocabulary
from newsdiff.core.alignment.weights import FITTED
from newsdiff.core.models import Alignment, Match, Ref
from newsdiff.core.text.same_words import same_words
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.embeddings import TokenVectors
    from newsdiff.core.alignment.term_vectors import TermMatrix
    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.models import Article, Level

    Array = NDArray[np.float32]

WEAK = 0.1
"""Minimum score of a weak match, one that is not linked but shown on demand."""

MAX_WEAK = 5
"""Maximum weak matches kept per sentence and other article. If all sentences consist of the same few words, nearly
every pair is one."""

_MAX_HELD = 2 * 10**7
"""Above this many sentence pairs (40 MB), bridge features via third articles are skipped."""

_NOTHING = 0.002
"""Scores below this are set to 0."""


def align(
    articles: Sequence[Article],
    *,
    min_score: float | None = None,
    vectors: Mapping[str, TokenVectors] | None = None,
) -> Alignment:
    """The matches between the articles of one story.

    Args:
        articles: Articles on one event. Two that are known to be in different languages are not compared
            (`Alignment.not_compared`).
        min_score: Keep every pair with a higher score (0..1), even if it is not linked; linked pairs are always kept.
            By default the pairs above `WEAK` are kept, the best `MAX_WEAK` of each sentence in each other article.
        vectors: The token embeddings of each sentence (see `embeddings.texts`). Articles with a sentence that has none
            are compared by their words alone, and so are those that are too long together.
    """
    matches: list[Match] = []
    for story in _stories(articles, vectors):
        matches += _settled(story, min_score)
    matches.sort(key=lambda match: (match.a, match.b))
    return Alignment(tuple(articles), tuple(matches), vectors or {})


def _settled(story: _Story, min_score: float | None) -> list[Match]:
    """The matches of a story, in which an article that matches none of the others has no say in how they match.

    How rare a word is, is counted over all sentences, so that any article would change the scores of the others.
    """
    found = [match for a, b in story.pairs() for match in story.matches(a, b, min_score)]
    linked = {ref.article for match in found if match.level for ref in (match.a, match.b)}
    if not linked or linked == set(story.tokenized):
        return found
    apart = [match for match in found if not {match.a.article, match.b.article} <= linked]
    return apart + _settled(story.of(linked), min_score)


def _stories(articles: Sequence[Article], vectors: Mapping[str, TokenVectors] | None) -> Iterator[_Story]:
    """The articles of each language, with those of unknown language."""
    for language in sorted({article.language for article in articles}):
        members = [place for place, article in enumerate(articles) if article.language in {language, ""}]
        # Articles of unknown language are compared within each language, and with one another.
        if len(members) > 1:
            tokenizer = Tokenizer(language)
            tokenized = {place: tokenize_article(articles[place], tokenizer) for place in members}
            yield _Story(articles, language, tokenized, vectors)


class _Story:
    """The articles that are compared with one another, in one language."""

    def __init__(
        self,
        articles: Sequence[Article],
        language: str,
        tokenized: dict[int, TokenizedArticle],
        vectors: Mapping[str, TokenVectors] | None,
    ) -> None:
        self.articles = articles
        self.language = language
        self.tokenized = tokenized
        self.vocabulary: Vocabulary = build_vocabulary(tokenized.values(), language)
        self.terms: dict[int, TermMatrix] = {
            place: term_matrix(words, self.vocabulary) for place, words in tokenized.items()
        }
        self._vectors = vectors
        self._states = token_states(tokenized, self.vocabulary, vectors)
        self.tokens = TokenSimilarity(self._states, self.vocabulary) if self._states else None
        self._evidence = EvidenceFinder(self.vocabulary, tokenized, self._states)
        self._shared: dict[tuple[int, int], Array] = {}

    def of(self, places: Collection[int]) -> _Story:
        """Some of its articles as a story of their own."""
        kept = {place: words for place, words in self.tokenized.items() if place in places}
        return _Story(self.articles, self.language, kept, self._vectors)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The positions of every two articles, the earlier first; each pair in one language only."""
        for a, b in combinations(sorted(self.tokenized), 2):
            if self.language in {self.articles[a].language, self.articles[b].language}:
                yield a, b

    def matches(self, a: int, b: int, min_score: float | None) -> Iterator[Match]:
        """The matches of two articles; they depend on these two, the vocabulary and the third articles."""
        # Imported lazily: numpy takes 0.1 s.
        import numpy as np

        left, right = self.terms[a], self.terms[b]
        others = self._others(a, b)
        paths = [Bridge(self._alike(a, place), self._alike(place, b)) for place in others]
        by_model = self.tokens.features(a, b, others) if self.tokens else ()
        found = chain(features(self.vocabulary, left, right, paths), by_model)
        fitted = FITTED[("story" if others else "pair") + (" with model" if self.tokens else "")]
        # Rounded to 4 decimals: finer than the data supports, and identical on every machine.
        scores = np.round(score(found, (len(left.order), len(right.order)), fitted), 4)
        scores[~((left.lengths[:, None] > 0) & (right.lengths > 0)) | (scores < _NOTHING)] = 0
        words, theirs = self.tokenized[a], self.tokenized[b]
        keys = [[tuple(word.key for word in one) for one in side.tokens] for side in (words, theirs)]
        repeats = Repeats(*keys)
        in_order = repeats.in_order() if repeats else np.ones(scores.shape, bool)
        links = linked(np.where(in_order, scores, np.float32(0)), fitted, repeats)
        # However much else is like it: where all sentences are of one form, no score is far above the others.
        links |= identical(*keys) & in_order & (scores >= fitted.link)
        weak = ~links & (scores > (WEAK if min_score is None else min_score))
        if min_score is None:
            weak &= in_order
        kept = links | (top_matches(scores, weak, MAX_WEAK) if min_score is None else weak)
        places = zip(*(found.tolist() for found in np.nonzero(kept)), strict=True)
        for row, other in places:
            value = round(float(scores[row, other]), 4)
            level: Level | None = None
            if links[row, other]:
                same = value >= fitted.same or same_words(words.texts[row], theirs.texts[other])
                level = "same" if same else "similar"
            evidence = self._evidence.evidence(Ref(a, row), Ref(b, other), weak=value <= WEAK)
            yield Match(Ref(a, words.places[row]), Ref(b, theirs.places[other]), value, level, evidence)

    def _others(self, a: int, b: int) -> list[int]:
        """Articles usable as a bridge between two others."""
        sizes = {place: len(term_matrix.order) for place, term_matrix in self.terms.items()}
        # The similarities of every two articles are in memory at once.
        if sum(sizes.values()) ** 2 > _MAX_HELD:
            return []
        return [place for place in self.terms if place not in {a, b} and sizes[place]]

    def _alike(self, a: int, b: int) -> Array:
        if a > b:
            return self._alike(b, a).T
        if (a, b) not in self._shared:
            self._shared[a, b] = shared(self.vocabulary, self.terms[a], self.terms[b])
        return self._shared[a, b]
