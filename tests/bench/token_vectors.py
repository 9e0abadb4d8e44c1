"""The tokens of sentences as the encoder reads them: once, and then from a file in the system's temporary folder."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from newsdiff.core.alignment.embeddings import TokenVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsdiff.adapters.encoder import EncoderModel

BATCH: Final = 200
"""Sentences between two reports."""

MODEL_OPTION: Final[dict[str, Any]] = {
    "default": "auto",
    "metavar": "MODEL",
    "help": '"auto": the installed encoder; "off": by words alone; or a folder with model.onnx and tokenizer.json',
}
"""The option --model of every bench."""


def token_vectors(
    sentences: Iterable[str], model: str, progress: Callable[[str], None] = lambda _: None
) -> dict[str, TokenVectors] | None:
    """The tokens of every sentence, by its text.

    Args:
        sentences: Any number of them; each is read once.
        model: What the option --model gives.
        progress: Called now and then with how far it is.

    Returns:
        None where no model is wanted or installed.
    """
    found = _model(model)
    if found is None:
        return None
    wanted = tuple(dict.fromkeys(sentences))
    path = _file(found, wanted)
    if not path.exists():
        _save(path, _read(found, wanted, progress))
    with np.load(path) as kept:
        ends = np.cumsum(kept["counts"])[:-1]
        split = zip(np.split(kept["vectors"], ends), np.split(kept["spans"], ends), strict=True)
        return {text: TokenVectors(*one) for text, one in zip(wanted, split, strict=True)}


def _model(model: str) -> EncoderModel | None:
    from newsdiff.adapters.encoder import in_folder, packaged

    if model == "auto":
        return packaged()
    return None if model == "off" else in_folder(Path(model))


def _read(model: EncoderModel, wanted: Sequence[str], progress: Callable[[str], None]) -> list[TokenVectors]:
    from newsdiff.service.sentence_encoder import SentenceEncoder

    encoder = SentenceEncoder(model, None)
    found: list[TokenVectors] = []
    try:
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            read, _ = encoder.encode(batch)
            found += (read[text] for text in batch)
            progress(f"read {len(found)} of {len(wanted)} sentences")
    finally:
        encoder.close()
    return found


def _save(path: Path, found: Sequence[TokenVectors]) -> None:
    part = path.with_suffix(".part.npz")
    size = max((one.vectors.shape[1] for one in found), default=0)
    vectors = np.concatenate([one.vectors.reshape(-1, size) for one in found])
    spans = np.concatenate([one.spans for one in found])
    np.savez(part, vectors=vectors, spans=spans, counts=np.array([len(one.spans) for one in found]))
    part.replace(path)


def _file(model: EncoderModel, wanted: Sequence[str]) -> Path:
    """Named by what is read and by what reads it."""
    name = hashlib.sha256("\n".join((model.key, *wanted)).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"newsdiff-bench-{name}.npz"
