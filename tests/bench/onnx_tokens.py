"""The tokens of sentences as an ONNX encoder reads them, for fitting and measuring what goes by them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_LONGEST = 256
"""Tokens of a sentence that are read."""
_TOLD_EVERY = 200


class Tokens(NamedTuple):
    """One sentence: a vector of unit length for each token, and where the tokens stand in it."""

    vectors: NDArray[np.float16]
    spans: NDArray[np.int32]


def read_tokens(texts: Iterable[str], folder: Path) -> Mapping[str, Tokens]:
    """The tokens of every sentence, one sentence at a time, so that its vectors do not depend on the others.

    Args:
        texts: The sentences.
        folder: Holds `model.onnx` and `tokenizer.json`.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    found: dict[str, Tokens] = {}
    for text in dict.fromkeys(texts):
        encoded = tokenizer.encode(text)
        ids = np.array([encoded.ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = session.run(["last_hidden_state"], inputs)[0][0]
        kept = np.array(encoded.special_tokens_mask) == 0
        states = states[kept]
        states /= np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-6)
        spans = np.array(encoded.offsets, np.int32).reshape(-1, 2)[kept]
        found[text] = Tokens(states.astype(np.float16), spans)
        if len(found) % _TOLD_EVERY == 0:
            print(f"  read {len(found)} sentences", file=sys.stderr, flush=True)
    return found
