"""Where articles and sentences of a story went after articles joined it or got their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.models import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from newsdiff.core.models import Article


def moved_articles(before: tuple[Article, ...], after: tuple[Article, ...]) -> dict[int, int]:
    """Where the articles of a story went: old index to new index. What is not in it any more is left out."""
    free = list(range(len(after)))
    moved: dict[int, int] = {}
    for old, article in enumerate(before):
        new = next((number for number in free if _is_same(article, after[number])), None)
        if new is not None:
            moved[old] = new
            free.remove(new)
    for old, article in enumerate(before):
        # Another article of the same outlet takes its place.
        new = next((number for number in free if after[number].outlet == article.outlet), None)
        if old not in moved and new is not None:
            moved[old] = new
            free.remove(new)
    return moved


def hidden_articles(hidden: Collection[int], moved: Mapping[int, int], count: int, most: int) -> set[int]:
    """What is hidden of a story after articles joined it: an outlet that finds all places taken waits for its key.

    Args:
        hidden: What was hidden before.
        moved: Where the articles went.
        count: How many articles there are now.
        most: How many can be shown.
    """
    found = {moved[article] for article in hidden if article in moved}
    shown = len(moved) - len(found)
    for article in range(count):
        if article not in moved.values():
            if shown >= most:
                found.add(article)
            shown += 1
    return found


def _is_same(one: Article, other: Article) -> bool:
    """Whether two are the same article, of which one may have more of its text."""
    return (one.source, one.outlet, one.title) == (other.source, other.outlet, other.title)


def followed_sentence(
    ref: Ref | None,
    before: tuple[Article, ...],
    after: tuple[Article, ...],
    moved: dict[int, int],
    *,
    exact: bool = False,
) -> Ref | None:
    """Where a sentence stands now: the nearest with the same text, else (unless `exact`) what has its number."""
    if ref is None or ref.article not in moved:
        return None
    article = moved[ref.article]
    old, new = before[ref.article].sentences, after[article].sentences
    same = (number for number, one in enumerate(new) if one.text == old[ref.sentence].text)
    nearest = min(same, key=lambda number: abs(number - ref.sentence), default=None)
    if nearest is None and not exact and new:
        nearest = min(ref.sentence, len(new) - 1)
    return None if nearest is None else Ref(article, nearest)
