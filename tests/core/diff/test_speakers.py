"""Whom two sentences name as the speaker of the same words."""

from __future__ import annotations

import pytest

from newsdiff.core.diff.speakers import conflicting_speakers

QUOTED = "“a theft in broad daylight”"


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (f"Karim Boudal described the vote as {QUOTED}.", "“This was a theft in broad daylight,” said Leila Mansouri, who lost.", ("Karim Boudal", "Leila Mansouri")),
        (f"Captain Jess Moran admitted it was {QUOTED}.", f"It was {QUOTED[:-1]},” conceded head coach Phil Stannard.", ("Captain Jess Moran", "Phil Stannard")),
        (f"Oscar Quill, a lawyer, said it was {QUOTED}.", f"It had been {QUOTED}, her sister Marian Toll told reporters.", ("Oscar Quill", "Marian Toll")),
        # One name, or one that both know.
        (f"Karim Boudal called it {QUOTED}.", f"Boudal called it {QUOTED}.", None),
        (f"Zelensky called it {QUOTED}.", f"Zelenskyy called it {QUOTED}.", None),
        (f"Boudal called it {QUOTED}.", f"Mansouri said Boudal was right about {QUOTED}.", None),
        # Nobody in particular.
        (f"He called it {QUOTED}.", f"Boudal called it {QUOTED}.", None),
        (f"The ministry called it {QUOTED}.", f"Boudal called it {QUOTED}.", None),
        (f"The White House said it was {QUOTED}.", f"Boudal called it {QUOTED}.", None),
        # Other words, a motto, no quotation.
        ("Boudal called it “a fair and free vote”.", f"Mansouri called it {QUOTED}.", None),
        ("Boudal cited “In God We Trust” on Sunday.", "Mansouri said “In God We Trust” it was.", None),
        ("Boudal said it was over.", "Mansouri said it was over.", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_same_words_said_by_two(a: str, b: str, found: tuple[str, str] | None) -> None:
    spans, back = conflicting_speakers(a, b), conflicting_speakers(b, a)
    assert (spans and (a[slice(*spans[0])], b[slice(*spans[1])])) == found
    assert (back and (back[1], back[0])) == spans
