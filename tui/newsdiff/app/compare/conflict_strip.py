"""The details that differ, as lines over the story: value against value, and what they are of in an outlet's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.rendering.text_strips import flat
from newsdiff.app.rendering.text_wrap import parts_width, shorten, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.app.compare.masthead import Part
    from newsdiff.core.diff.conflict_list import ListedConflict
    from newsdiff.core.models import Article

_APART = "   "
"""Between what stands side by side in a line."""

_BETWEEN = "  "
"""Between conflicts in a line, each of which has room for the pointer before it."""

_WIDEST_VALUES = 3
"""Values that take more than a third of a line push only their own words to the right."""


class Pointer(NamedTuple):
    """The conflicts that the cursor is on, and the sign before them."""

    sign: str = ""
    conflicts: tuple[ListedConflict, ...] = ()

    def before(self, one: ListedConflict) -> Iterator[Part]:
        """What stands before a conflict: this sign or the room for it, and the mark of all."""
        yield (self.sign if one in self.conflicts else " ", "accent")
        yield ("# ", "differs")


NOWHERE = Pointer()
"""The cursor is on no conflict."""


def conflict_parts(one: ListedConflict, pointer: Pointer = NOWHERE) -> Iterator[Part]:
    """A conflict in one line: each value, with the numbers of the outlets that give it."""
    yield from pointer.before(one)
    yield from _values(one)


def _values(one: ListedConflict) -> Iterator[Part]:
    for number, value in enumerate(one.values):
        if number:
            yield (" | ", "muted")
        yield (flat(value.text), "figure")
        yield (f" ({', '.join(str(article + 1) for article in value.articles)})", "muted")


def _short_parts(one: ListedConflict, pointer: Pointer) -> Iterator[Part]:
    """The values alone; the words that all of them end with stand once: "2.4 | 3.1 million euros"."""
    values = [flat(value.text).split(" ") for value in one.values]
    least = min(map(len, values))
    same = next((at for at in range(least) if len({value[-1 - at] for value in values}) > 1), least)
    same = min(same, least - 1)
    yield from pointer.before(one)
    for number, value in enumerate(values, 1):
        yield (" ".join(value if number == len(values) else value[: len(value) - same]), "figure")
        if number < len(values):
            yield (" | ", "muted")


def conflict_words(one: ListedConflict) -> str:
    """The values of a conflict and who gives them, as text."""
    return "".join(text for text, _ in _values(one))


def quote_parts(articles: Sequence[Article], one: ListedConflict, room: int) -> tuple[Part, ...]:
    """What a detail is of: the number of an outlet, and its words around the value; nothing without room for them."""
    # Imported for the first conflict: the story is on the screen before that.
    from newsdiff.core.diff.value_quotes import value_quote

    quote = value_quote(articles, one, room - len("1 “”"), width_of)
    if quote is None:
        return ()
    before, value, after = quote.text[: quote.start], quote.text[quote.start : quote.end], quote.text[quote.end :]
    return (
        (f"{quote.article + 1} “{flat(before)}", "muted"),
        (flat(value), "figure"),
        (f"{flat(after)}”", "muted"),
    )


def conflict_lines(
    conflicts: Sequence[ListedConflict], articles: Sequence[Article], width: int, most: int, pointer: Pointer = NOWHERE
) -> Iterator[tuple[Part, ...]]:
    """The conflicts on at most `most` lines, each with what it is of; the last line has the values of all the others.

    Args:
        conflicts: The first ones matter most.
        articles: The story.
        width: Cells of a line.
        most: Lines.
        pointer: Those that the cursor is on.
    """
    alone = list(conflicts) if len(conflicts) <= most else list(conflicts[: most - 1])
    values = [tuple(conflict_parts(one, pointer)) for one in alone]
    column = max((wide for wide in map(parts_width, values) if wide * _WIDEST_VALUES <= width), default=0)
    for one, parts in zip(alone, values, strict=True):
        before = max(column, parts_width(parts))
        quote = quote_parts(articles, one, width - before - len(_APART))
        gap = (" " * (before - parts_width(parts)) + _APART, "muted")
        yield (*parts, gap, *quote) if quote else parts
    if len(alone) < len(conflicts):
        yield tuple(one_line(conflicts[len(alone) :], width, pointer))


def one_line(
    conflicts: Sequence[ListedConflict], room: int, pointer: Pointer = NOWHERE, *, short: bool = False
) -> Iterator[Part]:
    """The values of as many conflicts as fit in a line, and how many more there are; `short` without the outlets.

    Those that the cursor is on come first, so that they are always among them.
    """
    conflicts = sorted(conflicts, key=lambda one: one not in pointer.conflicts)
    left = len(conflicts)
    for number, one in enumerate(conflicts):
        told = _short_parts(one, pointer) if short else conflict_parts(one, pointer)
        parts = [(_BETWEEN if number else "", "muted"), *told]
        wide = parts_width(parts)
        more = f"{_APART}+{left} more" if left > 1 else ""
        if wide + width_of(more) > room:
            yield (f"{_APART}+{left} more" if number else shorten("".join(text for text, _ in parts), room), "differs")
            return
        yield from parts
        room -= wide
        left -= 1
