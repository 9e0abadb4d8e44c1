from __future__ import annotations

import pytest

from newsdiff.adapters.encoder.english_words import english_words
from newsdiff.core.text.language_evidence import ENGLISH, allows, english_share, grouped_language, is_certain, may_be
from newsdiff.core.text.language_id import detect
from support.headlines import HEADLINES


def test_the_share_of_english_words_leaves_short_words_out() -> None:
    words = {"crane", "falls", "onto", "road"}
    assert english_share(["Crane falls onto a road in Asnières", "Gru a Asnières"], words) == 4 / 7
    assert english_share(["12:30", "a b"], words) == 1.0


@pytest.mark.parametrize("language", HEADLINES)
def test_headlines_in_other_languages_have_few_english_words(language: str) -> None:
    words = english_words()
    titles = [title for title in HEADLINES[language] if not detect(title)]
    assert all(english_share([title], words) < ENGLISH for title in titles)
    assert not titles or english_share(titles, words) < 0.7 * ENGLISH


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Bakers praise cheaper flour imports", "en", True),
        ("Café in Łódź reopens after fire", "en", True),
        ("Sejm uchwalił budżet", "en", False),
        ("La Camera approva la manovra della destra, ma senza i voti di Roma", "en", False),
        ("Верховна Рада", "en", False),
        ("Верховна Рада", "uk", True),
        ("Новые выборы", "uk", False),
        ("Бишкекте мурдагы министр", "ky", True),
        ("Tesla Model Y", "el", False),
        ("Beograd čeka izbore", "sr", True),
        ("पूर्व मंत्री गिरफ्तार", "mr", True),
        ("पूर्व मंत्री गिरफ्तार", "ru", False),
        ("12:30", "uk", True),
    ],
)
def test_a_text_may_be_in_a_language_that_has_its_letters_and_no_likelier_rival(
    text: str, language: str, expected: bool
) -> None:
    assert may_be(text, language) is expected


def test_letters_allow_what_function_words_speak_against() -> None:
    text = "La Camera approva la manovra della destra, ma senza i voti di Roma"
    assert allows(text, "en")
    assert not may_be(text, "en")


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        # A function word of Russian, letters that only Ukrainian has, and none of either.
        ("Новый мост открыли на Каме", True),
        ("Київ отримав трамваї", True),
        ("Бишкекте мурдагы министр камакка алынды", False),
        ("Qarabağ səfəri başa çatıb", True),
        # Japanese without kana; a simplified letter; a traditional one; Japanese with kana.
        ("岸田首相辞任表明", False),
        ("日本銀行、追加利上げ決定", False),
        ("髙橋内閣総辞職", False),
        ("中国外交部发言人", True),
        ("立法院三讀通過總預算案", True),
        ("東京都知事選挙の投票が始まる", True),
    ],
)
def test_a_language_told_by_the_lack_of_others_letters_is_not_certain(text: str, certain: bool) -> None:
    assert is_certain(text, detect(text)) is certain


@pytest.mark.parametrize(
    ("text", "allowed"), [("岸田首相辞任表明", True), ("中国外交部发言人", False), ("Київ отримав трамваї", False)]
)
def test_a_text_without_kana_may_be_japanese_unless_it_has_a_chinese_letter(text: str, allowed: bool) -> None:
    assert allows(text, "ja") is allowed


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sr", "Бивши министар", "sr"),
        ("sr", "Bivši ministar", "hr"),
        ("bs", "Bivši ministar", "hr"),
        ("ms", "Bekas menteri", "id"),
        ("nn", "Streiken er slutt", "no"),
        ("uk", "Страйк", "uk"),
    ],
)
def test_standards_of_one_language_are_grouped_together(language: str, text: str, expected: str) -> None:
    assert grouped_language(language, text) == expected
