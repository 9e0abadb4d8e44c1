"""The vocabulary of a story: the weights of its words by rarity, names, and spelling variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.text.tokenizer import Token

    Array = NDArray[np.float32]
    Flags = NDArray[np.bool_]

_MIN_LIKENESS = 0.75
"""Indel similarity of two spellings of a name (Zelensky, Zelenskyy). Source: measured (tests/bench/align_bench.py)."""
_MIN_LETTERS = 4
_MAX_SPELLINGS = 3000
"""Maximum names per initial that are compared with one another, the most frequent first."""
_TITLE_CASE = 0.6
"""Share of capitalised words from which a sentence counts as title case, where capitals are uninformative."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that capitalise every noun."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of a story by number, with their weights."""

    numbers: Mapping[str, int]
    keys: Sequence[str]
    """By number."""
    weights: Array
    """ln((N + 1) / (df + ½)) over the N sentences of the story, by number."""
    content: Flags
    """Whether a word is no function word."""
    plain: Flags
    """Whether a word is neither a function word nor a name."""
    spellings: Mapping[int, Sequence[tuple[int, float]]]
    """Names with a similar spelling, and their similarity (0..1)."""


def build_vocabulary(articles: Iterable[TokenizedArticle], language: str) -> Vocabulary:
    """Build the vocabulary of a story from every sentence of its articles."""
    # Imported lazily: numpy takes 0.1 s.
    import numpy as np

    sentences = [sentence for article in articles for sentence in article.tokens]
    frequency: Counter[str] = Counter()
    stops: set[str] = set()
    for sentence in sentences:
        frequency.update({token.key for token in sentence})
        stops.update(token.key for token in sentence if token.stop)
    names = _names(sentences) if language not in _CAPITAL_NOUNS else frozenset()
    keys = sorted(frequency)
    numbers = {key: number for number, key in enumerate(keys)}
    df = np.array([frequency[key] for key in keys], np.float32)
    content = np.array([key not in stops for key in keys], bool)
    plain = content & np.array([key not in names for key in keys], bool)
    weights = np.log((len(sentences) + 1) / (df + np.float32(0.5))).astype(np.float32)
    spellings = _spellings(sorted(names - stops, key=lambda key: (-frequency[key], key)), numbers)
    return Vocabulary(numbers, keys, weights, content, plain, spellings)


def _names(sentences: Sequence[Sequence[Token]]) -> frozenset[str]:
    """Words that are capitalised more often than not, apart from first words and headlines."""
    votes: Counter[str] = Counter()
    for sentence in sentences:
        capitals = sum(token.capital for token in sentence)
        if capitals >= _TITLE_CASE * len(sentence):
            continue
        for place, token in enumerate(sentence):
            if not token.capital:
                votes[token.key] -= 1
            elif place:
                votes[token.key] += 1
    return frozenset(key for key, vote in votes.items() if vote > 0)


def _spellings(names: Sequence[str], numbers: Mapping[str, int]) -> dict[int, list[tuple[int, float]]]:
    """Names with the same initial and a similar spelling; `names` has the most frequent first."""
    initials: dict[str, list[str]] = defaultdict(list)
    for key in names:
        if len(key) >= _MIN_LETTERS:
            initials[key[0]].append(key)
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for keys in initials.values():
        for one, other, likeness in _alike(keys[:_MAX_SPELLINGS]):
            found[numbers[one]].append((numbers[other], likeness))
    return found


def _alike(keys: list[str]) -> Iterator[tuple[str, str, float]]:
    # Imported lazily: only comparing needs them.
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    scorer = Indel.normalized_similarity
    likeness: Any = cdist(keys, keys, scorer=scorer, score_cutoff=_MIN_LIKENESS, dtype=np.float32)
    for one, other in zip(*np.nonzero(likeness), strict=True):
        if one != other:
            yield keys[one], keys[other], float(likeness[one, other])
