"""Which names are of one place."""

from __future__ import annotations

import pytest

from newsdiff.core.diff.gazetteer import one_place


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Turkey", "Türkiye", True),
        ("Kiev", "Kyiv", True),
        ("Calif.", "California", True),
        ("U.S.", "United States", True),
        ("Britain", "U.K.", True),
        ("Chernivtsi", "Chernovtsi", True),
        ("Iran", "Iraq", False),
        ("Austria", "Australia", False),
        ("North Korea", "South Korea", False),
        ("Niger", "Nigeria", False),
        ("Virginia", "West Virginia", False),
        ("Leeds", "Bradford", False),
    ],
)
def test_a_place_may_have_two_names_and_two_places_may_be_spelt_alike(a: str, b: str, one: bool) -> None:
    assert one_place(a, b) is one
    assert one_place(b, a) is one
