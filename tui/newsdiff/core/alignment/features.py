"""Pairwise match features, one value per feature."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.alignment.term_vectors import MIN_QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.term_vectors import TermMatrix
    from newsdiff.core.alignment.vocabulary import Vocabulary

    Array = NDArray[np.float32]
    Integers = NDArray[np.int64]

_SMOOTH = 5.0
"""Smoothing (about two rare words), so one shared word cannot dominate."""
_LEAD = 5.0
"""Sentences over which the weight of the opening falls to 1/e."""
_MIN_COVERED = 0.6
"""Share of a quotation's words that the other sentence must have for a fuzzy comparison."""
MIN_LIKENESS = 80.0
"""Minimum rapidfuzz `partial_ratio` (0..100) of a quotation and a sentence that contains it."""
_COLUMNS = 2048
"""Words processed at a time, to bound memory."""


class Bridge(NamedTuple):
    """The similarities (`shared`) of a first and a third article, and of the third and a second.

    The third article has at least one sentence.
    """

    there: Array
    back: Array


class Common(NamedTuple):
    """The weight of the words that two sentences have in common, for every pair (row of `a`, row of `b`)."""

    plain: Array
    stops: Array
    names_a: Array
    """Names of the first that the second has in any spelling."""
    names_b: Array
    """Names of the second that the first has in any spelling."""
    anchors: Array
    """Content words, each weighted by 1 / sentence frequency."""


def features(
    vocabulary: Vocabulary, a: TermMatrix, b: TermMatrix, paths: Sequence[Bridge] = ()
) -> Iterator[tuple[str, Array]]:
    """Every feature by name, for every pair of sentences (row of `a`, row of `b`); one by one, to save memory.

    They depend only on the two articles, the vocabulary and the paths.

    Args:
        vocabulary: The vocabulary of the story.
        a: The first article.
        b: The second.
        paths: Bridges through third articles; without any, there is no feature "bridge_similarity".
    """
    import numpy as np

    common = _common(vocabulary, a, b)
    alike = _alike(common, a, b)
    yield "shared", alike
    # Neighbours of matching sentences often match too.
    yield "around", _around(alike)
    if paths:
        yield "bridge_similarity", bridge_similarity(paths)
    # Words that are neither function words nor names.
    yield "plain", common.plain
    # Names that the other sentence lacks.
    others = np.minimum(a.names[:, None] - common.names_a, b.names - common.names_b)
    yield "other_names", np.log1p(np.maximum(others, np.float32(0)))
    yield "anchors", np.log1p(common.anchors)
    yield "order", _order(a, b)
    # Openings report the same event; this matters if there is little other evidence.
    yield "lead", np.outer(_lead(a), _lead(b)) / (1 + common.anchors)
    quotation = _quotation(a, b)
    yield "quotation", quotation
    # Different quotations: distinct statements even if many words are shared.
    yield "other_quotation", np.where(quotation == 0, np.outer(a.quoted, b.quoted), np.float32(0))


def shared(vocabulary: Vocabulary, a: TermMatrix, b: TermMatrix) -> Array:
    """The mean weighted share (0..1) of one sentence's words that the other has, for every pair of sentences."""
    return _alike(_common(vocabulary, a, b), a, b)


def _alike(common: Common, a: TermMatrix, b: TermMatrix) -> Array:
    import numpy as np

    alike = common.plain + common.stops
    of_a, of_b = (
        (alike + common.names_a) / (a.weight_sum[:, None] + _SMOOTH),
        (alike + common.names_b) / (b.weight_sum + _SMOOTH),
    )
    return np.asarray((of_a + of_b) / 2, np.float32)


def _around(alike: Array) -> Array:
    """The mean similarity of the neighbours of two sentences; 0 beyond the ends."""
    import numpy as np

    rows, columns = alike.shape
    wide = np.zeros((rows + 2, columns + 2), np.float32)
    wide[1:-1, 1:-1] = alike
    found = sum(wide[row : row + rows, column : column + columns] for row in range(3) for column in range(3))
    return np.asarray((found - alike) / 8, np.float32)


def bridge_similarity(paths: Sequence[Bridge]) -> Array:
    """Bridge similarity via the third article with the largest total."""
    found = [_through(*path) for path in paths]
    return max(found, key=lambda one: float(one.sum()))


def _through(there: Array, back: Array) -> Array:
    """The weaker of the two similarities, via the third article's sentence most similar to one of the two."""
    import numpy as np

    nearest_a, nearest_b = there.argmax(axis=1), back.argmax(axis=0)
    from_a = np.minimum(there.max(axis=1)[:, None], back[nearest_a])
    from_b = np.minimum(there[:, nearest_b], back.max(axis=0))
    return np.asarray(np.maximum(from_a, from_b), np.float32)


def _lead(terms: TermMatrix) -> Array:
    """Proximity of each sentence to the headline: 1 for the headline itself, decaying exponentially."""
    import numpy as np

    return np.exp((np.arange(len(terms.order)) + terms.first) / -_LEAD).astype(np.float32)


def product(left: Array, right: Array) -> Array:
    """Dot products of every row of one with every row of the other."""
    import numpy as np

    # On some processors OpenBLAS leaves the floating-point flags of unused lanes raised; numpy then warns of invalid
    # values although every result is a number.
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        return left @ right.T


def _common(vocabulary: Vocabulary, a: TermMatrix, b: TermMatrix) -> Common:
    import numpy as np

    size = len(vocabulary.weights)
    in_a, in_b = _count(a, size), _count(b, size)
    in_both = np.flatnonzero((in_a > 0) & (in_b > 0))
    rarity = (1 / np.maximum(np.maximum(in_a, in_b), 1)).astype(np.float32)
    found = Common(*(np.zeros((len(a.order), len(b.order)), np.float32) for _ in range(5)))
    for start in range(0, len(in_both), _COLUMNS):
        columns = in_both[start : start + _COLUMNS]
        place = np.full(size, -1, np.int64)
        place[columns] = np.arange(len(columns))
        exact_a, any_a = _dense(a, place, len(columns))
        exact_b, any_b = _dense(b, place, len(columns))
        weights, plain, content = vocabulary.weights[columns], vocabulary.plain[columns], vocabulary.content[columns]
        stops, names = ~content, content & ~plain
        found.plain[:] += product(exact_a[:, plain] * weights[plain], exact_b[:, plain])
        found.stops[:] += product(exact_a[:, stops] * weights[stops], exact_b[:, stops])
        found.names_a[:] += product(exact_a[:, names] * weights[names], any_b[:, names])
        found.names_b[:] += product(any_a[:, names] * weights[names], exact_b[:, names])
        found.anchors[:] += product(any_a[:, content] * rarity[columns][content], any_b[:, content])
    return found


def _count(terms: TermMatrix, size: int) -> Array:
    """The sentence frequency of each word, other spellings included."""
    import numpy as np

    count = np.bincount(terms.numbers, minlength=size)
    return (count + np.bincount(terms.near_numbers, terms.near_values, minlength=size)).astype(np.float32)


def _dense(terms: TermMatrix, place: Integers, columns: int) -> tuple[Array, Array]:
    """Sentence-word matrices: exact words, and words in any spelling."""
    import numpy as np

    exact = np.zeros((len(terms.order), columns), np.float32)
    at = place[terms.numbers]
    exact[terms.rows[at >= 0], at[at >= 0]] = 1
    at = place[terms.near_numbers]
    if not (at >= 0).any():
        return exact, exact
    near = exact.copy()
    near[terms.near_rows[at >= 0], at[at >= 0]] = terms.near_values[at >= 0]
    return exact, near


def _order(a: TermMatrix, b: TermMatrix) -> Array:
    """The longest common subsequence of words, as a share of the shorter sentence."""
    import numpy as np
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cdist

    common = cdist(a.order, b.order, scorer=LCSseq.similarity, dtype=np.float32)
    return np.asarray(common / np.maximum(np.minimum.outer(a.lengths, b.lengths), 1), np.float32)


def _quotation(a: TermMatrix, b: TermMatrix) -> Array:
    """The best quotation shared by two sentences: similarity (0..1) × ln(1 + words quoted)."""
    import numpy as np

    found = np.zeros((len(a.order), len(b.order)), np.float32)
    for row, other, value in _found_quotations(a, b):
        found[row, other] = max(found[row, other], value)
    for row, other, value in _found_quotations(b, a):
        found[other, row] = max(found[other, row], value)
    return found


def _found_quotations(quoting: TermMatrix, other: TermMatrix) -> Iterator[tuple[int, int, float]]:
    from rapidfuzz.fuzz import partial_ratio

    for number, row in _covered(quoting, other):
        quotation = quoting.quotations[number]
        texts = (other.lowered[row], other.said[row]) if other.said[row] else (other.lowered[row],)
        likeness = max(partial_ratio(quotation.text, text, score_cutoff=MIN_LIKENESS) for text in texts) / 100
        if likeness:
            words = min(quotation.words, int(other.lengths[row]))
            yield quotation.row, row, likeness * math.log1p(words)


def _covered(quoting: TermMatrix, other: TermMatrix) -> list[tuple[int, int]]:
    """Quotations of one article, by number, and rows of another that have enough of their words."""
    import numpy as np

    if not quoting.quotations or not len(other.numbers):
        return []
    of = np.repeat(np.arange(len(quoting.quotations)), [len(one.numbers) for one in quoting.quotations])
    numbers = [number for one in quoting.quotations for number in one.numbers]
    # `np.unique` would import the masked arrays, which takes as long as comparing two articles.
    words, columns = np.array(numbers, np.int64), np.array(sorted(set(numbers)), np.int64)
    said = np.zeros((len(quoting.quotations), len(columns)), np.float32)
    said[of, np.searchsorted(columns, words)] = 1
    at = np.searchsorted(columns, other.numbers).clip(max=len(columns) - 1)
    known = columns[at] == other.numbers
    present = np.zeros((len(other.order), len(columns)), np.float32)
    present[other.rows[known], at[known]] = 1
    least = np.minimum.outer(said.sum(axis=1), other.lengths) * _MIN_COVERED
    enough = (product(said, present) >= least) & (other.lengths >= MIN_QUOTED)
    return [(number, row) for number, row in np.argwhere(enough).tolist()]
