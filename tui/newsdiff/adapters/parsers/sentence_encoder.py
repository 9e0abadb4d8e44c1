"""What a child does with a language model: vectors of sentences."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sentence_transformers import SentenceTransformer


def vectors(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """The vectors of sentences: `size` numbers each, of length 1, as half-precision floats in base64.

    Args:
        body: The sentences, a list in JSON.
        arguments: `model`: the name or the folder of a sentence-transformers model.
    """
    texts = json.loads(body)
    found = _model(arguments["model"]).encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    return {"size": int(found.shape[1]), "vectors": base64.b64encode(found.astype("<f2").tobytes()).decode("ascii")}


@cache
def _model(name: str) -> SentenceTransformer:
    # Both take seconds to import, and are installed only where the reader wants this step.
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    return SentenceTransformer(name, device="cpu")


TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {"vectors": vectors}
"""By name: a function from bytes and JSON arguments to a JSON object."""
