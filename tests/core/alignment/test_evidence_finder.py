"""Evidence is worked out when it is read, once, and is then what it always was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.alignment import evidence_finder
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.evidence import why
from support.article_builders import article

if TYPE_CHECKING:
    from newsdiff.core.models import Evidence, Match


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Evidence]:
    """What was worked out so far."""
    found: list[Evidence] = []

    def noted(*given: object) -> Evidence:
        found.append(why(*given))  # type: ignore[arg-type]  # whatever it takes
        return found[-1]

    monkeypatch.setattr(evidence_finder, "why", noted)
    return found


def pair() -> Match:
    one, other = (article(name, ["The 14 ferries left Eastport early."]) for name in "AB")
    (match,) = align([one, other]).matches
    return match


def test_nobody_waits_for_evidence_that_is_not_read(asked: list[Evidence]) -> None:
    match = pair()
    assert match.why.paraphrases == ()
    assert replace(match, level=None).score == match.score
    assert not asked


def test_evidence_is_worked_out_once(asked: list[Evidence]) -> None:
    why = replace(pair(), by="reader").why
    assert (why.figures, why.quotation) == (("14",), None)
    assert set(why.words) == {"ferries", "left", "Eastport", "early"}
    assert len(asked) == 1


def test_evidence_has_no_other_fields() -> None:
    with pytest.raises(AttributeError, match="weight"):
        pair().why.weight  # type: ignore[attr-defined]  # noqa: B018
    assert pair() == pair()
