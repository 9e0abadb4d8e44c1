"""Sentences with the same words match, however much else in both articles is like them."""

from __future__ import annotations

from newsdiff.core.alignment.aligner import align
from newsdiff.core.models import Ref
from support.article_builders import article

NAMES = ("Aldmark", "Borve", "Corran", "Dunmore", "Eastby", "Fennick", "Garve", "Hesk", "Inver", "Jura")


def market(name: str, closes: range) -> list[str]:
    """A report in which all sentences are of one form."""
    return [
        f"Shares of {company} {name} rose {number} percent to {number + 40} euros at the close on Monday."
        for number in closes
        for company in NAMES
    ]


def test_identical_sentences_of_formulaic_articles_match() -> None:
    one, other = market("Mills", range(2, 8)), market("Mills", range(5, 11))
    found = align([article("A", one), article("B", other)])
    linked = {(match.a, match.b): match.level for match in found.matches if match.level}
    same = [(Ref(0, at), Ref(1, other.index(text))) for at, text in enumerate(one) if text in other]
    assert len(same) == 30
    assert [linked.get(pair) for pair in same] == ["same"] * 30
