"""Names that are no difference, though only one of two sentences has them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from newsdiff.core.text.tokenizer import Token

_TITLE_CASE: Final = 0.6
"""Share of capitalised words from which a sentence is a headline in title case, whose capitals tell nothing."""


def lone_names(tokens: Sequence[Token], missing: Set[int], others: Set[str], known: Set[str]) -> set[int]:
    """Of the words that the other sentence lacks, the names that say nothing of how the two outlets differ.

    A first name or a title beside a name that both have is one (`Vladimir` before `Putin`), and so is a name by itself
    that the other sentence does not have, but its article does: there a "he" stands in its place. Where the other
    sentence has a name instead that this one lacks, the two may tell of different people, and no name is taken out.

    Args:
        tokens: Those of the sentence.
        missing: Places of the words that the other sentence lacks.
        others: Keys of the names of the other sentence that this one lacks.
        known: Keys of the names in the article of the other sentence.
    """
    capitals = {place for place, token in enumerate(tokens) if token.capital and not token.stop and not token.number}
    if others or len(capitals) >= _TITLE_CASE * len(tokens):
        return set()
    found = set()
    for place in capitals & missing:
        run = _run(tokens, capitals, place)
        alone = not {min(run) - 1, max(run) + 1} & missing
        if run - missing or (alone and tokens[place].key in known):
            found.add(place)
    return found


def _run(tokens: Sequence[Token], capitals: Set[int], place: int) -> set[int]:
    """The words with capitals that stand together around a place."""
    after = takewhile(lambda at: at in capitals and _beside(tokens, at - 1), range(place + 1, len(tokens)))
    before = takewhile(lambda at: at in capitals and _beside(tokens, at), range(place - 1, -1, -1))
    return {place, *after, *before}


def _beside(tokens: Sequence[Token], place: int) -> bool:
    """Whether only a space stands between a token and the next."""
    return tokens[place + 1].start - tokens[place].end <= 1
