"""Which model is used, and how a changed one is found out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.encoder import find, in_folder, models, packaged
from newsdiff.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def folder_with_model(folder: Path, weights: bytes = b"weights", tokenizer: bytes = b"{}") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(weights)
    (folder / "tokenizer.json").write_bytes(tokenizer)
    return folder


def test_the_vocabulary_that_travels_with_newsdiff_is_berts() -> None:
    words = models.VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1]
    assert len(words) == len(set(words)) == 30_522
    assert [words[number] for number in (0, 100, 101, 102, 103)] == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    assert models.sha256(models.VOCABULARY) == models._VOCABULARY_SHA256
    assert models.VOCABULARY.with_name("NOTICE").is_file()


def test_the_packaged_model_is_used_where_it_is_installed(tmp_path: Path) -> None:
    assert find("auto", tmp_path / "models.json") == packaged()
    assert find("off", tmp_path / "models.json") is None


def test_without_a_library_there_is_no_packaged_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_LIBRARIES", ("onnxruntime", "nothing_of_this_name"))
    assert models.missing()[-1] == "nothing_of_this_name"
    assert packaged() is None


def test_a_folder_is_used_once_it_was_set(tmp_path: Path) -> None:
    folder, record = folder_with_model(tmp_path / "m"), tmp_path / "models.json"
    with pytest.raises(EncoderError, match=r"newsdiff has not seen it before.*newsdiff model set"):
        find(str(folder), record)
    with pytest.raises(EncoderError, match="There is no home folder ~nosuchuser"):
        find("~nosuchuser/m", record)
    model = in_folder(folder, ["en", "de", "en"])
    record.write_bytes(models.recorded(model, record))
    other = in_folder(folder_with_model(tmp_path / "n", b"other"), ())
    record.write_bytes(models.recorded(other, record))
    assert find(str(folder), record) == model
    assert find(str(tmp_path / "n"), record) == other
    assert model.weights_sha256 == hashlib.sha256(b"weights").hexdigest()
    assert model.key != other.key
    assert [model.reads(code) for code in ("en", "de", "fr")] == [True, True, False]
    assert other.reads("fr")


@pytest.mark.parametrize("content", [b"", b"[]", b"[" * 100_000, b'{"/m": 7}', b'{"/m": {"weights": 1}}'])
def test_a_record_that_makes_no_sense_knows_no_model(tmp_path: Path, content: bytes) -> None:
    record = tmp_path / "models.json"
    record.write_bytes(content)
    with pytest.raises(EncoderError, match="has not seen it before"):
        find("/m", record)


def test_a_folder_without_a_model_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"model\.onnx could not be read \(No such file"):
        in_folder(tmp_path)
