"""What the words of one story weigh: how rare they are in it, which are names, which are spellings of one another."""

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
"""So many names with one initial are compared with one another; the rarer ones of a huge story are not."""
_TITLE_CASE = 0.6
"""Share of capitalised words from which a sentence is a headline in title case, whose capitals tell nothing."""
_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words of a story by number, and what they weigh."""

    numbers: Mapping[str, int]
    keys: Sequence[str]
    """By number."""
    weights: Array
    """ln((N + 1) / (df + ½)) over the N sentences of the story, by number."""
    content: Flags
    """Not a function word."""
    plain: Flags
    """Neither a function word nor a name: what is said, rather than about whom."""
    spellings: Mapping[int, Sequence[tuple[int, float]]]
    """Names that are spelled almost alike (0..1)."""


def build_vocabulary(articles: Iterable[TokenizedArticle], language: str) -> Vocabulary:
    """The lexicon of a story, from every sentence of its articles."""
    # numpy costs a tenth of a second to import: not before something is compared.
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
    """Words that the story writes with a capital more often than without, first words and headlines aside."""
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
    """Names of the same initial that are spelled almost alike; `names` with the most frequent first."""
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
    # Both are compiled code that only comparing needs; the first frame does not.
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    scorer = Indel.normalized_similarity
    likeness: Any = cdist(keys, keys, scorer=scorer, score_cutoff=_MIN_LIKENESS, dtype=np.float32)
    for one, other in zip(*np.nonzero(likeness), strict=True):
        if one != other:
            yield keys[one], keys[other], float(likeness[one, other])
