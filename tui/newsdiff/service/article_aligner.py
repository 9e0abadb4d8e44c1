"""Aligns articles by their words, and with a sentence encoder if one is installed."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from newsdiff.config import Config
    from newsdiff.core.alignment.embeddings import TokenVectors
    from newsdiff.core.models import Alignment, Article
    from newsdiff.service.sentence_encoder import SentenceEncoder

RECORDS = "models.json"
"""Name of the file in the data folder that holds the hashes of the models that were set."""

_FORMER = 'The setting "semantic_model" has no effect any more: "model" takes its place; see "newsdiff model".'


_KEPT = 2
"""Alignments kept, the last ones: a story is counted in the list and opened from there."""


class Aligned(NamedTuple):
    """An alignment, and how it was computed."""

    alignment: Alignment
    notices: tuple[str, ...] = ()
    """Sentences for the user, such as why a model could not be used."""
    provisional: bool = False
    """It was computed by words alone, because the encoder has not read all sentences yet. Aligning again with `wait`
    completes it."""


class _Question(NamedTuple):
    """What an alignment depends on."""

    articles: tuple[Article, ...]
    min_score: float | None
    encoded: bool


class ArticleAligner:
    """Aligns articles. `align` blocks; call it from any thread that runs no event loop. Threads share one encoder
    process."""

    def __init__(self, settings: Config, folder: Path) -> None:
        """Create an aligner. The encoder is looked for when the first articles are aligned.

        Args:
            settings: They name the model.
            folder: The data folder, which holds the records and the cache of the encoder.
        """
        self._settings = settings
        self._folder = folder
        self._encoder: SentenceEncoder | None = None
        self._found = False
        self._lock = threading.Lock()
        self._recent: deque[tuple[_Question, Future[Alignment]]] = deque(maxlen=_KEPT)
        """What was aligned last or is being aligned now, and what came of it."""

    def align(self, articles: Sequence[Article], *, min_score: float | None = None, wait: bool = True) -> Aligned:
        """Align the articles of one story. A model that cannot be used is no error, but a notice.

        Two threads that ask for the same at once get one alignment, worked out once.

        Args:
            articles: Two or more.
            min_score: Keep every pair that scores above this (0..1), linked or not; None: those worth showing.
            wait: Wait until the encoder has read all sentences, which may take seconds. If False and some are new to
                it, the alignment is provisional.
        """
        vectors, notices, provisional = self._vectors(articles, wait=wait)
        return Aligned(self._shared(tuple(articles), min_score, vectors), notices, provisional)

    def _shared(
        self, articles: tuple[Article, ...], min_score: float | None, vectors: Mapping[str, TokenVectors] | None
    ) -> Alignment:
        """The alignment, from the thread that works it out, if another does."""
        from newsdiff.core.alignment.aligner import align

        # The vectors depend on the texts and the model alone.
        question = _Question(articles, min_score, vectors is not None)
        with self._lock:
            asked = next((answer for known, answer in self._recent if known == question), None)
            answer: Future[Alignment] = asked or Future()
            if asked is None:
                self._recent.append((question, answer))
        if asked is None:
            try:
                answer.set_result(align(articles, min_score=min_score, vectors=vectors))
            except BaseException as error:
                answer.set_exception(error)
                with self._lock:
                    self._recent = deque((one for one in self._recent if one[1] is not answer), _KEPT)
        return answer.result()

    def close(self) -> None:
        """End the process of the encoder. Articles are aligned by words alone from then on."""
        with self._lock:
            encoder, self._encoder, self._found = self._encoder, None, True
        if encoder is not None:
            encoder.close()

    def _vectors(
        self, articles: Sequence[Article], *, wait: bool
    ) -> tuple[Mapping[str, TokenVectors] | None, tuple[str, ...], bool]:
        from newsdiff.core.alignment.embeddings import texts

        encoder, fault = self._the_encoder()
        notices = (fault,) if fault else ()
        if encoder is None:
            return None, notices, False
        # An article in an unknown language is compared with articles in any language, so it is encoded with them.
        read = [one for one in articles if encoder.model.reads(one.language)]
        wanted = texts([*read, *(one for one in articles if not one.language)]) if read else ()
        if not wanted:
            return None, notices, False
        if not wait:
            known = encoder.known(wanted)
            complete = len(known) == len(wanted)
            return (known if complete else None), notices, not complete
        try:
            vectors, notice = encoder.encode(wanted)
        except EncoderError as error:
            return None, (*notices, str(error)), False
        return vectors, (*notices, notice) if notice else notices, False

    def _the_encoder(self) -> tuple[SentenceEncoder | None, str]:
        """The encoder that the settings name, or None; and a notice, which only the first call returns."""
        with self._lock:
            if not self._found:
                self._found = True
                from newsdiff.adapters.encoder import find
                from newsdiff.adapters.encoder.cache import FILE_NAME
                from newsdiff.service.sentence_encoder import SentenceEncoder

                try:
                    model = find(self._settings.model, self._folder / RECORDS)
                except EncoderError as error:
                    return None, f"{error} Sentences are compared by their words."
                if model is not None:
                    self._encoder = SentenceEncoder(model, self._folder / FILE_NAME)
                if self._settings.semantic_model:
                    return self._encoder, _FORMER
            return self._encoder, ""
