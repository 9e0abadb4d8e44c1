"""The marks of sentences without a match, in stories whose articles are in several languages."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.rows import rows
from newsdiff.core.diff.match_marks import MatchMark, empty_mark, lone_mark
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.models import Alignment, Match, Ref
from support.article_builders import article

ENGLISH = ["Police closed the harbour road in Eastport on Friday.", "The ferry to Norwick was cancelled."]
GERMAN = ["Die Polizei sperrte am Freitag die Hafenstraße in Eastport."]


def story(*languages: str) -> Alignment:
    return align(
        [
            article(f"Outlet {number}", GERMAN if language == "de" else ENGLISH, language=language)
            for number, language in enumerate(languages)
        ],
        min_score=0,
    )


@pytest.mark.parametrize("languages", [("en", "en"), ("en", "de"), ("en", "", "de"), ("", ""), ("de", "en", "en", "")])
def test_what_is_said_to_be_compared_is_what_the_aligner_compares(languages: tuple[str, ...]) -> None:
    found = story(*languages)
    matched = {(match.a.article, match.b.article) for match in found.matches}
    for pair in combinations(range(len(languages)), 2):
        assert found.is_compared(*pair) == (pair not in found.not_compared)
        if not found.is_compared(*pair):
            assert pair not in matched
        elif len({languages[place] for place in pair}) == 1:
            assert pair in matched


def test_a_sentence_is_only_here_where_it_was_held_against_another_article() -> None:
    found = Alignment(story("en", "en", "de").articles, ())
    differences = Differences(found)
    assert lone_mark(found, 0, (0, 1, 2)) is MatchMark.ONLY
    assert lone_mark(found, 2, (0, 1, 2)) is MatchMark.NOT_COMPARED
    assert lone_mark(found, 0, (0, 2)) is MatchMark.NOT_COMPARED
    assert lone_mark(found, 0, (0,)) is MatchMark.ONLY
    assert differences.mark(Ref(0, 0), (0, 1, 2)) is MatchMark.ONLY
    assert differences.mark(Ref(2, 0), (0, 1, 2)) is MatchMark.NOT_COMPARED


def test_an_empty_place_is_no_missing_match_where_nothing_was_compared() -> None:
    found = story("en", "en", "de")
    assert empty_mark(found, 1, [0]) is MatchMark.NONE
    assert empty_mark(found, 2, [0, 1]) is MatchMark.NOT_COMPARED
    assert empty_mark(found, 0, [1, 2]) is MatchMark.NONE


def test_rows_of_articles_that_were_not_compared_do_not_count_as_only_here() -> None:
    found = Alignment(story("en", "de").articles, ())
    marks = {Differences(found).row_mark(row, (0, 1)) for row in rows(found, (0, 1))}
    assert marks == {MatchMark.NOT_COMPARED}


def test_a_detail_that_the_reader_rejected_no_longer_stands_out() -> None:
    texts = ["At least 49 people were killed in the fire.", "At least 52 people were killed in the fire."]
    match = Match(Ref(0, 0), Ref(1, 0), 0.9, "same")
    found = Alignment((article("A", texts[:1]), article("B", texts[1:])), (match,))
    before = Differences(found)
    assert [one.kind for one in before.spans(Ref(0, 0), (0, 1))] == ["figure"]
    after = before.with_alignment(replace(found, matches=(replace(match, details_rejected=True),)))
    assert "figure" not in [one.kind for one in after.spans(Ref(0, 0), (0, 1))]
