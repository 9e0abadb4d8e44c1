"""The counts of a preview in the colours of the comparison."""

from __future__ import annotations

import pytest

from newsdiff.app.stories.story_preview import count_spans, numbers
from newsdiff.core.library.stories import Compared


@pytest.mark.parametrize("plain", [False, True])
def test_each_count_has_the_colour_of_its_mark(plain: bool) -> None:
    words = numbers(Compared(1200, 2, 30, 1), plain=plain)
    found = {words[one.start : one.end]: one.role for one in count_spans(words)}
    assert found == {"30 in one only": "only", "1 detail differs": "differs"}
    assert words.startswith("1,202 statements in 2+ outlets")
