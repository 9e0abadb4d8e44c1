"""Words of two sentences with the same meaning, by their embeddings ("adopted", "approved")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.models import Paraphrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.alignment.embeddings import TokenStates
    from newsdiff.core.alignment.evidence import SentenceView
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.text.tokenizer import Token

    Array = NDArray[np.float32]
    Integers = NDArray[np.int64]

MIN_COSINE: Final = 0.55
"""Minimum cosine of the tokens of two words. Source: of 60 word pairs above it in matching sentences, 51 are correct;
above .5 it is 49."""

_NOT: Final = frozenset({"un", "in", "im", "il", "ir", "dis", "non", "a", "anti"})
_LISTED: Final = """
    dozen dozens hundred hundreds thousand thousands million millions billion billions trillion trillions
    second seconds minute minutes hour hours day days night nights week weeks weekend month months year years decade
    decades century centuries morning afternoon evening noon midnight today tomorrow yesterday tonight
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
"""
_UNLIKE: Final = frozenset(_LISTED.split())
"""Words of time and number are similar in every model, but their differences matter to readers."""


def paraphrases(
    vocabulary: Vocabulary, a: tuple[SentenceView, TokenStates, int], b: tuple[SentenceView, TokenStates, int]
) -> tuple[Paraphrase, ...]:
    """Pairs of different words of two sentences with the same meaning.

    The two are mutual nearest neighbours among the words that the other sentence lacks. Function words, figures, words
    of time and number, opposites by a prefix, and two different names are never paired.

    Args:
        vocabulary: The vocabulary of the story.
        a: The first sentence: its words, the tokens of its article, and its row there.
        b: The second.

    Returns:
        In the order of the first sentence.
    """
    import numpy as np

    mine, theirs = list(_left(vocabulary, a[0], b[0])), list(_left(vocabulary, b[0], a[0]))
    if not mine or not theirs:
        return ()
    cosines = _cosines(_vectors(mine, *a[1:]), _vectors(theirs, *b[1:]), (len(mine), len(theirs)))
    named = [np.array([_is_name(vocabulary, token) for token in tokens]) for tokens in (mine, theirs)]
    cosines[np.logical_and.outer(*named)] = -1
    best, best_b = cosines.argmax(axis=1), cosines.argmax(axis=0)
    found = [
        (mine[row], theirs[column])
        for row, column in enumerate(best.tolist())
        if best_b[column] == row and cosines[row, column] >= MIN_COSINE
    ]
    return tuple(_paraphrase(a[0], one, b[0], other) for one, other in found if not _opposed(one.key, other.key))


def _paraphrase(a: SentenceView, one: Token, b: SentenceView, other: Token) -> Paraphrase:
    written = f"{a.text[one.start : one.end]}/{b.text[other.start : other.end]}"
    return Paraphrase((one.start, one.end), (other.start, other.end), written)


def _left(vocabulary: Vocabulary, sentence: SentenceView, other: SentenceView) -> Iterator[Token]:
    """The words of a sentence that the other lacks in any form or spelling."""
    for token in sentence.tokens:
        if token.stop or token.number or token.key in other.by_key:
            continue
        near = vocabulary.spellings.get(vocabulary.numbers[token.key], ())
        written = sentence.text[token.start : token.end].lower()
        if written not in _UNLIKE and not any(vocabulary.keys[number] in other.by_key for number, _ in near):
            yield token


def _opposed(one: str, other: str) -> bool:
    """Whether one word is the other with a negating prefix (accurate, inaccurate)."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and long[: -len(short)] in _NOT


def _is_name(vocabulary: Vocabulary, token: Token) -> bool:
    number = vocabulary.numbers[token.key]
    return bool(vocabulary.content[number] and not vocabulary.plain[number])


def _vectors(words: Sequence[Token], states: TokenStates, row: int) -> tuple[Array, Integers]:
    """The vectors of the words' tokens, and the word of each, by number."""
    import numpy as np

    start, end = np.searchsorted(states.rows, (row, row + 1))
    starts = states.starts[start:end]
    places, tokens = np.nonzero(np.array([word.start for word in words])[:, None] == starts)
    return states.vectors[start:end][tokens], places


def _cosines(a: tuple[Array, Integers], b: tuple[Array, Integers], shape: tuple[int, int]) -> Array:
    """The best cosine of any two tokens for every pair of words; -1 if one of them has no vector."""
    import numpy as np

    found = np.full(shape, -1, np.float32)
    if len(a[1]) and len(b[1]):
        rows, columns = (np.unique(one[1], return_index=True) for one in (a, b))
        best = np.maximum.reduceat(np.maximum.reduceat(a[0] @ b[0].T, rows[1], axis=0), columns[1], axis=1)
        found[np.ix_(rows[0], columns[0])] = best
    return found
