"""The sentence encoder at work: one killable process, warm between comparisons, and what it has read on the disk."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import threading
from typing import TYPE_CHECKING, Any, Final

from newsdiff.adapters.encoder.cache import PackedVectors, load, save
from newsdiff.adapters.sandbox import Pool, WorkerError
from newsdiff.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from pathlib import Path

    from newsdiff.adapters.encoder import EncoderModel
    from newsdiff.core.alignment.embeddings import TokenVectors

MEMORY: Final = 1024 * 2**20
"""Bytes of address space for the process. It maps 410 MB, of which it uses 260 at most: libraries map more than they
touch, and other machines map otherwise."""

SECONDS: Final = 60.0
"""For one batch of sentences by the clock, loading the model included; an idle machine takes 1.5 and then 0.5."""

BATCH: Final = 32
"""Sentences that are sent at a time: at most 8 MB of vectors."""

IDLE_SECONDS: Final = 60.0
"""After so long without a sentence the process leaves."""

_LARGEST: Final = 4096
"""Numbers in a vector; no sentence encoder has more."""


class SentenceEncoder:
    """Gives the token vectors of sentences. For any thread but that of an event loop: calls wait for the process."""

    def __init__(self, model: EncoderModel, cache: Path | None, *, idle: float = IDLE_SECONDS) -> None:
        """Take the model; where what it reads is kept, None for nowhere; and seconds after which its process leaves."""
        self.model = model
        self._cache = cache
        self._idle = idle
        self._pool: Pool | None = None
        self._retiring: asyncio.TimerHandle | None = None
        self._turn = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()
        self._closed = False

    def known(self, texts: Sequence[str]) -> dict[str, TokenVectors]:
        """The vectors of those sentences that were read before. It takes milliseconds."""
        if self._cache is None:
            return {}
        return _unpacked(load(self._cache, self.model.key, texts))

    def encode(self, texts: Sequence[str]) -> tuple[dict[str, TokenVectors], str]:
        """The vectors of sentences, those that are new read now; and, where they could not be kept, a sentence on it.

        Args:
            texts: The sentences, each once.

        Raises:
            EncoderError: A file of the model is not what it was, or the process gave no vectors.
        """
        found = self.known(texts)
        new = [text for text in texts if text not in found]
        notice = ""
        if new:
            read = self._wait(self._read(new))
            if self._cache is not None and not save(self._cache, self.model.key, read):
                notice = f"{self._cache} could not be written, so sentences are read again the next time."
            found |= _unpacked(read)
        return found, notice

    def close(self) -> None:
        """End the process. Calls under way fail; no new ones are taken."""
        with self._starting:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is not None:
            asyncio.run_coroutine_threadsafe(self._retire(), loop).result()
            loop.call_soon_threadsafe(loop.stop)

    # On the loop of the process, which has a thread of its own

    def _wait(self, work: Coroutine[Any, Any, dict[str, PackedVectors]]) -> dict[str, PackedVectors]:
        with self._starting:
            if self._closed:
                work.close()
                raise EncoderError("newsdiff is closing.")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._serve, args=(self._loop,), name="encoder", daemon=True).start()
            loop = self._loop
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    @staticmethod
    def _serve(loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        loop.close()

    async def _read(self, texts: Sequence[str]) -> dict[str, PackedVectors]:
        found: dict[str, PackedVectors] = {}
        async with self._turn:
            if self._retiring is not None:
                self._retiring.cancel()
            try:
                for start in range(0, len(texts), BATCH):
                    batch = texts[start : start + BATCH]
                    found |= zip(batch, await self._batch(batch), strict=True)
            finally:
                self._retiring = asyncio.get_running_loop().call_later(self._idle, self._leave)
        return found

    async def _batch(self, texts: Sequence[str]) -> list[PackedVectors]:
        if self._pool is None:
            self._pool = Pool(1, memory=MEMORY, tasks="newsdiff.adapters.parsers.token_vectors", environment=_MALLOC)
        model = self.model
        arguments = {
            "weights": str(model.weights),
            "weights_sha256": model.weights_sha256,
            "tokenizer": str(model.tokenizer),
            "tokenizer_sha256": model.tokenizer_sha256,
        }
        try:
            result = await self._pool.run("encode", json.dumps(list(texts)).encode("ascii"), arguments, seconds=SECONDS)
            if "changed" in result:
                raise EncoderError(
                    f"The model {model.name} was not used: {result['changed']} is not the file that it was (its "
                    'SHA-256 differs). Install the model again, or set it again with "newsdiff model set".'
                )
            return [_checked(one, result["size"], text) for one, text in zip(result["sentences"], texts, strict=True)]
        except (WorkerError, KeyError, TypeError, ValueError, binascii.Error) as error:
            why = str(error) if isinstance(error, WorkerError) else "What it gave makes no sense."
            raise EncoderError(
                f"The model {model.name} was not used. {why} Sentences are compared by their words; "
                '"newsdiff model check" tries the model alone.'
            ) from error

    def _leave(self) -> None:
        self._retiring = None
        # The task is held by the pool's own tasks; nothing waits for it.
        self._ending = asyncio.ensure_future(self._retire())

    async def _retire(self) -> None:
        if self._retiring is not None:
            self._retiring.cancel()
            self._retiring = None
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()


_MALLOC: Final = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "100000", "MALLOC_MMAP_THRESHOLD_": "65536"}
"""glibc gives memory back to the system: 173 MB stay in use in place of 225, measured with the packaged model."""


def _checked(sentence: Mapping[str, Any], size: int, text: str) -> PackedVectors:
    """The vectors of a sentence. The process is not trusted: what it gives must be as long as it says.

    Raises:
        ValueError: It is not.
    """
    count = sentence["count"]
    vectors = base64.b64decode(sentence["vectors"], validate=True)
    spans = base64.b64decode(sentence["spans"], validate=True)
    if not (0 <= size <= _LARGEST and len(vectors) == 2 * size * count and len(spans) == 8 * count):
        raise ValueError("vectors of another length than was told")
    import struct

    numbers = struct.unpack(f"<{2 * count}i", spans)
    if any(not 0 <= start <= end <= len(text) for start, end in zip(numbers[::2], numbers[1::2], strict=True)):
        raise ValueError("a token outside the text")
    return PackedVectors(size, vectors, spans)


def _unpacked(found: Mapping[str, PackedVectors]) -> dict[str, TokenVectors]:
    # numpy costs a tenth of a second to import: not before something is compared.
    import numpy as np

    from newsdiff.core.alignment.embeddings import TokenVectors

    vectors = {}
    for text, (size, packed, spans) in found.items():
        if size and len(packed) % (2 * size) == 0 and len(spans) * size == len(packed) * 4:
            read = np.nan_to_num(np.frombuffer(packed, "<f2"), posinf=0, neginf=0).reshape(-1, size)
            vectors[text] = TokenVectors(read, np.frombuffer(spans, "<i4").reshape(-1, 2))
        elif not packed and not spans:
            vectors[text] = TokenVectors(np.zeros((0, size), np.float16), np.zeros((0, 2), np.int32))
    return vectors
