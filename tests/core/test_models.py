from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.models import Alignment, By, Level, Match, Ref
from support.article_builders import article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("A storm, at night.", 4),
        ("Café  olé\n\nlunes", 3),
        ("橋が開く", 4),
        ("2024年 — rain", 3),
        ("橋 bridge", 2),
    ],
)
def test_words_stand_between_white_space_and_each_ideograph_or_kana_is_one(text: str, words: int) -> None:
    assert article("A", [text]).words == words


def test_an_article_with_another_text_counts_its_own_words() -> None:
    first = article("A", ["One two three."])
    assert replace(first, text="One.").words == 1
    assert replace(first, outlet="B").words == 3


levels: st.SearchStrategy[Level | None] = st.sampled_from(["same", "similar", None])
sides: st.SearchStrategy[By] = st.sampled_from(["text", "reader"])


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    refs = [Ref(a, s) for a in range(3) for s in range(3)]
    pairs = sorted(draw(st.sets(st.sampled_from([(a, b) for a in refs for b in refs if a.article < b.article]))))
    scores = st.sampled_from([0.0, 0.2, 0.6, 0.9])
    matches = tuple(Match(a, b, draw(scores), draw(levels), by=draw(sides)) for a, b in pairs)
    return Alignment(tuple(article(name, ["a", "b", "c"]) for name in "ABC"), matches)


@given(alignments())
def test_the_matches_of_a_sentence_come_linked_ones_first_and_best_first(story: Alignment) -> None:
    for ref in story.refs():
        found = story.of(ref)
        assert sorted(found, key=lambda match: (match.a, match.b)) == [m for m in story.matches if ref in (m.a, m.b)]
        ranks = [(match.level is None, -match.score, match.a, match.b) for match in found]
        assert ranks == sorted(ranks)


@given(alignments(), st.booleans())
def test_counterparts_are_the_matches_in_one_article_that_the_reader_has_not_rejected(
    story: Alignment, weaker: bool
) -> None:
    for ref in story.refs():
        for place in range(3):
            assert story.counterparts(ref, place, weaker=weaker) == tuple(
                match
                for match in story.of(ref)
                if match.other(ref).article == place and (match.level or (weaker and not match.rejected))
            )
