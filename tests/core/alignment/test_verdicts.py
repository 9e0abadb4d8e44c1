from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdiff
from newsdiff.core.alignment.verdicts import Verdict, apply, verdict
from newsdiff.core.models import Alignment, Article, Evidence, Level, Match, Ref, Sentence

if TYPE_CHECKING:
    import random

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def article(outlet: str, *texts: str, headings: tuple[int, ...] = ()) -> Article:
    text = "\n\n".join(texts)
    sentences, start = [], 0
    for number, one in enumerate(texts):
        sentences.append(Sentence(one, start, start + len(one), number, heading=number in headings))
        start += len(one) + 2
    return Article(outlet, texts[0], text, tuple(sentences), f"{outlet}.txt")


@pytest.fixture
def story() -> Alignment:
    return Alignment(
        (
            article("Harbour Post", "The ferry was late.", "Nobody was hurt.", "It sails again on Monday."),
            article("Evening Bell", "No one was injured.", "The crossing began an hour late."),
        ),
        (
            Match(Ref(0, 0), Ref(1, 1), 0.7, "same", Evidence(words=("late",))),
            Match(Ref(0, 1), Ref(1, 0), 0.3, None),
            Match(Ref(0, 2), Ref(1, 1), 0.45, "similar"),
        ),
    )


def by_pair(alignment: Alignment) -> dict[tuple[Ref, Ref], Match]:
    return {(match.a, match.b): match for match in alignment.matches}


def test_an_accepted_match_keeps_its_level_score_and_evidence(story: Alignment) -> None:
    decided = apply(story, [verdict(story, Ref(0, 0), Ref(1, 1), linked=True, at=NOON)])
    assert decided.matches[0] == Match(Ref(0, 0), Ref(1, 1), 0.7, "same", Evidence(words=("late",)), "reader")
    assert decided.matches[1:] == story.matches[1:]


def test_an_accepted_pair_that_was_too_weak_becomes_similar(story: Alignment) -> None:
    decided = apply(story, [verdict(story, Ref(1, 0), Ref(0, 1), linked=True, at=NOON)])
    assert decided.matches[1] == Match(Ref(0, 1), Ref(1, 0), 0.3, "similar", Evidence(), "reader")


def test_a_pair_linked_by_hand_gets_a_match_of_score_0_in_its_place(story: Alignment) -> None:
    decided = apply(story, [verdict(story, Ref(0, 2), Ref(1, 0), linked=True, at=NOON)])
    assert decided.matches[2] == Match(Ref(0, 2), Ref(1, 0), 0.0, "similar", Evidence(), "reader")
    assert [(match.a, match.b) for match in decided.matches] == sorted((match.a, match.b) for match in decided.matches)
    assert decided.counterparts(Ref(1, 0), 0) == (decided.matches[2],)


def test_a_rejected_match_is_not_linked_and_not_offered_as_weak(story: Alignment) -> None:
    decided = apply(story, [verdict(story, Ref(0, 0), Ref(1, 1), linked=False, at=NOON)])
    assert decided.matches[0].rejected
    assert decided.matches[0].score == 0.7
    assert decided.counterparts(Ref(0, 0), 1, weaker=True) == ()


def test_a_rejected_pair_without_a_match_is_told_as_rejected(story: Alignment) -> None:
    decided = apply(story, [verdict(story, Ref(0, 2), Ref(1, 0), linked=False, at=NOON)])
    assert by_pair(decided)[Ref(0, 2), Ref(1, 0)] == Match(Ref(0, 2), Ref(1, 0), 0.0, None, Evidence(), "reader")


def test_the_latest_verdict_on_a_pair_holds(story: Alignment) -> None:
    yes = verdict(story, Ref(0, 0), Ref(1, 1), linked=True, at=NOON)
    no = verdict(story, Ref(1, 1), Ref(0, 0), linked=False, at=NOON + timedelta(seconds=1))
    assert apply(story, [yes, no]).matches[0].rejected
    assert apply(story, [no, yes]).matches[0].rejected


def test_of_two_verdicts_at_one_instant_the_rejection_holds(story: Alignment) -> None:
    yes = verdict(story, Ref(0, 0), Ref(1, 1), linked=True, at=NOON)
    no = verdict(story, Ref(0, 0), Ref(1, 1), linked=False, at=NOON)
    assert apply(story, [yes, no]).matches[0].rejected
    assert apply(story, [no, yes]).matches[0].rejected


def test_taking_a_verdict_away_gives_the_texts_word_back(story: Alignment) -> None:
    no = verdict(story, Ref(0, 0), Ref(1, 1), linked=False, at=NOON)
    assert apply(story, [no]) != story
    assert apply(story, []) == story


def test_a_verdict_is_found_again_in_another_order_of_articles_and_layout(story: Alignment) -> None:
    kept = verdict(story, Ref(0, 1), Ref(1, 0), linked=True, at=NOON)
    reopened = Alignment(
        (
            article("Evening  Bell", "Ferry news", "The crossing began an hour late.", "No one\n was\u00a0injured. "),
            article("Third Paper", "Nobody was hurt."),
            article("Harbour Post", "Nobody was hurt.", "The ferry was late."),
        ),
        (),
    )
    assert apply(reopened, [kept]).matches == (Match(Ref(0, 2), Ref(2, 0), 0.0, "similar", Evidence(), "reader"),)


def test_a_verdict_does_not_depend_on_how_an_accent_is_stored() -> None:
    composed = Verdict("Le Soir", "Le caf\u00e9 ferme.", "B", "It closes.", linked=True, at=NOON)
    decomposed = Alignment((article("B", "It closes."), article("Le Soir", "Le cafe\u0301 ferme.")), ())
    assert len(apply(decomposed, [composed]).matches) == 1


def test_the_same_words_of_another_outlet_are_another_matter(story: Alignment) -> None:
    other = Verdict(
        "Harbour Post", "The ferry was late.", "Night Bell", "The crossing began an hour late.", linked=False, at=NOON
    )
    assert apply(story, [other]) == story


def test_words_said_twice_by_an_outlet_are_judged_in_both_places() -> None:
    twice = Alignment((article("A", "No comment.", "Rain fell.", "No comment."), article("B", "He said nothing.")), ())
    decided = apply(twice, [verdict(twice, Ref(0, 0), Ref(1, 0), linked=True, at=NOON)])
    assert [(match.a, match.b) for match in decided.matches] == [(Ref(0, 0), Ref(1, 0)), (Ref(0, 2), Ref(1, 0))]


def test_two_versions_of_an_article_by_one_outlet_can_be_judged() -> None:
    versions = Alignment((article("A", "No comment."), article("A", "No comment.", "Rain fell.")), ())
    decided = apply(versions, [verdict(versions, Ref(1, 0), Ref(0, 0), linked=False, at=NOON)])
    assert [(match.a, match.b, match.rejected) for match in decided.matches] == [(Ref(0, 0), Ref(1, 0), True)]


def test_a_sentence_that_became_a_heading_is_not_matched(story: Alignment) -> None:
    kept = verdict(story, Ref(0, 1), Ref(1, 0), linked=True, at=NOON)
    recleaned = Alignment(
        (article("Harbour Post", "Nobody was hurt.", headings=(0,)), article("Evening Bell", "No one was injured.")), ()
    )
    assert apply(recleaned, [kept]) == recleaned


FERRY = "The ferry was an hour late, the owner said."
HURT = "Nobody was hurt in the harbour."


def resplit(*texts: str) -> Alignment:
    return Alignment((article("Post", *texts), article("Bell", "The crossing began late.", "No one was injured.")), ())


def said(text: str, *, linked: bool, minutes: int = 0) -> Verdict:
    return Verdict("Post", text, "Bell", "No one was injured.", linked, NOON + timedelta(minutes=minutes))


def test_words_that_are_part_of_a_longer_sentence_now_are_found_in_it() -> None:
    found = apply(resplit("Rain.", f"{FERRY} {HURT}"), [said(HURT, linked=True)])
    assert [(match.a, match.b, match.by) for match in found.matches] == [(Ref(0, 1), Ref(1, 1), "reader")]


def test_a_sentence_that_was_split_since_is_linked_by_its_longest_part_and_rejected_in_all() -> None:
    now = resplit("Rain.", FERRY, HURT)
    linked = apply(now, [said(f"{FERRY} {HURT}", linked=True)])
    assert [(match.a, match.level) for match in linked.matches] == [(Ref(0, 1), "similar")]
    rejected = apply(now, [said(f"{FERRY} {HURT}", linked=False)])
    assert [(match.a, match.rejected) for match in rejected.matches] == [(Ref(0, 1), True), (Ref(0, 2), True)]


def test_what_runs_over_the_edge_of_a_sentence_is_found_where_most_of_it_stands() -> None:
    found = apply(resplit("Rain.", f"{FERRY} Nobody", "was hurt in the harbour."), [said(HURT, linked=True)])
    assert [match.a for match in found.matches] == [Ref(0, 2)]


def test_a_sentence_that_stands_as_it_was_is_not_looked_for_in_others() -> None:
    found = apply(resplit(HURT, f"{FERRY} {HURT}"), [said(HURT, linked=True)])
    assert [match.a for match in found.matches] == [Ref(0, 0)]


def test_the_latest_word_holds_where_a_split_sentence_was_judged_again() -> None:
    now, whole = resplit("Rain.", FERRY, HURT), f"{FERRY} {HURT}"
    for verdicts in permutations([said(whole, linked=False), said(HURT, linked=True, minutes=1)]):
        assert [match.level for match in apply(now, verdicts).matches] == [None, "similar"]
    for verdicts in permutations([said(HURT, linked=True), said(whole, linked=False, minutes=1)]):
        assert [match.level for match in apply(now, verdicts).matches] == [None, None]


def test_a_few_words_are_found_as_a_sentence_only() -> None:
    assert not apply(resplit("Rain.", f"It rained. {HURT}"), [said("It rained.", linked=True)]).matches


def test_what_cannot_be_judged_is_refused(story: Alignment) -> None:
    with pytest.raises(ValueError, match="one article"):
        verdict(story, Ref(0, 0), Ref(0, 1), linked=True, at=NOON)
    headed = Alignment((article("A", "Title", "Rain fell.", headings=(0,)), article("B", "It rained.")), ())
    with pytest.raises(ValueError, match="heading"):
        verdict(headed, Ref(0, 0), Ref(1, 0), linked=True, at=NOON)
    with pytest.raises(ValueError, match="time zone"):
        verdict(story, Ref(0, 0), Ref(1, 0), linked=True, at=NOON.replace(tzinfo=None))


def test_a_verdict_is_the_same_whichever_sentence_is_named_first() -> None:
    local = NOON.astimezone(timezone(timedelta(hours=3)))
    one = Verdict("B", "It\n rained.", "A", " Rain fell.", linked=True, at=local)
    assert one == Verdict("A", "Rain fell.", "B", "It rained.", linked=True, at=NOON)
    assert (one.a_outlet, one.b_text, one.at.tzinfo) == ("A", "It rained.", UTC)


def test_deciding_costs_no_heavy_import() -> None:
    program = "import sys, newsdiff.core.alignment.verdicts; print({'numpy', 'rapidfuzz', 'Stemmer', 'sqlite3'} & sys.modules.keys())"
    source = str(Path(newsdiff.__file__).parents[1])
    printed = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": source}, capture_output=True, check=True
    )
    assert printed.stdout == b"set()\n"


outlets = st.sampled_from(["A", "B", "C"])
texts = st.sampled_from(
    ["Rain fell.", "It rained.", "Nobody came.", "The road is shut.", "caf\u00e9", "cafe\u0301", ""]
)
instants = st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes))
verdicts = st.builds(Verdict, outlets, texts, outlets, texts, st.booleans(), instants)


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    kinds = st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=5)
    articles = []
    for outlet in draw(st.lists(outlets, min_size=2, max_size=4)):
        lines = draw(kinds)
        headings = tuple(number for number, (_, heading) in enumerate(lines) if heading)
        articles.append(article(outlet, *(text for text, _ in lines), headings=headings))
    places = [Ref(a, s) for a, one in enumerate(articles) for s in range(len(one.sentences))]
    pairs = sorted((a, b) for a in places for b in places if a.article < b.article)
    chosen = sorted(draw(st.sets(st.sampled_from(pairs), max_size=6)))
    known: tuple[Level | None, ...] = ("same", "similar", None)
    levels = st.sampled_from(known)
    return Alignment(tuple(articles), tuple(Match(a, b, draw(st.floats(0, 1)), draw(levels)) for a, b in chosen))


@given(alignments(), st.lists(verdicts, max_size=12), st.randoms(use_true_random=False))
def test_applying_is_idempotent_and_the_order_of_verdicts_does_not_matter(
    alignment: Alignment, said: list[Verdict], shuffler: random.Random
) -> None:
    decided = apply(alignment, said)
    assert apply(decided, said) == decided
    shuffled = said[:]
    shuffler.shuffle(shuffled)
    assert apply(alignment, shuffled) == decided


@given(alignments(), st.lists(verdicts, max_size=12))
def test_the_reader_is_obeyed_and_nothing_else_is_touched(alignment: Alignment, said: list[Verdict]) -> None:
    decided = apply(alignment, said)
    places = [(match.a, match.b) for match in decided.matches]
    assert places == sorted(set(places))
    assert all(match.a.article < match.b.article for match in decided.matches)
    texts_word, final = by_pair(alignment), by_pair(decided)
    assert texts_word.keys() <= final.keys()
    for (a, b), match in final.items():
        headed = any(alignment.sentence(ref).heading for ref in (a, b))
        about = [] if headed else [one for one in said if one.key == verdict(alignment, a, b, linked=True, at=NOON).key]
        if not about:
            assert match == texts_word[a, b]
        else:
            newest = max(one.at for one in about)
            linked = all(one.linked for one in about if one.at == newest)
            assert match.by == "reader"
            assert (match.level is not None) == linked
            assert match.score == (texts_word[a, b].score if (a, b) in texts_word else 0.0)


@given(alignments(), st.data())
def test_a_verdict_on_any_two_sentences_finds_its_place(alignment: Alignment, data: st.DataObject) -> None:
    refs = [ref for ref in alignment.refs() if not alignment.sentence(ref).heading]
    pairs = [(a, b) for a in refs for b in refs if a.article != b.article]
    if not pairs:
        return
    a, b = data.draw(st.sampled_from(pairs))
    linked = data.draw(st.booleans())
    match = by_pair(apply(alignment, [verdict(alignment, a, b, linked=linked, at=NOON)]))[min(a, b), max(a, b)]
    assert (match.by, match.level is not None) == ("reader", linked)


def details(story: Alignment, *, linked: bool, minutes: int = 0) -> Verdict:
    return verdict(story, Ref(0, 0), Ref(1, 1), linked, NOON + timedelta(minutes=minutes), "details")


def test_rejecting_the_mark_of_a_match_leaves_the_match_as_it_is(story: Alignment) -> None:
    before, after = by_pair(story), by_pair(apply(story, [details(story, linked=False)]))
    assert after.pop((Ref(0, 0), Ref(1, 1))) == replace(before.pop((Ref(0, 0), Ref(1, 1))), details_rejected=True)
    assert after == before


def test_a_word_on_a_match_and_a_word_on_its_mark_hold_side_by_side(story: Alignment) -> None:
    accepted = verdict(story, Ref(0, 0), Ref(1, 1), linked=True, at=NOON + timedelta(minutes=1))
    for said_in_any_order in permutations([details(story, linked=False), accepted]):
        match = by_pair(apply(story, said_in_any_order))[Ref(0, 0), Ref(1, 1)]
        assert (match.by, match.level, match.details_rejected) == ("reader", "same", True)


def test_a_mark_that_was_brought_back_stands(story: Alignment) -> None:
    said = [details(story, linked=False), details(story, linked=True, minutes=1)]
    assert apply(story, said) == story


def test_a_word_on_a_mark_makes_no_match_where_there_is_none_any_more(story: Alignment) -> None:
    alone = Alignment(story.articles, ())
    assert apply(alone, [details(story, linked=False)]).matches == ()


def test_a_rejected_mark_is_found_again_in_all_parts_of_a_sentence_that_was_split() -> None:
    now = resplit("Rain.", FERRY, HURT)
    scored = replace(now, matches=tuple(Match(Ref(0, row), Ref(1, 1), 0.6, "similar") for row in (0, 1, 2)))
    found = apply(scored, [replace(said(f"{FERRY} {HURT}", linked=False), about="details")])
    assert [match.details_rejected for match in found.matches] == [False, True, True]
