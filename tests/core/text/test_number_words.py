from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from num2words import num2words

from newsdiff.core.text.locale_tables import NUMBER_WORDS
from newsdiff.core.text.number_words import spelled_numbers
from newsdiff.core.text.numbers import numerals


def read(text: str, language: str) -> list[tuple[str, int]]:
    return [(text[one.start : one.end], one.value) for one in spelled_numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("tr", "yirmi üç", 23),
        ("tr", "yirmi bir", 21),
        ("tr", "yirmiüç", 23),
        ("tr", "iki yüz elli", 250),
        ("tr", "iki yüz elli bin", 250_000),
        ("tr", "bin dokuz yüz doksan dokuz", 1999),
        ("id", "dua puluh tiga", 23),
        ("id", "dua ratus lima puluh tiga", 253),
        ("id", "seribu dua ratus", 1200),
        ("hu", "huszonhárom", 23),
        ("hu", "kétszázötven", 250),
        ("hu", "ezerkétszáz", 1200),
        ("hu", "kétezer-huszonhárom", 2023),
        ("fr", "deux cent cinquante", 250),
        ("es", "doscientos cincuenta y tres", 253),
        ("pt", "duzentos e cinquenta", 250),
        ("it", "duecentocinquanta", 250),
        ("de", "zweihundertfünfzigtausend", 250_000),
        ("nl", "tweehonderdvijftig", 250),
        ("ru", "двести пятьдесят три", 253),
        ("pl", "dwieście pięćdziesiąt", 250),
        ("zh", "二十三", 23),
        ("zh", "一百零五", 105),
        ("zh", "一百五", 150),
        ("zh", "三万五千", 35_000),
        ("zh", "一万二", 12_000),
        ("zh", "一亿两千万", 120_000_000),
        ("zh", "十五", 15),
        ("ja", "五十万", 500_000),
    ],
)  # fmt: skip
def test_several_words_are_one_number(language: str, text: str, value: int) -> None:
    assert read(text, language) == [(text, value)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "dos, tres", [("dos", 2), ("tres", 3)]),
        ("es", "dos-tres", [("dos", 2), ("tres", 3)]),
        ("pt", "entre dois e três", [("dois", 2), ("três", 3)]),
        ("tr", "on iki kişi öldü, otuz kişi yaralandı", [("on iki", 12), ("otuz", 30)]),
        ("de", "zwanzig, drei", [("zwanzig", 20), ("drei", 3)]),
        ("zh", "事故造成二十三人死亡，一百二十人受伤", [("二十三", 23), ("一百二十", 120)]),
        ("en", "twenty three", []),
        ("xx", "二十三", []),
    ],
)
def test_words_that_do_not_go_on_begin_another_number(language: str, text: str, found: list[tuple[str, int]]) -> None:
    assert read(text, language) == found


@pytest.mark.parametrize(
    "text",
    ["第二十三届", "十分重要", "星期三", "千万不要", "百分之二十三", "数十人", "二〇二六年", "统一百货", "万一", "三人", "2万", "三万亿",
     "三四十人", "四十五点五亿", "二十大报告", "十一国庆", "九十后", "三十而立", "五十岚"],
)  # fmt: skip
def test_chinese_words_with_numerals_in_them_are_no_numbers(text: str) -> None:
    assert read(text, "zh") == []


@pytest.mark.parametrize(
    "text", ["五十嵐知事", "八百屋の店主", "九十九里町", "九十九さん", "三十三間堂", "八百万の神", "八百長", "三四十人"]
)
def test_japanese_names_with_numerals_in_them_are_no_numbers(text: str) -> None:
    assert read(text, "ja") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("二十一人", 21), ("三千人", 3000), ("六十五歳の", 65), ("四十七都道府県", 47), ("千五百億円", 150_000_000_000),
     ("二十五を", 25), ("二十キロ", 20), ("三十", 30)],
)  # fmt: skip
def test_japanese_numerals_before_what_they_count_are_numbers(text: str, value: int) -> None:
    assert [one for _, one in read(text, "ja")] == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("uk", "шістдесят п’ять", 65),
        ("uk", "двісті пʼятдесят", 250),
        ("uk", "двадцять одного", 21),
        ("uk", "двадцяти п'яти", 25),
        ("ru", "двести одного", 201),
        ("ru", "двадцати пяти", 25),
        ("ru", "пятьюдесятью", 50),
        ("pl", "dwustu pięćdziesięciu", 250),
        ("cs", "dvě stě padesát", 250),
        ("cs", "pětadvacet", 25),
        ("fr", "quatre-vingt mille", 80_000),
        ("fr", "cent vingt et une", 121),
        ("es", "ciento un", 101),
        ("pt", "cento e vinte e três", 123),
        ("fi", "kolme tuhatta", 3000),
        ("da", "tre tusinde", 3000),
        ("de", "zweihunderteintausend", 201_000),
        ("da", "ettusind", 1000),
        ("ru", "одна тысяча двести", 1200),
        ("nl", "honderd en vijf", 105),
        ("ro", "două sute\u00a0cincizeci", 250),
    ],
)
def test_forms_of_case_and_gender_are_read(language: str, text: str, value: int) -> None:
    assert read(text, language) == [(text, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "yirmi üç'ü"),
        ("ru", "двадцать пятого"),
        ("ru", "два десятка"),
        ("ru", "тысячи"),
        ("ru", "миллион двести тысяч"),
        ("fr", "deux millions cinq cent mille"),
        ("fr", "deux cent troisième"),
        ("fr", "deux douzaines"),
        ("es", "dos tres"),
        ("de", "zwei Dutzend"),
        ("pt", "dois milhões e trezentos mil"),
        ("pl", "dwadzieścia piątego"),
        ("nl", "twee dozijn"),
        ("fr", "deux et demi"),
        ("ru", "два с половиной"),
    ],
)
def test_a_word_beside_one_that_may_belong_to_its_number_has_no_value(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("ru", "пять сотрудников", 5), ("ru", "две семьи", 2), ("ru", "два триллиона", 2), ("de", "zwei Millionen", 2),
     ("pl", "trzy stopnie", 3), ("pl", "dwie jednostki", 2), ("cs", "dvě třídy", 2), ("cs", "tři jednotky", 3),
     ("fi", "viisi satamaa", 5), ("sv", "två feminister", 2), ("tr", "iki birim", 2), ("id", "lima keluarga", 5),
     ("uk", "п’ять семінарів", 5), ("fr", "deux problèmes", 2), ("da", "to afgørende", 2), ("hu", "két hatalmas", 2)],
)  # fmt: skip
def test_a_word_that_only_begins_like_a_number_word_leaves_the_number(language: str, text: str, value: int) -> None:
    assert [one for _, one in read(text, language)] == [value]


@pytest.mark.parametrize("language", sorted(NUMBER_WORDS))
@given(number=st.integers(2, 999_999))
def test_no_number_is_read_as_another(language: str, number: int) -> None:
    # num2words writes 801,000 as 800,000 in Turkish.
    assume(language != "tr" or number // 1000 % 10 != 1)
    # "De mii" multiplies the number before it like "thousand" after digits, and is read with those.
    assume(language != "ro" or number < 20_000)
    written = str(num2words(number, lang=language)).lower()
    assert [value for _, value in read(written, language)] in ([number], []), written


@pytest.mark.parametrize("language", ["tr", "hu", "fr", "de", "nl", "es", "pt", "id", "ru", "fi"])
@given(number=st.integers(100, 9_999).filter(lambda number: "1" not in str(number)))
def test_a_number_without_a_one_is_read_as_it_is_written(language: str, number: int) -> None:
    # "One" is an article or a pronoun in most languages, and is in no list.
    written = str(num2words(number, lang=language)).lower()
    assert [value for _, value in read(written, language)] == [number], written


def test_numerals_have_the_place_of_all_their_words() -> None:
    (one,) = numerals("Kazada yirmi üç kişi öldü", "tr")
    assert (int(one.value), one.start, one.end, one.spelled) == (23, 7, 15, True)
