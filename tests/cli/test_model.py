"""The command about the sentence encoder, from an empty data folder."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.adapters.encoder import models, packaged
from newsdiff.cli import run
from newsdiff.config import config_file, data_dir, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODEL = packaged()
needs_model = pytest.mark.skipif(MODEL is None, reason="newsdiff[model] is not installed")


def tokenizer_json() -> bytes:
    """The packaged word list in the form that a folder has it in."""
    words = models.VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1]
    special = [
        {"id": words.index(one), "content": one, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for one in ("[UNK]", "[CLS]", "[SEP]")
    ]  # fmt: skip
    piece = {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {one: {"id": one, "ids": [words.index(one)], "tokens": [one]} for one in ("[CLS]", "[SEP]")}}  # fmt: skip
    made: dict[str, Any] = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": piece, "decoder": None,
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {word: number for number, word in enumerate(words)}},
    }  # fmt: skip
    return json.dumps(made).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The packaged model as a folder of one's own."""
    assert MODEL is not None
    made = tmp_path / "my model"
    made.mkdir()
    (made / "model.onnx").write_bytes(MODEL.weights.read_bytes())
    (made / "tokenizer.json").write_bytes(tokenizer_json())
    return made


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address and the SHA-256 of an archive of that folder on a loopback server."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("model.onnx", "tokenizer.json"):
            archive.write(folder / name, f"some/where/{name}")
        archive.writestr("README.md", "A model.")
    site = tmp_path / "site"
    site.mkdir()
    (site / "model.zip").write_bytes(packed.getvalue())

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(site))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/model.zip", hashlib.sha256(packed.getvalue()).hexdigest()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def told(capfd: pytest.CaptureFixture[str]) -> str:
    out, err = capfd.readouterr()
    return out + err


@needs_model
def test_the_installed_model_is_shown_and_checked(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["model"]) == 0
    assert told(capfd).startswith("all-MiniLM-L6-v2 reads en.\n")
    assert run(["model", "check"]) == 0
    assert "It works: " in told(capfd)


def test_without_a_model_the_command_says_how_to_get_one(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_LIBRARIES", ("nothing_of_this_name",))
    assert run(["model"]) == 0
    assert "Install one with: pip install 'newsdiff[model]'" in told(capfd)
    assert run(["model", "check"]) == 2
    assert "No model is installed" in told(capfd)


@needs_model
def test_a_folder_is_tried_before_it_is_set(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "set", str(folder), "--languages", "en,de"]) == 0
    assert told(capfd).startswith(f"{folder} reads en, de.")
    assert load(config_file()).model == str(folder)
    (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes() + b"!")
    assert run(["model", "check"]) == 2
    assert "is not the file that it was" in told(capfd)
    assert run(["model", "set", "off"]) == 0
    assert "No model is used" in told(capfd)
    assert run(["model", "set", "auto"]) == 0
    assert told(capfd).startswith("all-MiniLM-L6-v2")


def test_a_folder_without_a_model_changes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "set", str(tmp_path)]) == 2
    assert "model.onnx could not be read" in told(capfd)
    assert not config_file().exists()
    assert run(["model", "set", str(tmp_path), "--languages", "english please"]) == 2
    assert "give two-letter codes" in told(capfd)


@needs_model
def test_a_model_is_fetched_verified_and_used(served: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    url, sha256 = served
    assert run(["model", "fetch", url, "--sha256", sha256, "--languages", "all"]) == 0
    said = told(capfd)
    assert "reads every language" in said
    kept = data_dir() / "models" / sha256[:16]
    assert sorted(one.name for one in kept.iterdir()) == ["model.onnx", "tokenizer.json"]
    assert load(config_file()).model == str(kept)
    assert [one.name for one in kept.parent.iterdir()] == [kept.name]


@needs_model
def test_what_is_fetched_must_be_what_was_meant(served: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    url, sha256 = served
    assert run(["model", "fetch", url, "--sha256", "0" * 64]) == 2
    assert f"its SHA-256 is {sha256}" in told(capfd)
    assert run(["model", "fetch", url, "--sha256", "abc"]) == 2
    assert "A SHA-256 has 64 hexadecimal digits" in told(capfd)
    assert not config_file().exists()


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"model.onnx": b"x"}, "has no tokenizer.json"),
        ({"a/model.onnx": b"x", "b/model.onnx": b"y", "tokenizer.json": b"{}"}, "has 2 files model.onnx"),
        (None, "is no ZIP file"),
    ],
)
def test_an_archive_that_holds_no_model_is_told(tmp_path: Path, members: dict[str, bytes] | None, why: str) -> None:
    from newsdiff.errors import EncoderError
    from newsdiff.service.encoder_models import _unpack

    archive = tmp_path / "m.zip"
    if members is None:
        archive.write_bytes(b"no archive")
    else:
        with zipfile.ZipFile(archive, "w") as packed:
            for name, content in members.items():
                packed.writestr(name, content)
    with pytest.raises(EncoderError, match=why):
        _unpack(archive, tmp_path / "target")
    assert sorted(one.name for one in tmp_path.iterdir() if "newsdiff" not in one.name) == ["m.zip"]
