"""In how many documents each word stands, by language; it grows with every item and is never taken back."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.clustering.tokenize import ItemTerms

RARITY: Final = 0.75
"""The power to which rarity is raised: that only two items have a word is often chance. Source: measured; it gained
over 1 on each of three public test sets."""

TITLE: Final = 1.3
"""What it adds to the weight of a word that it stands in the title. Source: measured."""

BODY: Final = 0.7
"""What it adds that a word stands in the text once. Source: measured."""


class DocumentFrequency:
    """Documents of one language, and how many of them hold each word. A title is one, and the text below it another."""

    def __init__(self, counts: Mapping[str, int] | None = None, documents: int = 0) -> None:
        self.counts: Counter[str] = Counter(counts or {})
        self.documents = documents
        self._rarities: dict[str, float] = {}
        """Of the words that were weighed since the last was counted."""

    def add(self, words: ItemTerms) -> None:
        """Counts an item."""
        self._rarities.clear()
        for part in (words.title, words.body):
            if part:
                self.documents += 1
                self.counts.update(set(part))

    def recall(self, counts: Mapping[str, int], documents: int) -> None:
        """Puts in place what was counted before, of some words, and in how many documents."""
        self._rarities.clear()
        self.counts.update(counts)
        self.documents = documents

    def weights(self, words: ItemTerms) -> dict[str, float]:
        """What the words of an item weigh now, in the order of their first standing, of length 1 altogether."""
        title = set(words.title)
        shares = dict.fromkeys(words.title, TITLE)
        for word, times in Counter(words.body).items():
            often = BODY if times == 1 else BODY * (1 + math.log(times))
            shares[word] = TITLE + often if word in title else often
        rarities, found = self._rarities, dict[str, float]()
        for word, share in shares.items():
            rarity = rarities.get(word)
            if rarity is None:
                rarity = rarities[word] = self._rarity(word)
            if rarity:
                found[word] = share * rarity
        length = math.sqrt(math.fsum([weight * weight for weight in found.values()]))
        # Four decimals are more than the words bear, and are short to store.
        return {word: round(weight / length, 4) for word, weight in found.items()}

    def _rarity(self, word: str) -> float:
        """How rare a word is now, from 0, as its weight has it."""
        return math.pow(max(0.0, math.log((self.documents + 2) / (self.counts[word] + 0.5))), RARITY)
