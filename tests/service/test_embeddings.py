"""The step by meaning: what it keeps, and what it says without its packages or model."""

from __future__ import annotations

import importlib.util
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import pytest

from newsdiff.adapters.embedding_cache import MOST, load, save
from newsdiff.config import Config, data_dir
from newsdiff.errors import MeaningError
from newsdiff.service import AppContext
from newsdiff.service.embeddings import embed
from support.article_builders import article

if TYPE_CHECKING:
    from pathlib import Path

ONE = article(
    "Tide", ["The ferry hit rocks.", "Nobody died.", "Schools stay closed.", "Rain is forecast.", "The mayor spoke."]
)
OTHER = article("Gull", ["A boat ran aground.", "There were no deaths.", "Trains run late.", "It was cold.", "A wall fell."])  # fmt: skip


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


def test_without_a_package_the_reader_is_told_and_words_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tokenizers" else real(name))
    context = AppContext(Config(semantic_model="some-model"))
    (told,) = context.compare([ONE, OTHER]).notices
    assert told == (
        'The model "some-model" was not used: tokenizers is not installed. Install it with: '
        "pip install 'newsdiff[model]'. Sentences are compared by their words."
    )


def kept(spans: list[tuple[int, int]], vectors: list[list[float]]) -> bytes:
    """A sentence as it is kept: how many tokens, of what size, where, and their vectors."""
    head = len(spans).to_bytes(4, "little") + len(vectors[0]).to_bytes(4, "little")
    return head + np.array(spans, "<i4").tobytes() + np.array(vectors, "<f2").tobytes()


def test_kept_vectors_need_neither_package_nor_process(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    save(path, "m", {"a b": kept([(0, 1), (2, 3)], [[0.6, 0.8], [1, 0]])})
    found = embed(["a b"], "m", path)["a b"]
    assert found.spans.tolist() == [[0, 1], [2, 3]]
    assert found.vectors.tolist() == pytest.approx(np.array([[0.6, 0.8], [1, 0]]), abs=1e-3)


def test_what_was_kept_wrongly_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite3"
    save(path, "m", {"a": kept([(-5, 900)], [[float("nan"), float("inf")]])})
    found = embed(["a"], "m", path)["a"]
    assert found.spans.tolist() == [[0, 1]]
    assert np.isfinite(found.vectors).all()


def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether or not the packages are there, the process cannot load a model from an empty folder.
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    with pytest.raises(MeaningError, match="could not be loaded, or gave no vectors"):
        embed(["a"], str(tmp_path), None)


def test_by_default_no_model_is_asked_for_and_nothing_is_imported() -> None:
    comparison = AppContext().compare([ONE, OTHER])
    assert comparison.notices == ()
    assert not (data_dir() / "vectors.sqlite3").exists()
