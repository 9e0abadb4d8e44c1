"""Document frequencies, and the tf-idf weights of an item from them."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.clustering.tokenize import ItemTerms

IDF_POWER: Final = 0.75
"""The power to which the inverse document frequency is raised: that only two items have a word is often chance. Source:
measured; it gained over 1 on each of three public test sets."""

TITLE_WEIGHT: Final = 1.3
"""What being in the title adds to the term frequency of a word. Source: measured."""

BODY_WEIGHT: Final = 0.7
"""What being in the text once adds to it; for n times, this × (1 + ln n). Source: measured."""


class DocumentFrequency:
    """In how many documents of one language each word is. Items are only ever added.

    The title of an item is one document, and the text below it another.
    """

    def __init__(self, counts: Mapping[str, int] | None = None, documents: int = 0) -> None:
        """Begin with counts that are known.

        Args:
            counts: Stem -> number of documents that have it.
            documents: The number of all documents.
        """
        self.counts: Counter[str] = Counter(counts or {})
        self.documents = documents
        self._idf: dict[str, float] = {}
        """Of the words that were weighted since the last item was added."""

    def add(self, terms: ItemTerms) -> None:
        """Count an item."""
        self._idf.clear()
        for part in (terms.title, terms.body):
            if part:
                self.documents += 1
                self.counts.update(set(part))

    def restore(self, counts: Mapping[str, int], documents: int) -> None:
        """Take in counts from the store: those of some words, and the number of all documents."""
        self._idf.clear()
        self.counts.update(counts)
        self.documents = documents

    def weights(self, terms: ItemTerms) -> dict[str, float]:
        """The tf-idf vector of an item.

        Returns:
            Stem -> weight, in the order in which the words first occur; words that are in every document are left out.
            The vector has length 1, rounded to four decimals.
        """
        frequencies = dict.fromkeys(terms.title, TITLE_WEIGHT)
        for word, times in Counter(terms.body).items():
            often = BODY_WEIGHT if times == 1 else BODY_WEIGHT * (1 + math.log(times))
            frequencies[word] = frequencies[word] + often if word in frequencies else often
        idf = self._idf
        for word in frequencies:
            if word not in idf:
                idf[word] = self._inverse(word)
        found = {word: frequency * idf[word] for word, frequency in frequencies.items() if idf[word]}
        length = math.sqrt(math.fsum([weight * weight for weight in found.values()]))
        # Four decimals are more precise than the counts are, and short to store.
        return {word: round(weight / length, 4) for word, weight in found.items()}

    def _inverse(self, word: str) -> float:
        """The inverse document frequency of a word, ln((N + 2) / (df + ½)) to the power `IDF_POWER`; at least 0."""
        return math.pow(max(0.0, math.log((self.documents + 2) / (self.counts[word] + 0.5))), IDF_POWER)
