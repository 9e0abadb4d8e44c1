"""Articles aligned with what this machine has: by words, and by a sentence encoder where there is one."""

from __future__ import annotations

import threading
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
"""In the data folder: what the files of models that were set hash to."""


_FORMER = 'The setting "semantic_model" has no effect any more: "model" takes its place; see "newsdiff model".'


class Aligned(NamedTuple):
    """An alignment, and how it came about."""

    alignment: Alignment
    notices: tuple[str, ...] = ()
    """What the reader should know: a model that could not be used, and why."""
    provisional: bool = False
    """By words alone, while the encoder has yet to read some of the sentences."""


class ArticleAligner:
    """Aligns articles. For any thread but that of an event loop; several threads share one encoder process."""

    def __init__(self, settings: Config, folder: Path) -> None:
        """Take the settings, which name the model, and the data folder, where what it has read is kept."""
        self._settings = settings
        self._folder = folder
        self._encoder: SentenceEncoder | None = None
        self._found = False
        self._lock = threading.Lock()

    def align(self, articles: Sequence[Article], *, min_score: float | None = None, wait: bool = True) -> Aligned:
        """The matches between the articles of one story.

        Args:
            articles: Two or more.
            min_score: Keep every pair that scores above this (0..1), linked or not; None: those worth showing.
            wait: Wait for the encoder to read what is new, up to seconds. Otherwise what it has not read yet makes the
                alignment provisional.
        """
        from newsdiff.core.alignment.aligner import align

        vectors, notices, provisional = self._vectors(articles, wait=wait)
        return Aligned(align(articles, min_score=min_score, vectors=vectors), notices, provisional)

    def close(self) -> None:
        """End the encoder's process."""
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
        # An article of unknown language is compared with those of each language, and read with them.
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
        """The encoder that the settings name, found once; and, once, why there is none although they name one."""
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
