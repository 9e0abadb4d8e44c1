"""The features by which it is decided whether two values are of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from newsdiff.core.diff.conflict_features import ConflictModel
from newsdiff.core.diff.conflict_weights import BY_VECTORS, BY_WORDS, CROSS_VALIDATED
from newsdiff.core.diff.conflicts import Candidate, compared_values, conflicts, sentence_facts, surest
from newsdiff.core.diff.quantity import Quantity
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Vectors(NamedTuple):
    vectors: NDArray[np.float16]
    spans: NDArray[np.int32]


def vectors(text: str, meanings: dict[str, int]) -> Vectors:
    """A vector of its own for each word, but the same for words of one meaning."""
    tokens = Tokenizer("en").tokens(text)
    rows = np.zeros((len(tokens), 64), np.float16)
    for row, token in zip(rows, tokens, strict=True):
        word = text[token.start : token.end].lower()
        row[meanings.get(word, 20 + sum(map(ord, word)) % 44)] = 1
    return Vectors(rows, np.array([(token.start, token.end) for token in tokens], np.int32).reshape(-1, 2))


def features(a: str, b: str) -> dict[str, float]:
    (one,) = compared_values(sentence_facts(a), sentence_facts(b))
    return one.features


def test_the_features_by_words_tell_how_far_values_lie_apart_and_what_stands_by_both() -> None:
    found = features("The fire destroyed 50 wooden boats.", "A blaze destroyed 100 wooden boats.")
    assert found == {"ratio": pytest.approx(np.log(2)), "beside": 2.0, "unrelated": 0.0}
    assert features("It sank 50 boats.", "They ate 60 apples.")["unrelated"] == 1.0
    assert features("It starts at 6 p.m. today.", "It starts at 9 p.m. today.")["ratio"] == 0.0
    assert features("It sank 5 boats.", "It sank 5,000 boats.")["ratio"] == 3.0


def test_words_of_one_meaning_make_sentences_alike_and_what_stands_by_the_values_too() -> None:
    a, b = "Storm sank 50 boats", "Gale destroyed 60 vessels"
    one, other = sentence_facts(a), sentence_facts(b)
    alike = {"storm": 1, "gale": 1, "sank": 2, "destroyed": 2, "boats": 3, "vessels": 3}
    (near,) = compared_values(one, other, (vectors(a, alike), vectors(b, alike)))
    assert near.features["likeness"] == pytest.approx(1, abs=0.01)
    assert near.features["context"] == pytest.approx(1, abs=0.01)
    (far,) = compared_values(one, other, (vectors(a, {}), vectors(b, {})))
    assert far.features["likeness"] < 0.5
    assert conflicts(one, other, (vectors(a, alike), vectors(b, alike)))
    assert not conflicts(one, other, (vectors(a, {}), vectors(b, {})))


def test_a_sentence_without_tokens_of_the_model_has_no_likeness() -> None:
    empty = Vectors(np.zeros((0, 64), np.float16), np.zeros((0, 2), np.int32))
    a, b = "Storm sank 50 boats", "Gale destroyed 60 vessels"
    (found,) = compared_values(sentence_facts(a), sentence_facts(b), (empty, vectors(b, {})))
    assert (found.features["likeness"], found.features["context"]) == (0, 0)


def test_the_surest_conflicts_come_first_and_share_no_value() -> None:
    one, two = Quantity(0, 1, "count", 1, 1), Quantity(2, 3, "count", 2, 2)
    model = ConflictModel({"x": 1.0}, 0.0, 0.6)
    some = [
        Candidate(one, two, {"x": 1.0}),
        Candidate(one, one, {"x": 2.0}),
        Candidate(two, two, {"x": 0.1}),
        Candidate(two, two, {"x": 1.5}),
    ]
    assert surest(some, model) == [some[1], some[3]]
    assert model.probability({"x": 0.0}) == 0.5
    assert model.probability({"x": 1e6}) > 0.999


def test_the_shipped_weights_keep_what_was_promised() -> None:
    for name, model in (("BY_WORDS", BY_WORDS), ("BY_VECTORS", BY_VECTORS)):
        right, false, _ = map(int, CROSS_VALIDATED[name]["real"].split())
        assert right >= 12
        assert false <= 5
        right, false, missed = map(int, CROSS_VALIDATED[name]["written"].split())
        assert right / (right + false) >= 0.85
        assert right / (right + missed) >= (0.5 if name == "BY_VECTORS" else 0.4)
        assert model.weights["ratio"] < 0
        assert 0.5 < model.threshold < 1
