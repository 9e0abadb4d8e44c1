"""The encoder's process: what it gives, what it costs, and that nothing it does is more than a sentence to the reader."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from newsdiff.adapters.encoder import packaged
from newsdiff.adapters.encoder.cache import FILE_NAME
from newsdiff.adapters.parsers.token_vectors import encode
from newsdiff.adapters.sandbox.process import Worker
from newsdiff.config import Config
from newsdiff.errors import EncoderError
from newsdiff.service import sentence_encoder
from newsdiff.service.article_aligner import ArticleAligner
from newsdiff.service.sentence_encoder import SentenceEncoder
from support.article_builders import article

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL = packaged()
pytestmark = pytest.mark.skipif(MODEL is None, reason="newsdiff[model] is not installed")

BRIDGE = "The harbour bridge in Türkiye was closed 😀 on Monday, officials said."
SAME = "On Monday the port's bridge was shut."
OTHER = "The price of bread rose by four percent."


@pytest.fixture
def encoder(tmp_path: Path) -> Iterator[SentenceEncoder]:
    assert MODEL is not None
    found = SentenceEncoder(MODEL, tmp_path / FILE_NAME)
    yield found
    found.close()


def pid(encoder: SentenceEncoder) -> int:
    assert encoder._pool is not None
    (found,) = encoder._pool.pids
    return found


def nearness(a: np.typing.NDArray[np.float16], b: np.typing.NDArray[np.float16]) -> float:
    """How well the tokens of one sentence are found in the other, on the mean."""
    return float((a.astype(np.float32) @ b.astype(np.float32).T).max(axis=1).mean())


def test_every_token_has_a_vector_of_length_one_and_its_place_in_the_text(encoder: SentenceEncoder) -> None:
    found, notice = encoder.encode([BRIDGE, SAME, OTHER, ""])
    assert notice == ""
    vectors, spans = found[BRIDGE]
    assert vectors.shape == (len(spans), 384)
    assert np.allclose(np.linalg.norm(vectors.astype(np.float32), axis=1), 1, atol=2e-3)
    pieces = [BRIDGE[start:end] for start, end in spans]
    assert pieces[:7] == ["The", "harbour", "bridge", "in", "Türk", "iy", "e"]
    assert "😀" in pieces
    assert found[""].vectors.shape[0] == 0
    assert nearness(vectors, found[SAME].vectors) > nearness(vectors, found[OTHER].vectors) + 0.1


def test_a_sentence_has_the_same_vectors_whatever_it_comes_with(encoder: SentenceEncoder) -> None:
    assert MODEL is not None
    first, _ = encoder.encode([OTHER, BRIDGE, SAME * 5])
    alone = SentenceEncoder(MODEL, None)
    try:
        second, _ = alone.encode([BRIDGE])
    finally:
        alone.close()
    assert np.array_equal(first[BRIDGE].vectors, second[BRIDGE].vectors)
    assert np.array_equal(encoder.known([BRIDGE])[BRIDGE].vectors, first[BRIDGE].vectors)


def test_a_sentence_has_the_vectors_that_it_has_alone_however_many_are_read_at_once() -> None:
    assert MODEL is not None
    arguments = {
        "weights": str(MODEL.weights),
        "weights_sha256": MODEL.weights_sha256,
        "tokenizer": str(MODEL.tokenizer),
        "tokenizer_sha256": MODEL.tokenizer_sha256,
    }
    texts = [f"{BRIDGE} {OTHER * (number % 3)} {number}" for number in range(12)]
    alone = [encode(json.dumps([text]).encode(), {**arguments, "threads": 1})["sentences"][0] for text in texts]
    assert encode(json.dumps(texts).encode(), {**arguments, "threads": 4})["sentences"] == alone


def test_what_was_read_is_not_read_again(encoder: SentenceEncoder) -> None:
    encoder.encode([BRIDGE])
    os.kill(pid(encoder), signal.SIGKILL)
    assert set(encoder.encode([BRIDGE])[0]) == {BRIDGE}
    assert set(encoder.known([BRIDGE, SAME])) == {BRIDGE}


def test_the_process_stays_small_and_leaves_when_idle() -> None:
    assert MODEL is not None
    encoder = SentenceEncoder(MODEL, None, idle=0.3)
    try:
        encoder.encode([f"{BRIDGE} {number}" for number in range(40)])
        number = pid(encoder)
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{number}/status").read_text().splitlines() if ":\t" in line)  # fmt: skip
        assert int(status["VmRSS"].split()[0]) < 190 * 1024
        assert int(status["VmHWM"].split()[0]) < 275 * 1024
        end = time.monotonic() + 60
        while Path(f"/proc/{number}").exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert not Path(f"/proc/{number}").exists()
        # The next sentence starts another one.
        assert set(encoder.encode([SAME])[0]) == {SAME}
    finally:
        encoder.close()


def test_a_changed_file_is_not_opened(tmp_path: Path) -> None:
    assert MODEL is not None
    weights = tmp_path / "model.onnx"
    weights.write_bytes(MODEL.weights.read_bytes()[:-1] + b"!")
    encoder = SentenceEncoder(replace(MODEL, weights=weights), None)
    try:
        with pytest.raises(EncoderError, match=r"model\.onnx is not the file that it was \(its SHA-256 differs\)"):
            encoder.encode([BRIDGE])
    finally:
        encoder.close()


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    import hashlib

    assert MODEL is not None
    weights = tmp_path / "model.onnx"
    weights.write_bytes(b"no model")
    wrong = replace(MODEL, weights=weights, weights_sha256=hashlib.sha256(b"no model").hexdigest())
    encoder = SentenceEncoder(wrong, None)
    try:
        with pytest.raises(EncoderError, match=r"It could not be worked on .*\"newsdiff model check\" tries the model"):
            encoder.encode([BRIDGE])
    finally:
        encoder.close()


def test_a_process_that_hangs_is_given_up_and_the_next_one_works(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder.encode([OTHER])
    hung = pid(encoder)
    os.kill(hung, signal.SIGSTOP)
    monkeypatch.setattr(sentence_encoder, "SECONDS", 0.3)
    with pytest.raises(EncoderError, match=r"It took longer than 0\.3 seconds\. Sentences are compared by their words"):
        encoder.encode([BRIDGE])
    monkeypatch.undo()
    assert set(encoder.encode([BRIDGE])[0]) == {BRIDGE}
    assert pid(encoder) != hung


def test_a_closed_encoder_takes_nothing_more() -> None:
    assert MODEL is not None
    encoder = SentenceEncoder(MODEL, None)
    encoder.close()
    with pytest.raises(EncoderError, match="closing"):
        encoder.encode([BRIDGE])


@pytest.mark.parametrize("moment", ["starting", "loading", "reading"])
def test_closing_ends_a_call_in_progress_at_any_moment(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MODEL is not None
    others, encoder = threading.enumerate(), SentenceEncoder(MODEL, None)
    reached, answers = threading.Event(), list[str]()
    start, ask = Worker.start, Worker.ask

    async def starting(*arguments: Any) -> Worker:
        if moment == "starting":
            reached.set()
        return await start(*arguments)

    async def asking(self: Worker, *arguments: Any) -> dict[str, Any]:
        asyncio.get_running_loop().call_later(0 if moment == "loading" else 0.5, reached.set)
        return await ask(self, *arguments)

    monkeypatch.setattr(Worker, "start", starting)
    monkeypatch.setattr(Worker, "ask", asking)

    def call() -> None:
        try:
            encoder.encode([f"{BRIDGE} {number}" for number in range(600)])
        except EncoderError as error:
            answers.append(str(error))

    caller = threading.Thread(target=call, daemon=True)
    caller.start()
    assert reached.wait(30)
    encoder.close()
    caller.join(10)
    assert not caller.is_alive()
    assert "closing" in answers[0] or "process ended" in answers[0]
    assert not [one for one in threading.enumerate() if one.name == "encoder" and one not in others]


def test_no_client_of_a_model_hub_is_ever_imported() -> None:
    script = (
        "import json, sys\n"
        "from newsdiff.adapters.encoder import packaged\n"
        "from newsdiff.adapters.parsers.token_vectors import encode\n"
        "model = packaged()\n"
        "encode(json.dumps(['One sentence.']).encode(), {'weights': str(model.weights), 'weights_sha256': "
        "model.weights_sha256, 'tokenizer': str(model.tokenizer), 'tokenizer_sha256': model.tokenizer_sha256, "
        "'threads': 1})\n"
        "print([name for name in sys.modules if name.partition('.')[0] in "
        "{'huggingface_hub', 'hf_xet', 'fsspec', 'httpx', 'httpx2', 'requests', 'urllib3', 'aiohttp'}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# What a comparison makes of it

ONE = article("Tide", [BRIDGE, OTHER])
TWO = article("Gull", [SAME, "It will rain."])


def test_rows_by_words_come_first_and_final_ones_once_the_model_has_read(tmp_path: Path) -> None:
    aligner = ArticleAligner(Config(), tmp_path)
    try:
        first = aligner.align([ONE, TWO], wait=False)
        assert first.provisional
        final = aligner.align([ONE, TWO])
        assert not final.provisional
        again = aligner.align([ONE, TWO], wait=False)
        assert not again.provisional
        assert again.alignment == final.alignment
    finally:
        aligner.close()


@pytest.mark.parametrize(
    ("settings", "notice"),
    [
        (Config(model="off"), ""),
        (Config(model="/no/such/model"), "newsdiff has not seen it before"),
        (Config(model="off", semantic_model="old"), '"semantic_model" has no effect any more'),
    ],
)
def test_without_a_model_words_decide_and_the_reason_is_told_once(
    tmp_path: Path, settings: Config, notice: str
) -> None:
    from newsdiff.core.alignment.aligner import align

    aligner = ArticleAligner(settings, tmp_path)
    found = aligner.align([ONE, TWO])
    assert found.alignment == align([ONE, TWO])
    assert notice in " ".join(found.notices)
    assert bool(found.notices) is bool(notice)
    assert aligner.align([ONE, TWO]).notices == ()
    aligner.close()


def test_a_language_that_the_model_does_not_read_is_compared_by_words(tmp_path: Path) -> None:
    aligner = ArticleAligner(Config(), tmp_path)
    german = [replace(ONE, language="de"), replace(TWO, language="de")]
    try:
        assert not aligner.align(german, wait=False).provisional
        aligner.align(german)
        assert not (tmp_path / FILE_NAME).exists()
    finally:
        aligner.close()


def test_vectors_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    aligner = ArticleAligner(Config(), tmp_path)
    try:
        found = aligner.align([ONE, TWO])
        assert "could not be written, so sentences are read again the next time" in found.notices[0]
    finally:
        aligner.close()
