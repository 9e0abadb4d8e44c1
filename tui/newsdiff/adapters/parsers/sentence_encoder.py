"""What a child does with a sentence encoder: the vectors of each token of a sentence."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

LONGEST = 256
"""Tokens of a sentence that are read, the two at its ends included: what the model was trained on."""
_LEAST_NORM = 1e-6


def vectors(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """The tokens of sentences: `size` numbers each, of length 1, as half-precision floats, and their places.

    Args:
        body: The sentences, a list in JSON.
        arguments: `model`: the folder with `model.onnx` and `tokenizer.json`.

    Returns:
        `size`; `counts`: the tokens of each sentence; `vectors` and `spans`: those of all of them, in base64.
    """
    import numpy as np

    read = [_read(text, *_model(arguments["model"])) for text in json.loads(body)]
    states = np.concatenate([one for one, _ in read])
    spans = np.concatenate([one for _, one in read])
    return {
        "size": int(states.shape[1]),
        "counts": [len(one) for one, _ in read],
        "vectors": base64.b64encode(states.astype("<f2").tobytes()).decode("ascii"),
        "spans": base64.b64encode(spans.astype("<i4").tobytes()).decode("ascii"),
    }


def _read(text: str, session: InferenceSession, tokenizer: Tokenizer) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """One sentence alone: in a batch, an int8 model reads it otherwise, by what stands beside it."""
    import numpy as np

    encoding = tokenizer.encode(text)
    ids = np.array([encoding.ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    wanted = {one.name for one in session.get_inputs()}
    (states,) = session.run(["last_hidden_state"], {name: value for name, value in given.items() if name in wanted})
    kept = np.flatnonzero(np.array(encoding.special_tokens_mask) == 0)
    found = np.asarray(states[0][kept], np.float32)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), np.float32(_LEAST_NORM))
    return found, np.array(encoding.offsets, np.int64).reshape(-1, 2)[kept]


@cache
def _model(folder: str) -> tuple[InferenceSession, Tokenizer]:
    # Both are compiled code that only this step needs, and are installed only where the reader wants it.
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(Path(folder) / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return session, tokenizer


TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {"vectors": vectors}
"""By name: a function from bytes and JSON arguments to a JSON object."""
