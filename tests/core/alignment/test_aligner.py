from __future__ import annotations

import subprocess
import sys
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.alignment.aligner import MAX_WEAK, WEAK, align
from newsdiff.core.alignment.classifier import FittedModel, calibrated
from newsdiff.core.alignment.classifier import linked as linked_pairs
from newsdiff.core.alignment.weights import CROSS_VALIDATED, FITTED
from newsdiff.core.models import Article, Match, Ref, Sentence
from support.article_builders import article

HARBOUR = [
    "Storm floods the harbour of Eastport",
    "A storm flooded the harbour of Eastport on Tuesday night and drove 49 families from their homes.",
    "Mayor Ruth Oyelaran said the sea wall had not been repaired since 1998.",
    "“We were promised a new wall, and we were given a report,” she told residents in the school hall.",
    "The fishing fleet lost nine boats, the harbour master said.",
    "Schools will stay closed until Friday.",
]
WALL = [
    "Eastport asks who forgot its sea wall",
    "Forty-nine families had to leave their homes when Tuesday's storm flooded Eastport harbour.",
    "The wall was last mended in 1998, according to the mayor, Ruth Oyelarann.",
    "In the school hall, the mayor said residents “were promised a new wall” and got a report.",
    "A former councillor blamed the county, which owns the coast road.",
    "Insurance firms expect claims of about 20 million.",
]
FLEET = [
    "Nine boats sink in Eastport",
    "Nine boats of the fishing fleet were lost in the storm, according to the harbour master.",
    "Crews had moved the larger trawlers inland hours earlier.",
    "Schools stay closed until Friday.",
]


def story() -> list[Article]:
    return [article("Tide", HARBOUR), article("Ledger", WALL), article("Gull", FLEET)]


def linked(articles: list[Article]) -> set[tuple[Ref, Ref]]:
    return {(match.a, match.b) for match in align(articles).matches if match.level}


def test_sentences_that_say_the_same_are_linked_across_all_articles() -> None:
    found = linked(story())
    for a, b in [((0, 1), (1, 1)), ((0, 2), (1, 2)), ((0, 3), (1, 3)), ((0, 4), (2, 1)), ((0, 5), (2, 3))]:
        assert (Ref(*a), Ref(*b)) in found
    assert not any(Ref(1, 4) in pair or Ref(1, 5) in pair or Ref(2, 2) in pair for pair in found)


def test_matches_are_sorted_told_once_and_within_range() -> None:
    matches = align(story(), min_score=0).matches
    places = [(match.a, match.b) for match in matches]
    assert len(places) > 5
    assert places == sorted(set(places))
    assert all(a.article < b.article for a, b in places)
    assert all(0 < match.score <= 1 for match in matches)


def test_levels_follow_the_scores() -> None:
    matches = align(story(), min_score=0).matches
    assert {match.level for match in matches} == {"same", "similar", None}
    for match in matches:
        if match.level == "same":
            assert match.score >= FITTED["story"].same
        elif match.level == "similar":
            assert FITTED["story"].link <= match.score < FITTED["story"].same
        else:
            assert match.score < FITTED["story"].same


def test_sentences_that_differ_in_punctuation_alone_are_the_same_whatever_they_score() -> None:
    pair = article("A", ["Nobody was hurt."]), article("B", ["“Nobody was hurt”!"])
    (match,) = align(pair).matches
    assert match.score < FITTED["pair"].same
    assert match.level == "same"


def test_min_score_keeps_weaker_pairs_and_never_drops_a_link() -> None:
    every, usual, few = (align(story(), min_score=least).matches for least in (0, WEAK, 1))
    assert set(few) < set(usual) < set(every)
    assert all(match.level for match in few)
    assert all(match.level or match.score > WEAK for match in usual)


def test_of_matches_too_weak_to_be_linked_only_the_best_few_of_a_sentence_are_kept_by_default() -> None:
    # Sentences of the same few words, as in tables of results: nearly every pair is a weak match.
    clubs = ["Easton", "Weston", "Norton", "Sutton", "Midton"]
    texts = [f"{a} beat {b} while {c} lost." for a, b, c in permutations(clubs, 3)]
    given = [article("A", texts), article("B", texts[::-1]), article("C", texts[7:] + texts[:7])]
    usual, every = align(given), align(given, min_score=WEAK)
    links = {match for match in every.matches if match.level}
    assert {match for match in usual.matches if match.level} == links
    assert set(usual.matches) < set(every.matches)
    for ref in usual.refs():
        for other in {0, 1, 2} - {ref.article}:
            weak = [match for match in usual.counterparts(ref, other, weaker=True) if not match.level]
            dropped = set(every.counterparts(ref, other, weaker=True)) - set(weak) - links
            assert len(weak) <= MAX_WEAK
            for match in dropped:
                # What was dropped gave way to better ones of either sentence.
                assert any(
                    sum(
                        one.score >= match.score and not one.level
                        for one in usual.counterparts(end, place, weaker=True)
                    )
                    == MAX_WEAK
                    for end, place in ((match.a, match.b.article), (match.b, match.a.article))
                )


def test_headings_are_never_aligned() -> None:
    texts = ["# Storm floods the harbour of Eastport", *HARBOUR[1:]]
    found = align([article("A", texts), article("B", texts)], min_score=0).matches
    assert found
    assert all(match.a.sentence and match.b.sentence for match in found)


def test_articles_known_to_be_in_different_languages_are_not_compared() -> None:
    english, german = article("A", HARBOUR), article("B", HARBOUR, language="de")
    assert align([english, german], min_score=0).matches == ()
    unknown = article("C", HARBOUR, language="")
    found = align([english, german, unknown]).matches
    assert {(match.a.article, match.b.article) for match in found} == {(0, 2), (1, 2)}


def test_an_article_in_another_language_changes_nothing_between_the_others() -> None:
    foreign = article("D", ["Der Sturm hat den Hafen von Eastport überflutet."], language="de")
    assert align([*story(), foreign]).matches == align(story()).matches


@pytest.mark.parametrize(
    ("language", "one", "other", "apart"),
    [
        (
            "de",
            "Der Bürgermeister von Ostheim kündigte am Dienstag einen Neubau der Brücke an.",
            "Einen Neubau der Brücke kündigte Ostheims Bürgermeister am Dienstag an.",
            "Die Feuerwehr rückte nachts zu einem Brand in der Sägemühle aus.",
        ),
        (
            "ru",
            "Мэр Остгейма объявил во вторник о строительстве нового моста через реку.",
            "О строительстве нового моста через реку мэр Остгейма объявил во вторник.",
            "Пожарные всю ночь тушили лесопилку на окраине.",
        ),
        (
            "ja",
            "東浜市の市長は火曜日に新しい橋の建設計画を発表した。",
            "新しい橋の建設計画を東浜市の市長が火曜日に発表した。",
            "消防隊は夜通し製材所の火事を消し止めた。",
        ),
    ],
)
def test_other_languages_are_aligned_by_their_own_words(language: str, one: str, other: str, apart: str) -> None:
    articles = [article("A", [apart, one], language=language), article("B", [other], language=language)]
    (match,) = [match for match in align(articles).matches if match.level]
    assert (match.a, match.b) == (Ref(0, 1), Ref(1, 0))


def test_names_spelled_almost_alike_count_as_the_same() -> None:
    def score(name: str) -> float:
        texts = ["In the evening President Zelensky thanked the pilots.", "Rain is expected all week in the north."]
        other = [f"The pilots heard thanks from {name} himself.", "The north will stay dry."]
        matches = align([article("A", texts), article("B", other)], min_score=0).matches
        return max(match.score for match in matches if (match.a.sentence, match.b.sentence) == (0, 0))

    assert score("Zelenskyy") > score("Marchenko")


def test_evidence_is_told_in_the_words_of_the_first_sentence() -> None:
    found = {(match.a, match.b): match for match in align(story()).matches}
    families = found[Ref(0, 1), Ref(1, 1)].why
    assert families.figures == ("49",)
    assert families.quotation is None
    assert {"families", "homes", "flooded"} <= set(families.words)
    assert "on" not in families.words
    assert "49" not in families.words
    wall = found[Ref(0, 2), Ref(1, 2)].why
    assert wall.figures == ("1998",)
    assert "Oyelaran/Oyelarann" in wall.words
    assert found[Ref(0, 3), Ref(1, 3)].why.quotation == "were promised a new wall"


def test_a_quotation_of_the_first_sentence_is_told_as_it_stands() -> None:
    turned = align([article("Ledger", WALL), article("Tide", HARBOUR)])
    (match,) = [match for match in turned.matches if (match.a.sentence, match.b.sentence) == (3, 3)]
    assert match.why.quotation == "were promised a new wall"


def test_evidence_names_the_rarest_words_first_and_no_more_than_eight() -> None:
    texts = [HARBOUR[1] + " Eastport, Eastport and Eastport again.", "Eastport slept.", "Eastport woke."]
    (match,) = [m for m in align([article("A", texts), article("B", [HARBOUR[1]])]).matches if m.a.sentence == 0]
    assert len(match.why.words) == 8
    assert "Eastport" not in match.why.words


@pytest.mark.parametrize("articles", [[], [article("A", HARBOUR)], [article("A", []), article("B", [])]])
def test_nothing_to_compare_gives_no_matches(articles: list[Article]) -> None:
    found = align(articles)
    assert found.articles == tuple(articles)
    assert found.matches == ()


def test_comparing_loads_what_it_needs_only_then() -> None:
    code = (
        "import sys, newsdiff.core.alignment.aligner, newsdiff.core.diff.conflicts, newsdiff.core.diff.word_diff\n"
        "print([name for name in ('numpy', 'rapidfuzz.process', 'rapidfuzz.fuzz', 'Stemmer') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_shipped_weights_keep_what_the_levels_promise() -> None:
    least = {
        "pair": {"AP": 0.634, "F1": 0.56, "P@1": 0.775, "same recall": 0.33},
        "story": {"AP": 0.64, "F1": 0.56, "P@1": 0.778, "same recall": 0.33},
        "pair with model": {"AP": 0.68, "F1": 0.6, "P@1": 0.81, "same recall": 0.35},
        "story with model": {"AP": 0.69, "F1": 0.6, "P@1": 0.815, "same recall": 0.35},
    }
    assert least.keys() == FITTED.keys() == CROSS_VALIDATED.keys()
    for mode, fitted in FITTED.items():
        held_out = CROSS_VALIDATED[mode]
        for name, value in (least[mode] | {"same right": 0.87, "similar right": 0.5}).items():
            assert held_out[name] >= value, (mode, name)
        assert 0 < WEAK < fitted.link < fitted.same < 1


def test_a_third_article_that_tells_of_both_brings_two_sentences_nearer() -> None:
    one = ["The council met late.", "A ferry with forty pupils aboard ran aground off Aldham."]
    other = ["Nobody was hurt, the coastguard said.", "Schoolchildren were on a boat that hit rocks at Aldham."]
    between = [
        "Forty pupils, schoolchildren from Norwick, were aboard the ferry, a boat that ran aground on rocks off Aldham."
    ]
    alone, told = (
        {match.b.sentence: match.score for match in align(articles, min_score=0).matches if match.a == Ref(0, 1) and match.b.article == 1}
        for articles in ([article("A", one), article("B", other)], [article("A", one), article("B", other), article("C", between)])
    )  # fmt: skip
    assert told[1] > alone[1]


def test_the_more_rivals_a_sentence_has_the_more_a_link_must_score() -> None:
    fitted = FittedModel({}, 0, 1, 1, 0, link=0.4, partners=2, same=0.7)
    scores = np.array([[0.45, 0.01], [0.02, 0.03]], np.float32)
    assert linked_pairs(scores, fitted).tolist() == [[True, False], [False, False]]
    crowded = np.array([[0.45, 0.9, 0.9, 0.9]], np.float32)
    assert linked_pairs(crowded, fitted).tolist() == [[False, True, True, True]]
    # What is almost certainly wrong is no rival.
    assert linked_pairs(np.array([[0.45] + [0.09] * 100], np.float32), fitted)[0, 0]


@pytest.mark.parametrize("logit", [-20, -2, -0.1, 0, 0.1, 3, 20])
def test_calibration_keeps_the_order_and_changes_nothing_where_it_is_not_needed(logit: float) -> None:
    values = np.array([logit, logit + 0.5], np.float32)
    plain = FittedModel({}, 0, 1, 1, 0, link=0, partners=1, same=1)
    assert calibrated(values, plain) == pytest.approx(1 / (1 + np.exp(-values)), abs=1e-6)
    low, high = calibrated(values, FITTED["pair"])
    assert 0 <= low < high <= 1 or high == low == 1


text = st.text(max_size=40)
# Few words, so that sentences of different articles have some in common.
english = st.lists(st.sampled_from(["the", "mayor", "Mayor", "said", "49", "forty-nine", "“", "”", "wall", "Storm", "storms", "on", ",", ".", "not"])).map(" ".join)  # fmt: skip
sentences = st.lists(text | english | st.sampled_from(["", "雨が降った。", "…", "مرحبا بالعالم"]), max_size=5)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    texts, at, found = draw(sentences), 0, []
    for one in texts:
        found.append(Sentence(one, at, at + len(one), heading=draw(st.booleans()) and not len(one) % 3))
        at += len(one) + 1
    language = draw(st.sampled_from(["en", "en", "en", "", "de", "ja"]))
    return Article("A", "", "\n".join(texts), tuple(found), "a.txt", language=language)


@settings(deadline=None)
@given(st.lists(articles(), max_size=8))
def test_any_articles_can_be_aligned(given: list[Article]) -> None:
    found = align(given, min_score=0)
    for match in found.matches:
        assert match.a.article < match.b.article
        assert 0 < match.score <= 1
        first, second = found.sentence(match.a).text, found.sentence(match.b).text
        for own, _, their in (word.partition("/") for word in match.why.words):
            assert own in first
            assert their in second
        for word in (*match.why.figures, match.why.quotation or ""):
            assert word in first
        assert not found.sentence(match.a).heading
        assert not found.sentence(match.b).heading
    assert align(given, min_score=0) == found


@settings(deadline=None)
@given(st.lists(articles(), min_size=2, max_size=3))
def test_the_order_of_the_articles_does_not_matter(given: list[Article]) -> None:
    def scores(order: tuple[int, ...]) -> dict[frozenset[tuple[int, int]], float]:
        found = align([given[place] for place in order], min_score=0)
        return {
            frozenset({(order[match.a.article], match.a.sentence), (order[match.b.article], match.b.sentence)}): match.score
            for match in found.matches
        }  # fmt: skip

    first = scores(tuple(range(len(given))))
    for order in permutations(range(len(given))):
        other = scores(order)
        # At the edge of the least score that is told, a rounding may decide.
        for pair in first.keys() | other.keys():
            assert first.get(pair, 0.005) == pytest.approx(other.get(pair, 0.005), abs=2e-4)


word = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9)


@settings(deadline=None)
@given(st.lists(word, min_size=6, max_size=12, unique=True), st.lists(english, max_size=4))
def test_identical_sentences_of_enough_content_are_the_same(words: list[str], others: list[str]) -> None:
    sentence = " ".join(words).capitalize() + "."
    found = align([article("A", [*others, sentence]), article("B", [sentence, *others])])
    by_place: dict[tuple[Ref, Ref], Match] = {(match.a, match.b): match for match in found.matches}
    assert by_place[Ref(0, len(others)), Ref(1, 0)].level == "same"
