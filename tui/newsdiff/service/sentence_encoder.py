"""Runs the sentence encoder in a killable process that stays warm between comparisons, and caches its vectors."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import threading
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any, Final

from newsdiff.adapters.encoder.cache import PackedVectors, load, save
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.errors import EncoderError
from newsdiff.service.cpu_count import cores

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from pathlib import Path

    from newsdiff.adapters.encoder import EncoderModel
    from newsdiff.core.alignment.embeddings import TokenVectors

MEMORY: Final = 1024 * 2**20
"""Limit on the address space of the process, in bytes. Measured: 360 MB mapped, of which at most 259 MB are used, while
the weights are loaded. Libraries map more than they touch, and how much more depends on the machine."""

SECONDS: Final = 60.0
"""Time limit for one batch, in seconds of wall-clock time. On an idle machine, the first batch takes 1.5 seconds,
which includes loading the model, and each later one 0.5."""

BATCH: Final = 32
"""Sentences in one batch; their vectors take at most 8 MB."""

IDLE_SECONDS: Final = 60.0
"""Seconds without work after which the process ends."""

_MOST_THREADS: Final = 4
"""Sentences that are read at once. With more processors, the answer takes half a second anyway."""

_LARGEST: Final = 4096
"""Greatest accepted dimension of a vector; no known sentence encoder has more."""


class SentenceEncoder:
    """Gives the token vectors of sentences. Its methods block; call them from any thread that runs no event loop."""

    def __init__(self, model: EncoderModel, cache: Path | None, *, idle: float = IDLE_SECONDS) -> None:
        """Create an encoder. The process starts with the first call of `encode` that needs it.

        Args:
            model: The model, whose files are verified each time the process starts.
            cache: The file in which vectors are cached; None: they are not.
            idle: Seconds without work after which the process ends.
        """
        self.model = model
        self._cache = cache
        self._idle = idle
        self._pool: Pool | None = None
        self._retiring: asyncio.TimerHandle | None = None
        self._turn = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._closed = False

    def known(self, texts: Sequence[str]) -> dict[str, TokenVectors]:
        """The cached vectors by sentence, without those that are not cached. Takes milliseconds and starts nothing."""
        if self._cache is None:
            return {}
        return _unpacked(load(self._cache, self.model.key, texts))

    def encode(self, texts: Sequence[str]) -> tuple[dict[str, TokenVectors], str]:
        """The vectors of sentences, from the cache or else from the process.

        Args:
            texts: The sentences, each once.

        Returns:
            For each sentence, the vectors of its n tokens, shape (n, d) float16, and their spans in its text, shape
            (n, 2) int32; and a notice for the user, "" unless the cache could not be written.

        Raises:
            EncoderError: A file of the model has changed, the process failed or took longer than `SECONDS`, or the
                encoder is closed.
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
        """End the process. Calls in progress fail with EncoderError, and so does every later call that needs it."""
        with self._starting:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is not None and self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    # What follows runs on an event loop of its own, in a thread of its own

    def _wait(self, work: Coroutine[Any, Any, dict[str, PackedVectors]]) -> dict[str, PackedVectors]:
        with self._starting:
            if self._closed:
                work.close()
                raise EncoderError("newsdiff is closing.")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._serve, args=(self._loop,), name="encoder", daemon=True)
                self._thread.start()
            answer = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return answer.result()
        except CancelledError:
            raise EncoderError("newsdiff is closing.") from None

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        # Nothing may be left undone, such as a process that is being started: a call that waits for it would wait for
        # ever, and with it the end of the program.
        loop.run_until_complete(self._finish())
        loop.close()

    async def _finish(self) -> None:
        """End the process and every call in progress."""
        await self._retire()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

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
            "threads": min(_MOST_THREADS, cores()),
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
            why = str(error) if isinstance(error, WorkerError) else "Its answer makes no sense."
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


_MALLOC: Final = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "100000",
    "MALLOC_MMAP_THRESHOLD_": "65536",
    "OPENBLAS_NUM_THREADS": "1",
}
"""Settings with which glibc returns memory to the system: 168 MB stay in use instead of 225, measured with the packaged
model. numpy, which only scales vectors in this process, reserves no memory for threads."""


def _checked(sentence: Mapping[str, Any], size: int, text: str) -> PackedVectors:
    """The vectors of a sentence. The process is not trusted: their sizes and spans are verified.

    Raises:
        ValueError: The sizes do not agree, or a token lies outside the text.
    """
    count = sentence["count"]
    vectors = base64.b64decode(sentence["vectors"], validate=True)
    spans = base64.b64decode(sentence["spans"], validate=True)
    if not (0 <= size <= _LARGEST and len(vectors) == 2 * size * count and len(spans) == 8 * count):
        raise ValueError("vectors of a length other than that given")
    import struct

    numbers = struct.unpack(f"<{2 * count}i", spans)
    if any(not 0 <= start <= end <= len(text) for start, end in zip(numbers[::2], numbers[1::2], strict=True)):
        raise ValueError("a token outside the text")
    return PackedVectors(size, vectors, spans)


def _unpacked(found: Mapping[str, PackedVectors]) -> dict[str, TokenVectors]:
    # Imported lazily: numpy takes 0.1 s.
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
