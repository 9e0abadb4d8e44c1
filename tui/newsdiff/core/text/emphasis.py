"""Bold and italic words of a text, kept beside it: the text itself is the same with and without them.

Where a text is taken apart or put together, its emphasis is in it for a while as signs that no text has: noncharacters,
which `normalize.clean` removes from everything that comes from outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from newsdiff.core.emphasis_span import Emphasis

if TYPE_CHECKING:
    from collections.abc import Iterable

STRONG: Final = "\ufdd0", "\ufdd1"
"""What stands before bold words, and after them."""

EMPHASIS: Final = "\ufdd2", "\ufdd3"
"""The same for italic words."""

MOST: Final = 1_000
"""Spans of one text."""

_SIGN: Final = re.compile("[\ufdd0-\ufdd3]")
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def signed(words: str, *, strong: bool, emphasis: bool) -> str:
    """Words between the signs of what they are; white space around them stays outside."""
    words = _SIGN.sub("", words)
    found = _EDGES.fullmatch(words)
    if found is None or not found[2]:
        return words
    before, inside, after = found.groups()
    for (begin, end), wanted in ((EMPHASIS, emphasis), (STRONG, strong)):
        inside = f"{begin}{inside}{end}" if wanted else inside
    return f"{before}{inside}{after}"


def has_signs(text: str) -> bool:
    """Whether there are signs in a text."""
    return _SIGN.search(text) is not None


def without_signs(text: str) -> tuple[str, tuple[Emphasis, ...]]:
    """A text without its signs, and what they mean. Spans of one kind with nothing but a space between them are one."""
    if not has_signs(text):
        return text, ()
    pieces: list[str] = []
    length = at = 0
    begun: dict[bool, int] = {}
    found: dict[bool, list[Emphasis]] = {True: [], False: []}
    for sign in _SIGN.finditer(text):
        pieces.append(text[at : sign.start()])
        length, at = length + sign.start() - at, sign.end()
        strong = sign[0] in STRONG
        if sign[0] in (STRONG[0], EMPHASIS[0]):
            begun.setdefault(strong, length)
        elif (start := begun.pop(strong, length)) < length:
            found[strong].append(Emphasis(start, length, strong))
    plain = "".join((*pieces, text[at:]))
    return plain, tuple(sorted((*_joined(plain, found[True]), *_joined(plain, found[False])))[:MOST])


def with_signs(text: str, spans: Iterable[Emphasis]) -> str:
    """A text with the signs of its spans; those that are not within it are left out."""
    signs: list[tuple[int, int, str]] = []
    for start, end, strong in spans:
        if 0 <= start < end <= len(text):
            begin, finish = STRONG if strong else EMPHASIS
            # What ends at a place stands before what begins there.
            signs += [(start, 1, begin), (end, 0, finish)]
    pieces, at = [], 0
    for place, _, sign in sorted(signs):
        pieces += [text[at:place], sign]
        at = place
    return "".join((*pieces, text[at:]))


def emphasis_of(told: object, length: int) -> tuple[Emphasis, ...]:
    """Spans of a text of this length from lists of three values each, as JSON has them; none that make no sense."""
    if not isinstance(told, Sequence) or isinstance(told, str):
        return ()
    found = []
    for one in told[:MOST]:
        if isinstance(one, Sequence) and len(one) == 3 and all(isinstance(value, int) for value in one):
            start, end, strong = one
            if 0 <= start < end <= length:
                found.append(Emphasis(start, end, bool(strong)))
    return tuple(found)


def _joined(text: str, spans: Iterable[Emphasis]) -> list[Emphasis]:
    joined: list[Emphasis] = []
    for span in spans:
        if joined and text[joined[-1].end : span.start] in ("", " "):
            joined[-1] = span._replace(start=joined[-1].start)
        else:
            joined.append(span)
    return joined
