"""The words around a value: what is counted, and what stands beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsdiff.core.diff.spelling import initial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from newsdiff.core.text.tokenizer import Token

_HEADS: Final = 4
"""Words after a number among which the thing that is counted stands."""
_BEFORE: Final = 5
"""Tokens before a number in which what is counted is looked for where nothing follows it."""
_OF: Final = re.compile(
    r"[ ](?:out[ ])?(?:of|de|von|der|des|av|van|di|do|da)[ ](?:(?:the|its|his|her|their|those|all|an?)[ ])?"
)
_BREAK: Final = re.compile(r"[^\w\s'’“\"-]")


class SentenceWords:
    """The words of a sentence by place."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._starts = [token.start for token in tokens]

    @cached_property
    def keys(self) -> Set[str]:
        """The keys of all its words."""
        return frozenset(token.key for token in self.tokens)

    @cached_property
    def spellings(self) -> Mapping[str, Sequence[tuple[str, bool]]]:
        """Its content words as they are written, and whether each has a capital, by `spelling.initial`."""
        found: dict[str, list[tuple[str, bool]]] = {}
        for token in self.tokens:
            if not (token.number or token.stop):
                written = self.text[token.start : token.end]
                found.setdefault(initial(written), []).append((written, token.capital))
        return found

    def heads(self, end: int) -> tuple[str, ...]:
        """The stems of the content words right after a number, also across "of the seven"."""
        match = _OF.match(self.text, end)
        end = match.end() if match else end
        found: list[str] = []
        for token in self.tokens[bisect_left(self._starts, end) :][: 2 * _HEADS]:
            if _BREAK.search(self.text, end, token.start):
                break
            if token.number and match and not found:
                end = token.end
                continue
            if token.stop or token.number or len(found) == _HEADS:
                break
            found.append(token.key)
            end = token.end
        return tuple(found)

    def before(self, start: int) -> tuple[str, ...]:
        """The stems before a number that nothing follows, the nearest first: "a crowd of 41,308", "injuring 26"."""
        at = bisect_left(self._starts, start)
        near = self.tokens[max(at - _BEFORE, 0) : at]
        return tuple(token.key for token in near if not (token.stop or token.number))[-2:][::-1]

    def counted(self, start: int, end: int) -> tuple[str, ...]:
        """The heads of a number that takes up these characters."""
        return self.heads(end) or self.before(start)

    def beside(self, start: int, end: int, most: int) -> tuple[Token, ...]:
        """So many content words before and after a value, the nearest of each side first."""
        left, right = bisect_left(self._starts, start), bisect_left(self._starts, end)
        before = [token for token in self.tokens[:left] if token.end <= start and not (token.stop or token.number)]
        after = [token for token in self.tokens[right:] if not (token.stop or token.number)]
        return (*before[: -most - 1 : -1], *after[:most])
