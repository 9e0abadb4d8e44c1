from __future__ import annotations

import pytest

from newsdiff.core.text.alphabets import ALPHABET_LANGUAGES, possible_languages
from newsdiff.core.text.language_id import detect

ALONE = {
    "be": "Кабінет зацвердзіў праграму дапамогі фермерам ва ўсіх раёнах",
    "uk": "Київ отримав нові трамваї",
    "ru": "Вьюга накрыла Урал, рейсы отменены",
    "bg": "Бъдещето на въглищните централи",
    "sr": "Ђоковић освојио турнир у Шангају",
    "mk": "Ѓорѓиев најави нови трошоци за куќите",
    "kk": "Қарағандыда жаңа әуежай салынды",
    "tg": "Ҷаласаи навбатии ҳукумат дар Хуҷанд",
    "ug": "ئۈرۈمچىدە يېڭى كۆۋرۈك ئېچىلدى",
    "ps": "په هرات کې نوی سړک جوړ شو",
    "ku": "سەرۆکی هەرێم سەردانی هەولێری کرد ێ",
    "az": "Gəncədə məktəblər üçün yeni binalar tikiləcək",
}


@pytest.mark.parametrize("language", ALONE)
def test_a_headline_is_told_by_letters_that_no_other_language_has(language: str) -> None:
    assert detect(ALONE[language]) == language


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("хүчтэй өвөл", {"kk", "ky", "mn", "tt", "ba"}),
        ("көчле җил", {"tt"}),
        ("кран упал", {"ru", "uk", "bg", "sr", "mk"}),
        ("кранът упал", {"bg"}),
        ("объявлен", {"ru", "bg"}),
        ("президент зустрівся", {"uk"}),
        # Kazakh words have no letters like the в and ц of the one before.
        ("жер сілкінді", {"kk", "uk", "be"}),
        ("қуғи ӣ", {"tg"}),
        ("latin", set()),
    ],
)
def test_letters_leave_the_languages_that_have_them_all(text: str, languages: set[str]) -> None:
    assert set(possible_languages(text, "cyrillic")) == languages


def test_a_language_whose_own_letters_are_missing_is_possible_all_the_same() -> None:
    assert "ky" not in possible_languages("бишкекте мурдагы министр", "cyrillic")
    assert "ky" in possible_languages("бишкекте мурдагы министр", "cyrillic", marked=False)


def test_a_long_text_may_quote_another_language() -> None:
    russian = "Жители сказали, что выборы прошли без нарушений, и подсчёт голосов завершён. " * 6
    assert detect(russian + "Газета «Новини Києва» и сайт «Їжак» это подтвердили.") == "ru"
    assert detect(russian + "Об этом пишет «Българска поща».") == "ru"


def test_every_language_of_an_alphabet_is_named_by_its_code() -> None:
    assert all(len(name) == 2 and name.isalpha() for name in ALPHABET_LANGUAGES)
