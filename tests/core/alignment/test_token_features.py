from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.alignment import embeddings, token_features
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.embeddings import TokenStates, TokenVectors, texts, token_states
from newsdiff.core.alignment.token_features import TokenSimilarity
from newsdiff.core.alignment.tokenized_article import tokenize_article
from newsdiff.core.alignment.vocabulary import build_vocabulary
from newsdiff.core.models import Paraphrase, Ref
from newsdiff.core.text.tokenizer import Tokenizer
from support.article_builders import article

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.models import Article

SIZE = 24
ONE = article("Tide", ["The ferry hit rocks.", "Nobody died.", "Schools stay closed.", "Rain is forecast."])
OTHER = article("Gull", ["A boat ran aground.", "There were no deaths.", "Trains run late.", "It was cold.", "Sun."])
THIRD = article("Gale", ["", "A ship met a reef.", "The opera opens."])
ALIKE = [{"ferry", "boat", "ship"}, {"hit", "ran", "met"}, {"rocks", "aground", "reef"}, {"died", "deaths"}]
"""Words that the pretended model reads as the same."""


def read(sentences: Sequence[str], seed: int = 1) -> dict[str, TokenVectors]:
    """The tokens of sentences as a pretended model reads them: one a word, with a direction of its own each meaning."""
    found = {}
    for text in sentences:
        vectors, spans = [], []
        for token in Tokenizer("en").tokens(text):
            word = text[token.start : token.end].lower()
            meaning = next((str(number) for number, words in enumerate(ALIKE) if word in words), word)
            chance = np.random.default_rng([seed, *meaning.encode()])
            vectors.append(chance.normal(size=SIZE) + 0.3)
            spans.append((token.start, token.end))
        made = np.array(vectors, float).reshape(-1, SIZE)
        made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6)
        found[text] = TokenVectors(made.astype(np.float16), np.array(spans, np.int32).reshape(-1, 2))
    return found


def states(articles: Sequence[Article]) -> tuple[dict[int, TokenStates], Vocabulary]:
    tokenizer = Tokenizer("en")
    told = {place: tokenize_article(one, tokenizer) for place, one in enumerate(articles)}
    story = build_vocabulary(told.values(), "en")
    found = token_states(told, story, read(texts(articles)))
    assert found is not None
    return found, story


def plainly(found: Mapping[int, TokenStates], story: Vocabulary) -> dict[tuple[int, int], dict[str, np.ndarray]]:
    """The features by their definition, sentence by sentence and token by token."""
    raw: dict[tuple[int, int], dict[str, np.ndarray]] = {}
    for a, b in combinations(found, 2):
        shape = (found[a].sentences, found[b].sentences)
        raw[a, b] = {name: np.zeros(shape) for name in ("less", "more", "mean", "pooled", "names", "plain")}
        for i, j in np.ndindex(*shape):
            one, other = (found[a].rows == i, a), (found[b].rows == j, b)
            for kind, name in (("all", "mean"), ("names", "names"), ("plain", "plain")):
                covers = [covered(found, story, *both, kind) for both in ((one, other), (other, one))]
                raw[a, b][name][i, j] = sum(covers) / 2
                if kind == "all":
                    raw[a, b]["less"][i, j], raw[a, b]["more"][i, j] = min(covers), max(covers)
            means = [pooled(found, story, *side) for side in (one, other)]
            raw[a, b]["pooled"][i, j] = means[0] @ means[1]
    for name in ("less", "more", "mean", "pooled", "names", "plain"):
        every = np.concatenate([values[name].ravel() for values in raw.values()])
        for values in raw.values():
            values[name] = (values[name] - every.mean()) / max(every.std(), 1e-6)
    return raw


def weights(found: Mapping[int, TokenStates], story: Vocabulary, place: int, kind: str) -> np.ndarray:
    words = found[place].words
    name = story.content[words] & ~story.plain[words]
    counted = {"all": np.ones(len(words), bool), "names": name, "plain": story.plain[words]}[kind]
    return np.where(counted & (words >= 0), story.weights[words], 0)


def covered(
    found: Mapping[int, TokenStates],
    story: Vocabulary,
    one: tuple[np.ndarray, int],
    other: tuple[np.ndarray, int],
    kind: str,
) -> float:
    mine, theirs = found[one[1]].vectors[one[0]], found[other[1]].vectors[other[0]]
    heavy = weights(found, story, one[1], kind)[one[0]]
    if not len(theirs) or not heavy.sum():
        return 0.0
    return float(sum(w * max(x @ y for y in theirs) for w, x in zip(heavy, mine, strict=True)) / heavy.sum())


def pooled(found: Mapping[int, TokenStates], story: Vocabulary, chosen: np.ndarray, place: int) -> np.ndarray:
    total = weights(found, story, place, "all")[chosen] @ found[place].vectors[chosen]
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6))


def features(similarity: TokenSimilarity, a: int, b: int, others: Sequence[int] = ()) -> dict[str, np.ndarray]:
    return dict(similarity.features(a, b, others))


@pytest.mark.parametrize("cells", [1, 40, 10**6])
def test_the_features_are_what_they_are_defined_to_be(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    monkeypatch.setattr(token_features, "_CELLS", cells)
    found, story = states([ONE, OTHER, THIRD])
    similarity, expected = TokenSimilarity(found, story), plainly(found, story)
    for (a, b), values in expected.items():
        told = features(similarity, a, b)
        for name, feature in (("less", "min_coverage"), ("more", "max_coverage"), ("pooled", "pooled")):
            assert told[feature] == pytest.approx(values[name], abs=2e-3)
        for name in ("names", "plain"):
            assert told[f"covered_{name}"] == pytest.approx(values[name], abs=2e-3)
        assert (told["size"] == np.float32(math.log(100))).all()
        assert "bridge_coverage" not in told
    through = features(similarity, 0, 1, [2])["bridge_coverage"]
    there, back = expected[0, 2]["mean"], expected[1, 2]["mean"].T
    assert through[0, 0] == pytest.approx(min(there[0].max(), back[there[0].argmax(), 0]), abs=0.3)
    assert through[0, 0] > np.median(through)


def test_the_order_of_the_articles_changes_nothing() -> None:
    one, other = (TokenSimilarity(*states(articles)) for articles in ([ONE, OTHER], [OTHER, ONE]))
    for name, values in features(one, 0, 1).items():
        assert values == pytest.approx(features(other, 0, 1)[name].T, abs=1e-4)


def test_a_token_weighs_what_the_word_weighs_that_it_starts_in() -> None:
    told = article("A", ["Ferries, ferryboats."])
    pieces = TokenVectors(
        np.eye(5, 8, dtype=np.float16), np.array([(0, 4), (4, 7), (7, 8), (9, 14), (14, 19)], np.int32)
    )
    tokenizer = Tokenizer("en")
    both = {0: tokenize_article(told, tokenizer), 1: tokenize_article(THIRD, tokenizer)}
    story = build_vocabulary(both.values(), "en")
    found = token_states(both, story, read(texts([THIRD])) | {"Ferries, ferryboats.": wide(pieces)})
    assert found is not None
    ferries, boats = (story.numbers[token.key] for token in both[0].tokens[0])
    assert found[0].words.tolist() == [ferries, ferries, -1, boats, boats]
    assert found[0].starts.tolist() == [0, 0, -1, 9, 9]


def wide(tokens: TokenVectors) -> TokenVectors:
    return TokenVectors(np.pad(tokens.vectors, ((0, 0), (0, SIZE - tokens.vectors.shape[1]))), tokens.spans)


def test_the_mean_of_the_story_is_taken_away() -> None:
    found, _ = states([ONE, OTHER, THIRD])
    every = np.concatenate([one.vectors for one in found.values()])
    assert np.linalg.norm(every, axis=1) == pytest.approx(1, abs=1e-4)
    raw = np.concatenate([one.vectors for one in read(texts([ONE, OTHER, THIRD])).values()]).astype(float)
    assert np.linalg.norm(every.mean(axis=0)) < np.linalg.norm(raw.mean(axis=0)) / 2


def test_tokens_bring_sentences_together_that_share_no_word() -> None:
    both = [ONE, OTHER]
    by_words, by_model = align(both, min_score=0), align(both, min_score=0, vectors=read(texts(both)))

    def score(matches: object, place: int) -> float:
        found = matches.of(Ref(0, place)) if hasattr(matches, "of") else ()
        return max((match.score for match in found if match.b == Ref(1, place)), default=0.0)

    assert score(by_model, 0) > 5 * score(by_words, 0)
    assert score(by_model, 1) > score(by_words, 1)
    (match,) = [match for match in by_model.matches if (match.a, match.b) == (Ref(0, 0), Ref(1, 0))]
    assert [one.written for one in match.why.paraphrases] == ["ferry/boat", "hit/ran", "rocks/aground"]
    assert match.why.paraphrases[0] == Paraphrase((4, 9), (2, 6), "ferry/boat")


def test_a_sentence_without_vectors_leaves_the_story_to_its_words() -> None:
    some = read(texts([ONE, OTHER]))
    del some[OTHER.sentences[3].text]
    assert align([ONE, OTHER], min_score=0, vectors=some) == align([ONE, OTHER], min_score=0)
    assert align([ONE, OTHER], min_score=0, vectors={}) == align([ONE, OTHER], min_score=0)


def test_a_story_that_is_too_long_for_tokens_is_left_to_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = read(texts([ONE, OTHER]))
    counts = [sum(len(vectors[text].spans) for text in texts([one])) for one in (ONE, OTHER)]
    by_words = align([ONE, OTHER], min_score=0)
    monkeypatch.setattr(embeddings, "_MAX_CELLS", counts[0] * counts[1])
    assert align([ONE, OTHER], min_score=0, vectors=vectors) != by_words
    monkeypatch.setattr(embeddings, "_MAX_CELLS", counts[0] * counts[1] - 1)
    assert align([ONE, OTHER], min_score=0, vectors=vectors) == by_words


def test_tokens_that_are_all_alike_tell_nothing_and_break_nothing() -> None:
    alike = {
        text: TokenVectors(np.ones((len(one.spans), SIZE), np.float16), one.spans)
        for text, one in read(texts([ONE, OTHER])).items()
    }
    assert all(0 < match.score <= 1 for match in align([ONE, OTHER], min_score=0, vectors=alike).matches)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.sampled_from(["", "Rain fell.", "A ferry.", "?", "Nobody died."]), min_size=1), min_size=2, max_size=3))  # fmt: skip
def test_any_articles_score_within_range(stories: list[list[str]]) -> None:
    articles = [article(f"Outlet {number}", told) for number, told in enumerate(stories)]
    found = align(articles, min_score=0, vectors=read(texts(articles)))
    assert all(0 < match.score <= 1 for match in found.matches)
