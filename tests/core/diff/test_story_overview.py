"""The story at a glance: who says what where details differ, and counts that no lead changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from newsdiff.core.alignment.rows import rows
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.diff.story_diff import Differences
from newsdiff.core.diff.story_overview import overview
from newsdiff.core.models import Ref
from newsdiff.wording import statement_counts
from support.article_builders import alignment, article

if TYPE_CHECKING:
    from newsdiff.core.diff.overview import Overview
    from newsdiff.core.models import Alignment


def fire() -> Alignment:
    """Six outlets on a fire: who died, when it began. Not all matches have been told apart as conflicts."""
    texts = [
        ["Three people were killed when a fire swept through the mill.", "The fire broke out at 17:40 in a store."],
        ["Four people were killed when a fire swept through the mill.", "The fire began at 18:20 in a store."],
        ["Fire swept through the mill on Tuesday, killing four people.", "It rained."],
        ["A fire at the mill has killed at least three people.", "Flames stood over the town."],
        ["Three people were in the store that night.", "The fire broke out at 18:20, its chief said."],
        ["Three people died in the fire at the mill.", "The mill makes dyes."],
    ]
    articles = [article(name, some) for name, some in zip("ABCDEF", texts, strict=True)]
    pairs = [
        ((0, 0), (1, 0), "same"),
        ((1, 0), (2, 0), "same"),
        ((0, 0), (3, 0), "same"),
        ((0, 0), (4, 0), "similar"),
        ((0, 0), (5, 0), "same"),
        ((0, 1), (1, 1), "same"),
        ((1, 1), (4, 1), "same"),
    ]
    return alignment(articles, pairs)  # type: ignore[arg-type]  # mypy takes "same" for any string


def told(found: Overview) -> list[str]:
    return sorted(
        " | ".join(f"{value.text} {[article + 1 for article in value.articles]}" for value in one.values)
        for one in found.conflicts
    )


def test_every_outlet_whose_matching_sentence_has_a_value_stands_behind_it() -> None:
    story = fire()
    assert told(overview(Differences(story), range(6))) == [
        "17:40 [1] | 18:20 [2, 5]",
        # "At least three" leaves four possible, and the three of the fifth are no dead.
        "three people [1, 6] | four [2, 3]",
    ]


def test_an_outlet_that_is_hidden_takes_no_side() -> None:
    assert told(overview(Differences(fire()), (0, 1, 4))) == ["17:40 [1] | 18:20 [2, 5]", "three people [1] | four [2]"]


def test_counts_do_not_depend_on_the_lead() -> None:
    story = alignment(
        [
            article("A", ["The bridge was shut.", "Cracks were found in the pier.", "Buses run."]),
            article("B", ["Cracks were found.", "They are in the pier of the bridge.", "Rain fell."]),
            article("C", ["The pier has cracks.", "# Bridge", "Snow fell.", "Rain was heavy."]),
        ],
        [
            ((0, 1), (1, 0), "same"),
            ((0, 1), (1, 1), "similar"),
            ((0, 1), (2, 0), "same"),
            ((1, 2), (2, 3), "same"),
        ],
    )
    found = {
        (one.alike, one.reworded, one.differing, one.only)
        for one in (overview(Differences(story), order) for order in permutations(range(3)))
    }
    assert found == {(1, 1, 0, 3)}


def test_a_weaker_match_of_what_matches_better_elsewhere_does_not_make_one_statement_of_two() -> None:
    story = alignment(
        [
            article("A", ["He asks to meet in Istanbul.", "He asks for talks.", "Talks in Istanbul are on Thursday."]),
            article("B", ["He will be in Istanbul.", "Talks start on Thursday.", "They last a day."]),
        ],
        [
            ((0, 0), (1, 0), "same"),
            ((0, 0), (1, 1), "similar"),
            # Nothing matches it better than a sentence that has something better itself.
            ((0, 2), (1, 0), "same"),
            ((0, 2), (1, 1), "similar"),
            # The only match of its sentence belongs to the statement of the other.
            ((0, 2), (1, 2), "similar"),
        ],
    )
    assert [statement_counts(overview(Differences(story), order)) for order in ((0, 1), (1, 0))] == [
        ("2 statements in both",),
        ("2 statements in both",),
    ]
    found = overview(Differences(story), (0, 1))
    assert (found.alike, found.reworded, found.only) == (1, 1, 1)


def test_a_statement_that_all_make_is_in_all_however_they_put_it() -> None:
    story = alignment(
        [article("A", ["One.", "Two.", "Mine."]), article("B", ["One.", "Two."]), article("C", ["Uno."])],
        [((0, 0), (1, 0), "same"), ((1, 0), (2, 0), "similar"), ((0, 1), (1, 1), "same")],
    )
    found = overview(Differences(story), (0, 1, 2))
    assert (found.in_all, found.in_some, found.shared, found.only) == (1, 1, 2, 1)
    assert statement_counts(found) == ("1 statement in all 3", "1 in some")
    assert statement_counts(overview(Differences(story), (0, 1))) == ("2 statements in both",)


def test_what_is_in_all_is_not_counted_where_two_outlets_were_not_compared() -> None:
    story = alignment(
        [article("A", ["One."]), article("B", ["One."]), article("C", ["Eins."], language="de")],
        [((0, 0), (1, 0), "same")],
    )
    found = overview(Differences(story), (0, 1, 2))
    assert not found.all_compared
    assert statement_counts(found) == ("1 statement in several",)


def test_a_sentence_that_matches_in_another_row_is_not_only_here() -> None:
    story = alignment(
        [article("A", ["One."]), article("B", ["Two.", "Three."]), article("C", ["One and three."])],
        [((0, 0), (2, 0), "same"), ((1, 1), (2, 0), "similar")],
    )
    differences, shown = Differences(story), (0, 1, 2)
    marks = {row.refs[0]: differences.row_mark(row, shown) for row in rows(story, shown) if row.alone}
    assert marks == {Ref(1, 0): MatchMark.ONLY, Ref(1, 1): MatchMark.SIMILAR}
    assert overview(differences, shown).only == 1


def test_sentences_that_were_not_compared_are_not_only_in_one_outlet() -> None:
    english, german = article("A", ["One."]), article("B", ["Eins.", "Zwei."], language="de")
    assert overview(Differences(alignment([english, german], [])), (0, 1)).only == 0


def test_nothing_of_a_match_whose_details_were_rejected_takes_a_side() -> None:
    story = fire()
    matches = tuple(
        replace(match, details_rejected=match.b == Ref(5, 0)) if match.a == Ref(0, 0) else match
        for match in story.matches
    )
    found = told(overview(Differences(replace(story, matches=matches)), range(6)))
    assert "three people [1] | four [2, 3]" in found


def test_words_are_not_given_to_two_people_without_saying_so() -> None:
    quoted = "“Nobody was ever in danger at this mill,” said {}."
    story = alignment(
        [article("A", [quoted.format("Ilse Corran")]), article("B", [quoted.format("Marit Oseby")])],
        [((0, 0), (1, 0), "same")],
    )
    assert told(overview(Differences(story), (0, 1))) == ["said by Ilse Corran [1] | Marit Oseby [2]"]


def test_headlines_that_differ_are_marked_in_both() -> None:
    one = replace(article("A", ["One."]), title="49 killed in ferry fire")
    other = replace(article("B", ["One."]), title="Ferry fire: 52 killed")
    found = overview(Differences(alignment([one, other], [((0, 0), (1, 0), "same")])), (0, 1))
    assert found.headline_spans == {0: ((0, 2),), 1: ((12, 14),)}
    assert told(found) == ["49 killed [1] | 52 [2]"]


def test_two_dates_of_which_one_outlet_gives_both_are_of_two_events() -> None:
    gazette = article(
        "Gazette",
        ["The minister will leave the office on January 1, the mayor said.", "Her last day in office is February 28."],
    )
    herald = article("Herald", ["In her letter the minister said that she will leave the office on February 28."])
    first, second = ((0, 0), (1, 0), "similar"), ((0, 1), (1, 0), "similar")
    weak = ((0, 1), (1, 0), None)
    every = {
        "alone": alignment([gazette, herald], [first]),  # type: ignore[list-item]  # mypy takes "similar" for any string
        "weak": alignment([gazette, herald], [first, weak]),  # type: ignore[list-item]
        "both": alignment([gazette, herald], [first, second]),  # type: ignore[list-item]
    }
    found = {name: told(overview(Differences(story), range(2))) for name, story in every.items()}
    assert found == {
        "alone": ["January 1 [1] | February 28 [2]"],
        "weak": ["January 1 [1] | February 28 [2]"],
        "both": [],
    }
    # What the reader says of a match counts at once, for the mark and for the words that stand out.
    differences = Differences(every["both"])
    match = every["both"].matches[0]
    assert differences.match_mark(match) is MatchMark.SIMILAR
    before = differences.match_spans(match, match.a, range(2))
    after = differences.with_alignment(every["alone"])
    assert after.match_mark(every["alone"].matches[0]) is MatchMark.FIGURES
    assert after.match_spans(every["alone"].matches[0], match.a, range(2)) != before


def test_a_value_stands_out_in_every_sentence_that_takes_a_side() -> None:
    differences = Differences(fire())
    text = differences.alignment.sentence(Ref(4, 1)).text
    # Its own match says 18:20 as well; another outlet's 17:40 is what it is against.
    found = {text[one.start : one.end]: one.kind for one in differences.spans(Ref(4, 1), range(6))}
    assert found.pop("18:20") == "figure"
    assert set(found.values()) <= {"word"}
    assert "figure" not in {one.kind for one in differences.spans(Ref(4, 1), (1, 4))}
    (match,) = differences.matches(Ref(4, 1), range(6))
    assert "figure" in {one.kind for one in differences.match_spans(match, Ref(4, 1), range(6))}
    # Three people in a store are on neither side.
    assert "figure" not in {one.kind for one in differences.spans(Ref(4, 0), (4, 5))}


def test_a_value_conflicts_with_one_value_of_an_outlet_the_surer_one() -> None:
    gazette = article(
        "Gazette",
        [
            "Of that, $3 billion could be moved to the dam under the decree of the governor.",
            "The decree of the governor moves $3.5 billion from the construction budget to the dam.",
        ],
    )
    herald = article(
        "Herald", ["The decree of the governor moves $3.6 billion from the construction budget to the dam."]
    )
    every = alignment([gazette, herald], [((0, 0), (1, 0), "same"), ((0, 1), (1, 0), "similar")])
    assert told(overview(Differences(every), range(2))) == ["$3.5 billion [1] | $3.6 billion [2]"]
    marks = [Differences(every).match_mark(match) for match in every.matches]
    assert marks == [MatchMark.SAME, MatchMark.FIGURES]
    # The reader's word against the surer one leaves the other.
    rejected = tuple(replace(match, details_rejected=match.a == Ref(0, 1)) for match in every.matches)
    assert told(overview(Differences(replace(every, matches=rejected)), range(2))) == [
        "$3 billion [1] | $3.6 billion [2]"
    ]
    # What an outlet says twice it does not say otherwise.
    again = article(
        "Herald", [herald.sentences[0].text, "$3.6 billion is moved from the construction budget to the dam."]
    )
    twice = alignment([gazette, again], [((0, 1), (1, 0), "same"), ((0, 1), (1, 1), "similar")])
    assert [Differences(twice).match_mark(match) for match in twice.matches] == [MatchMark.FIGURES] * 2
