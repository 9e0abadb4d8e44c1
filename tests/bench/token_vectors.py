"""The tokens of labelled sentences, as a model reads them: once, and then from a file in the system's temporary folder."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from newsdiff.core.alignment.embeddings import TokenVectors, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.labelled import Labelled

BATCH = 500


def token_vectors(
    stories: Sequence[Labelled], model: str, progress: Callable[[str], None] = lambda _: None
) -> dict[str, TokenVectors] | None:
    """The tokens of every labelled sentence; `None` where no model is given."""
    if not model:
        return None
    from newsdiff.service.embeddings import embed

    wanted = texts(article for story in stories for article in story.articles)
    path = _file(model, wanted)
    if not path.exists():
        found: dict[str, TokenVectors] = {}
        for start in range(0, len(wanted), BATCH):
            found |= embed(wanted[start : start + BATCH], model, None)
            progress(f"read {len(found)} of {len(wanted)} sentences")
        _save(path, [found[text] for text in wanted])
    with np.load(path) as kept:
        ends = np.cumsum(kept["counts"])[:-1]
        split = zip(np.split(kept["vectors"], ends), np.split(kept["spans"], ends), strict=True)
        return {text: TokenVectors(*one) for text, one in zip(wanted, split, strict=True)}


def _save(path: Path, found: Sequence[TokenVectors]) -> None:
    part = path.with_suffix(".part.npz")
    vectors = np.concatenate([one.vectors for one in found])
    spans = np.concatenate([one.spans for one in found])
    np.savez(part, vectors=vectors, spans=spans, counts=np.array([len(one.spans) for one in found]))
    part.replace(path)


def _file(model: str, wanted: Sequence[str]) -> Path:
    """Named by what is read and by what reads it."""
    together = hashlib.sha256("\n".join(wanted).encode())
    for name in ("model.onnx", "tokenizer.json"):
        together.update((Path(model) / name).read_bytes())
    return Path(tempfile.gettempdir()) / f"newsdiff-bench-{together.hexdigest()[:16]}.npz"
