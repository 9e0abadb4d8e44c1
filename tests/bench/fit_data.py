"""The features of labelled stories, worked out once: what the weights of the alignment are fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from newsdiff.core.alignment.embeddings import token_states
from newsdiff.core.alignment.features import Bridge, features, shared
from newsdiff.core.alignment.term_vectors import term_matrix
from newsdiff.core.alignment.token_features import TokenSimilarity
from newsdiff.core.alignment.tokenized_article import tokenize_article
from newsdiff.core.alignment.vocabulary import build_vocabulary
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bench.labelled import Gold, Labelled
    from newsdiff.core.alignment.embeddings import TokenVectors
    from newsdiff.core.models import Article

    Array = NDArray[np.float64]
    Features = dict[str, NDArray[np.float32]]

MODES: Final = ("pair", "story", "pair with model", "story with model")
"""The sets of weights: for two articles alone, or where a third tells of the same; by words, or with a model too."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two articles: the features of their sentence pairs, and which of these are right."""

    story: int
    features: Features
    gold: Gold
    inputs: Array
    """The features of the pairs that are not disputed, one a row."""
    labels: Array


def modes(stories: Sequence[Labelled], vectors: Mapping[str, TokenVectors] | None) -> Iterator[tuple[str, list[Pair]]]:
    """The labelled pairs of articles for each set of weights; without vectors, for those by words alone.

    Two articles alone are compared as if there were no third one: their rare words and standard scores are their own.
    """
    for mode in MODES:
        by_model = "with model" in mode
        if vectors or not by_model:
            yield mode, list(_pairs(stories, vectors if by_model else None, alone=mode.startswith("pair")))


def _pairs(stories: Sequence[Labelled], vectors: Mapping[str, TokenVectors] | None, *, alone: bool) -> Iterator[Pair]:
    for number, story in enumerate(stories):
        whole = {} if alone else _features(story.articles, vectors)
        for gold in story.gold:
            two = (story.articles[gold.a], story.articles[gold.b])
            found = _features(two, vectors)[0, 1] if alone else whole[gold.a, gold.b]
            kept = ~gold.disputed
            inputs = np.stack([values[kept] for values in found.values()], axis=1).astype(float)
            yield Pair(number, found, gold, inputs, gold.right[kept].astype(float))


def _features(
    articles: Sequence[Article], vectors: Mapping[str, TokenVectors] | None
) -> dict[tuple[int, int], Features]:
    """The features of every two articles of a story, as `align` works them out."""
    tokenizer = Tokenizer("en")
    read = {place: tokenize_article(article, tokenizer) for place, article in enumerate(articles)}
    known = build_vocabulary(read.values(), "en")
    terms = [term_matrix(one, known) for one in read.values()]
    states = token_states(read, known, vectors)
    tokens = TokenSimilarity(states, known) if states else None
    found = {}
    for a in range(len(articles)):
        for b in range(a + 1, len(articles)):
            others = [place for place in range(len(articles)) if place not in {a, b}]
            bridges = [Bridge(shared(known, terms[a], terms[o]), shared(known, terms[o], terms[b])) for o in others]
            by_model = tokens.features(a, b, others) if tokens else ()
            found[a, b] = dict(chain(features(known, terms[a], terms[b], bridges), by_model))
    return found
