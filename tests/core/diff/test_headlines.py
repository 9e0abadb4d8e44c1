from __future__ import annotations

from dataclasses import replace

from newsdiff.core.diff.headlines import headline_conflicts
from support.article_builders import article


def values(
    *titles: str, shown: tuple[int, ...] | None = None, languages: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """The values that headlines give otherwise, as they write them."""
    articles = [replace(article(f"Outlet {number}", ["Text."]), title=one) for number, one in enumerate(titles)]
    articles = [replace(one, language=language) for one, language in zip(articles, languages, strict=False)] or articles
    found = headline_conflicts(articles, shown or tuple(range(len(titles))))
    return [(titles[one.a][slice(*one.conflict.a)], titles[one.b][slice(*one.conflict.b)]) for one in found]


def test_tolls_in_three_headlines_conflict_where_they_exclude_each_other() -> None:
    found = values(
        "At least 50 killed in mosque shootings",
        "49 killed in mosque shooting in New Zealand",
        "Mosque attack kills 52",
    )
    assert found == [("50", "49"), ("49", "52")]


def test_headlines_without_figures_conflict_in_nothing() -> None:
    assert values("Putin challenged to meet", "By Thursday we will know who was bluffing") == []


def test_only_shown_outlets_are_compared() -> None:
    assert values("49 killed in attack", "No figure here", "50 killed in attack", shown=(0, 1)) == []


def test_headlines_in_two_languages_are_not_compared() -> None:
    assert values("49 killed in attack", "50 killed in attack", languages=("en", "de")) == []
