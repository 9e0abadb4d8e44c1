"""What both tokenizers share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.text.language_id import STEMMERS
from newsdiff.core.text.stemming import character_pairs, word_stemmer


@pytest.mark.parametrize(
    ("language", "word", "stem"),
    [("en", "bridges", "bridg"), ("de", "brücken", "bruck"), ("ja", "橋", "橋"), ("", "bridges", "bridges")],
)
def test_a_word_has_the_stem_of_its_language_and_without_one_is_its_own(language: str, word: str, stem: str) -> None:
    assert word_stemmer(language)(word) == stem


def test_a_language_that_an_older_stemmer_lacks_is_compared_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    import Stemmer

    monkeypatch.setattr(Stemmer, "algorithms", lambda: ["english"])
    assert [word_stemmer(language)("bridges") for language in ("en", "fi")] == ["bridg", "bridges"]
    assert "fi" in STEMMERS


@pytest.mark.parametrize(
    ("run", "pairs"), [("", [""]), ("橋", ["橋"]), ("大橋", ["大橋"]), ("大橋梁", ["大橋", "橋梁"])]
)
def test_neighbouring_characters_stand_for_words(run: str, pairs: list[str]) -> None:
    assert [run[start:end] for start, end in character_pairs(run)] == pairs


@given(st.text(min_size=2))
def test_pairs_cover_a_run(run: str) -> None:
    pairs = [run[start:end] for start, end in character_pairs(run)]
    assert all(len(pair) == 2 for pair in pairs)
    assert run == pairs[0][0] + "".join(pair[1] for pair in pairs)
