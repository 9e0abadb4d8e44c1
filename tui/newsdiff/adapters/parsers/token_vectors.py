"""Computes the token vectors of sentences in a child process."""

from __future__ import annotations

import base64
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MOST_TOKENS: Final = 256
"""Greatest number of tokens of a sentence that are encoded, [CLS] and [SEP] included. Of 5,308 real sentences the
longest has 118."""


def encode(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """The token vectors of sentences, or why there are none.

    Each sentence is encoded by itself, and by one thread: a model that scales activations per tensor would give a
    sentence other vectors in a batch than alone, so that cached vectors would differ from new ones.

    Args:
        body: The sentences, a list in JSON.
        arguments: `weights` and `tokenizer`, paths; `weights_sha256` and `tokenizer_sha256`, what they must hash to;
            `threads`, how many sentences are read at once.

    Returns:
        `changed`: the path of a file that hashes to something else, which was not opened. Otherwise `size`: the length
        of a vector, and `sentences`: for each its `count` of tokens, its `vectors` (count x size, float16 in base64,
        each of length 1) and `spans` (count x 2, int32 in base64: start and end in the text, in characters).
    """
    files = []
    for name in ("weights", "tokenizer"):
        path = Path(arguments[name])
        if not _verified(path, arguments[f"{name}_sha256"]):
            return {"changed": str(path)}
        files.append(str(path))
    # Loading the weights has the highest peak of memory, so it comes before the tokenizer.
    session = _session(files[0])
    tokenizer = _tokenizer(files[1])
    with ThreadPoolExecutor(arguments["threads"]) as threads:
        found = list(threads.map(partial(_sentence, session, tokenizer), json.loads(body)))
    size = max((vectors.shape[1] for vectors, _ in found), default=0)
    return {
        "size": size,
        "sentences": [
            {"count": len(vectors), "vectors": _base64(vectors.astype("<f2")), "spans": _base64(spans.astype("<i4"))}
            for vectors, spans in found
        ],
    }


def _sentence(
    session: InferenceSession, tokenizer: Tokenizer, text: str
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    import numpy as np

    encoding = tokenizer.encode(text)
    ids = np.array([encoding.ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    known = {one.name for one in session.get_inputs()}
    states = session.run(["last_hidden_state"], {name: value for name, value in given.items() if name in known})[0][0]
    keep = np.array(encoding.special_tokens_mask) == 0
    vectors = states[keep].astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    spans = np.array(encoding.offsets, np.int32).reshape(-1, 2)[keep]
    return vectors, spans


@cache
def _verified(path: Path, sha256: str) -> bool:
    """Whether a file has this hash. It is read once in the life of the process."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


@cache
def _session(path: str) -> InferenceSession:
    # Takes a second to import, which only this process needs.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer(path: str) -> Tokenizer:
    """A tokenizer without padding that returns the offsets of every word piece in the text."""
    from tokenizers import Tokenizer

    found = _bert(path) if path.endswith(".txt") else Tokenizer.from_file(path)
    found.no_padding()
    found.enable_truncation(MOST_TOKENS)
    return found


def _bert(path: str) -> Tokenizer:
    """BERT's uncased tokenizer by its word list, put together as Devlin et al. (2018) publish it."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    words = Path(path).read_text(encoding="utf-8").split("\n")[:-1]
    ids = {word: number for number, word in enumerate(words)}
    found = Tokenizer(models.WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106 -- no password
    found.normalizer = normalizers.BertNormalizer(lowercase=True)
    found.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    found.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    return found


def _base64(array: NDArray[Any]) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")


TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {"encode": encode}
"""Name of a task -> a function from bytes and JSON arguments to a JSON object."""
