"""Values that one outlet has changed."""

from __future__ import annotations

import pytest

from newsdiff.core.diff.value_changes import value_changes


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("The death toll has risen to at least 50, officials said on Monday.", "The death toll has risen to 57, officials said on Tuesday.", "death toll: at least 50 → 57"),
        ("Nobody was hurt, and 12 cars were towed away.", "Nobody was hurt, and 14 cars were towed away.", "cars: 12 → 14"),
        ("Floods: death toll at least 50", "Floods: death toll 57", "death toll: at least 50 → 57"),
        ("At least 50 dead in Norvik floods", "57 dead in Norvik floods", "dead: at least 50 → 57"),
        ("More than 200 people left the ferry.", "About 240 people left the ferry.", "people left: more than 200 → about 240"),
        ("The company lost $2.1 million this year.", "The company lost $2.4 million this year.", "company lost: $2.1 million → $2.4 million"),
        ("The vote is on 3 March.", "The vote is on 5 March.", "vote: 3 March → 5 March"),
        ("Inflation falls to 2.1%", "Inflation falls to 2.3%", "inflation: 2.1% → 2.3%"),
        ("The town was taken at 14:00.", "The town was taken at 15:30.", "taken: 14:00 → 15:30"),
    ],
)  # fmt: skip
def test_a_changed_value_is_told_with_what_it_is_of(before: str, after: str, told: str) -> None:
    (change,) = value_changes(before, after)
    assert f"{change.subject}: {change.before} → {change.after}" == told
    assert change.same_form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The ship struck the bridge.", "The ship struck the bridge."),
        ("12 cars were towed away.", "Twelve cars were towed away."),
        ("At least 50 dead in Norvik floods", "Norvik flood death toll rises to 57"),
        ("A crowd of 4,000 came.", "The mayor, 61, spoke for two hours."),
        ("", "The mayor, 61, spoke for two hours."),
    ],
)
def test_what_is_no_change_of_a_value_is_none(before: str, after: str) -> None:
    assert value_changes(before, after) == ()


def test_where_more_than_values_changed_the_model_decides_and_that_is_told_apart() -> None:
    (change,) = value_changes(
        "Police in Norvik said that 12 cars were towed away from the harbour bridge.",
        "A police speaker says 14 cars were towed away from the harbour bridge in the night.",
    )
    assert (change.before, change.after, change.same_form) == ("12", "14", False)
