"""Text for places that cannot show every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.exports.ascii_fallback import encodable, to_encoding


@pytest.mark.parametrize(
    ("text", "encoding", "spelled"),
    [
        ("“Türkiye’s” – 30 %…", "ascii", '"Turkiye\'s" - 30 %...'),
        ("“Türkiye”", "latin-1", '"Türkiye"'),
        ("“Türkiye”", "utf-8", "“Türkiye”"),
        ("≈ ·", "ascii", "% ."),
        ("北京", "ascii", "??"),
        ("e\u0301", "ascii", "e"),
        ("æon", "no-such-encoding", "aeon"),
        ("½", "ascii", "?"),
    ],
)
def test_what_an_encoding_lacks_is_typed_as_it_would_be_by_hand(text: str, encoding: str, spelled: str) -> None:
    assert to_encoding(text, encoding) == spelled


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "utf-8", "koi8-r"]))
def test_spelled_text_can_always_be_written(text: str, encoding: str) -> None:
    assert encodable(to_encoding(text, encoding), encoding)


@given(st.text(st.characters(max_codepoint=127)), st.sampled_from(["ascii", "latin-1", "utf-8"]))
def test_what_can_be_written_stays_as_it_is(text: str, encoding: str) -> None:
    assert to_encoding(text, encoding) == text
