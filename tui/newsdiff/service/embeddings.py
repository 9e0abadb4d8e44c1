"""Sentence embeddings, which are optional: a language model computes them in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import binascii
import importlib.util
import json
from typing import TYPE_CHECKING

from newsdiff.adapters.embedding_cache import load, save
from newsdiff.adapters.sandbox import Pool, WorkerError
from newsdiff.errors import MeaningError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

MEMORY = 32 * 2**30
"""Bytes of address space for the process of the model. torch maps far more than it uses."""
SECONDS = 300.0
"""For one batch of sentences, including loading the model, which may have to be downloaded first."""
BATCH = 256
"""Sentences that are sent to the process at a time."""
_MAX_SIZE = 8192
"""Numbers in a vector; no model has more."""


def embed(texts: Sequence[str], model: str, file: Path | None) -> dict[str, Array]:
    """The embeddings of sentences. It blocks, for seconds where any is new: call it in a thread.

    Args:
        texts: The sentences, each once.
        model: The name or the folder of a sentence-transformers model.
        file: The cache of embeddings (`adapters.embedding_cache`); None: no cache.

    Returns:
        For each sentence a float32 vector of shape (size of the model,) and length 1.

    Raises:
        MeaningError: The package is not installed, or the model cannot be loaded or returns no vectors.
    """
    found = load(file, model, texts) if file else {}
    new = [text for text in texts if text not in found]
    if new:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise MeaningError(
                f'The model "{model}" was not used: sentence-transformers is not installed. '
                "Install it with: pip install 'newsdiff[semantic]'. Sentences are compared by their words."
            )
        computed = asyncio.run(_compute(new, model))
        if file:
            save(file, model, computed)
        found |= computed
    return {text: _array(vector) for text, vector in found.items()}


async def _compute(texts: Sequence[str], model: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    async with Pool(1, memory=MEMORY, tasks="newsdiff.adapters.parsers.sentence_embeddings") as pool:
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            try:
                body = json.dumps(batch).encode("ascii")
                result = await pool.run("vectors", body, {"model": model}, seconds=SECONDS)
                found |= zip(batch, _split(result["vectors"], result["size"], len(batch)), strict=True)
            except (WorkerError, KeyError, TypeError, ValueError, binascii.Error) as error:
                raise MeaningError(
                    f'The model "{model}" was not used: it could not be loaded, or gave no vectors '
                    f"({type(error).__name__}: {error}). Sentences are compared by their words."
                ) from error
    return found


def _split(encoded: str, size: int, count: int) -> list[bytes]:
    """The vectors of a batch. The process is not trusted: its result must be as long as it says."""
    if not 0 < size <= _MAX_SIZE:
        raise ValueError(f"vectors of {size} numbers")
    data = base64.b64decode(encoded, validate=True)
    if len(data) != 2 * size * count:
        raise ValueError("vectors of another length than declared")
    return [data[start : start + 2 * size] for start in range(0, len(data), 2 * size)]


def _array(vector: bytes) -> Array:
    # numpy costs a tenth of a second to import: not before something is compared.
    import numpy as np

    found = np.nan_to_num(np.frombuffer(vector, "<f2").astype(np.float32), posinf=0, neginf=0)
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-6), np.float32)
