"""The optional step by meaning: a language model reads the sentences, in a process of its own."""

from __future__ import annotations

import asyncio
import base64
import binascii
import importlib.util
import json
import struct
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.embedding_cache import load, save
from newsdiff.adapters.sandbox import Pool, WorkerError
from newsdiff.core.alignment.embeddings import TokenVectors
from newsdiff.errors import MeaningError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MEMORY = 32 * 2**30
"""Bytes of address space for the model's process."""
SECONDS = 300.0
"""For one batch of sentences, the loading of the model included."""
BATCH = 64
"""Sentences that the process reads at a time."""
_LARGEST = 8192
"""Numbers in a vector; no model has more."""
_HEAD = struct.Struct("<II")
"""Of what is kept of a sentence: how many tokens it has, and the size of their vectors; spans and vectors follow."""


def embed(texts: Sequence[str], model: str, file: Path | None) -> dict[str, TokenVectors]:
    """The tokens of each sentence. To be called off the event loop: it takes seconds where any is new.

    Args:
        texts: The sentences, each once.
        model: The folder of the model: `model.onnx` and `tokenizer.json`.
        file: Where the vectors are kept; `None`: nowhere.

    Raises:
        MeaningError: A package is not installed, or the model cannot be loaded or gives no vectors.
    """
    found = load(file, model, texts) if file else {}
    new = [text for text in texts if text not in found]
    if new:
        missing = [name for name in ("onnxruntime", "tokenizers") if importlib.util.find_spec(name) is None]
        if missing:
            raise MeaningError(
                f'The model "{model}" was not used: {missing[0]} is not installed. '
                "Install it with: pip install 'newsdiff[model]'. Sentences are compared by their words."
            )
        read = asyncio.run(_read(new, model))
        if file:
            save(file, model, read)
        found |= read
    return {text: _tokens(kept, len(text)) for text, kept in found.items()}


async def _read(texts: Sequence[str], model: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    async with Pool(1, memory=MEMORY, tasks="newsdiff.adapters.parsers.sentence_encoder") as pool:
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            try:
                body = json.dumps(batch).encode("ascii")
                result = await pool.run("vectors", body, {"model": model}, seconds=SECONDS)
                found |= zip(batch, _split(result, len(batch)), strict=True)
            except (WorkerError, KeyError, TypeError, ValueError, binascii.Error) as error:
                raise MeaningError(
                    f'The model "{model}" was not used: it could not be loaded, or gave no vectors '
                    f"({type(error).__name__}: {error}). Sentences are compared by their words."
                ) from error
    return found


def _split(result: Mapping[str, Any], count: int) -> list[bytes]:
    """What is kept of each sentence. The process is not trusted: what it gives must be as long as it says."""
    size, counts = int(result["size"]), [int(one) for one in result["counts"]]
    if not 0 < size <= _LARGEST or len(counts) != count or min(counts, default=0) < 0:
        raise ValueError(f"{len(counts)} sentences with vectors of {size} numbers")
    vectors = base64.b64decode(result["vectors"], validate=True)
    spans = base64.b64decode(result["spans"], validate=True)
    if len(vectors) != 2 * size * sum(counts) or len(spans) != 8 * sum(counts):
        raise ValueError("vectors of another length than was told")
    ends = list(accumulate(counts))
    return [
        _HEAD.pack(many, size) + spans[8 * (end - many) : 8 * end] + vectors[2 * size * (end - many) : 2 * size * end]
        for many, end in zip(counts, ends, strict=True)
    ]


def _tokens(kept: bytes, length: int) -> TokenVectors:
    """The tokens of a sentence of so many characters, from what is kept of it."""
    # numpy costs a tenth of a second to import: not before something is compared.
    import numpy as np

    count, size = _HEAD.unpack_from(kept)
    spans = np.frombuffer(kept, "<i4", 2 * count, _HEAD.size).reshape(-1, 2).clip(0, length)
    vectors = np.frombuffer(kept, "<f2", count * size, _HEAD.size + 8 * count).reshape(-1, size)
    return TokenVectors(np.nan_to_num(vectors.clip(-1, 1)).astype(np.float16), spans.astype(np.int32))
