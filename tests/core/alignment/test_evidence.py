from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.alignment.aligner import align
from support.article_builders import article

if TYPE_CHECKING:
    from newsdiff.core.models import Evidence


def told(one: str, other: str, language: str = "en", rest: tuple[str, ...] = ()) -> Evidence:
    """The evidence for the first sentences of two articles; `rest` is what else the first of them says."""
    found = align(
        [article("A", [one, *rest], language=language), article("B", [other], language=language)], min_score=0
    )
    (match,) = [match for match in found.matches if match.a.sentence == 0]
    return match.why


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("The Ukrainian pilots landed.", "Pilots from Ukraine landed.", {"Ukrainian/Ukraine", "pilots", "landed"}),
        ("She spoke personally.", "The person spoke.", {"personally/person", "spoke"}),
        ("Talks started.", "The start of TALKS.", {"started/start", "Talks"}),
        ("Ukrainian pilots left Ukraine.", "Pilots reached Ukraine.", {"Ukraine", "pilots"}),
        ("The harbours flooded.", "One harbour, two harbours.", {"harbours"}),
        ("The Café reopened.", "A cafe reopened.", {"Café", "reopened"}),
        ("A U.S. ferry sank.", "The US ferry sank.", {"U.S", "ferry", "sank"}),
        ("Ferries reach Turkiye.", "Ferries leave Turkey.", {"Turkiye/Turkey", "Ferries"}),
    ],
)
def test_a_word_is_told_in_both_forms_where_the_two_sentences_have_no_form_in_common(
    one: str, other: str, words: set[str]
) -> None:
    found = {word.rstrip(".") for word in told(one, other).words}
    assert found == words


@pytest.mark.parametrize(
    ("one", "other", "figures"),
    [
        ("The ship struck the bank at 5:40 a.m.", "It struck the bank at 5:40 in the morning.", ("5:40",)),
        # Neither the hour nor the minutes are a figure that both have.
        ("The ship struck the bank at 5:40 a.m.", "It struck the bank at 5:10, with 40 on board.", ()),
        ("The ship struck at 5:40 with 19 hurt.", "It struck at 5:40, and 19 were hurt.", ("5:40", "19")),
        ("It sank in 2024 and in 2024.", "In 2024 it sank.", ("2024",)),
    ],
)
def test_the_parts_of_a_time_are_no_figures_of_their_own(one: str, other: str, figures: tuple[str, ...]) -> None:
    assert told(one, other).figures == figures


def test_two_spellings_of_a_name_are_both_told() -> None:
    why = told("Pilots thanked Zelenskyy warmly.", "The crew met Zelensky.", rest=("Then Zelenskyy left the harbour.",))
    assert why.words == ("Zelenskyy/Zelensky",)


@pytest.mark.parametrize(
    ("language", "one", "other", "words"),
    [
        # The longest runs first; of what overlaps them, only what they do not tell already.
        ("ja", "市長は新しい橋を公開した", "新しい橋は市長を喜ばせた", ("新しい橋", "市長")),
        ("ja", "大統領は東京でプーチン大統領と会う", "東京でプーチン氏と大統領", ("東京でプーチン", "大統領")),
        ("ja", "東京、東京都", "東京都は雨", ("東京都",)),
        ("ja", "青い船と赤い船", "赤い花と青い空", ("青い", "赤い")),
        ("ko", "시장은 다리를 열었다", "다리를 시장은 닫았다", ("시장은", "다리를")),
    ],
)
def test_scripts_without_spaces_tell_the_longest_runs_that_stand_in_both(
    language: str, one: str, other: str, words: tuple[str, ...]
) -> None:
    assert sorted(told(one, other, language).words) == sorted(words)


kana = st.text("あいうえ、", min_size=2, max_size=14)


@settings(deadline=None)
@given(kana, kana)
def test_the_longest_run_of_all_is_told_and_none_within_another(one: str, other: str) -> None:
    found = align([article("A", [one], language="ja"), article("B", [other], language="ja")], min_score=0).matches
    for match in found:
        words = match.why.words
        assert all(word in one and word in other for word in words)
        # A character that stands alone in both is a word of its own.
        assert not any(
            len(first) > 1 and first != second and first in second for first, second in product(words, words)
        )
        runs = {one[start:end] for start, end in product(range(len(one)), range(len(one) + 1)) if end - start > 1}
        shared = [run for run in runs if run in other and "、" not in run]
        assert max(map(len, shared), default=0) <= max(map(len, words), default=0)


def test_a_long_sentence_of_one_character_is_told_as_one_run() -> None:
    why = told("あ" * 1500, "あ" * 900, "ja")
    assert why.words[0] == "あ" * 900
