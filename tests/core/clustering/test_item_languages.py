"""What the words and the feeds of headlines say of their languages, and what is left to be identified."""

from __future__ import annotations

import pytest

from newsdiff.core.clustering.item_languages import (
    Headline,
    identified_languages,
    texts_to_identify,
    told_languages,
)
from support.headlines import HEADLINES

OPEN = "Ostras bus terminal"
"""A headline that tells nothing."""


WORDS = frozenset(
    [
        "bus",
        "terminal",
        "crane",
        "falls",
        "onto",
        "harbour",
        "road",
        "port",
        "ferry",
        "crew",
        "stand",
        "trial",
        "over",
        "collision",
        "bakers",
        "praise",
        "cheaper",
        "flour",
        "imports",
        "night",
        "trains",
        "return",
        "after",
        "decade",
    ]
)


def words() -> frozenset[str]:
    return WORDS


def no_words() -> frozenset[str]:
    raise AssertionError("a feed that declares another language, or tells it, needs no English words")


def headlines(feed: int, *titles: str, declared: str = "") -> list[Headline]:
    return [Headline(feed * 100 + number, feed, title, "", declared) for number, title in enumerate(titles)]


def test_what_a_feed_declares_settles_headlines_that_tell_nothing() -> None:
    told, still_open = told_languages(headlines(1, OPEN, declared="de"), {}, words)
    assert told == {100: "de"}
    assert still_open == {}


def test_a_feed_that_declares_what_its_headlines_cannot_be_settles_nothing() -> None:
    (polish, *_) = HEADLINES["pl"]
    given = [*headlines(1, polish, declared="en"), *headlines(2, HEADLINES["uk"][0], declared="en")]
    told, still_open = told_languages(given, {}, words)
    assert told == {}
    assert still_open.keys() == {1, 2}


def test_what_most_items_of_a_feed_are_in_counts_more_than_what_it_declares() -> None:
    dutch = (
        "De brug is dicht en het blijft zo, zegt de burgemeester van de stad",
        "Het kabinet wil niet dat er meer geld naar de haven gaat",
        "Er zijn geen doden gevallen bij de brand in het hotel",
    )
    told, still_open = told_languages(headlines(1, *dutch, OPEN, declared="en"), {}, words)
    assert set(told.values()) == {"nl"}
    assert still_open == {}


def test_earlier_items_settle_the_language_of_a_feed_that_declares_none() -> None:
    given = headlines(1, *HEADLINES["lt"])
    assert told_languages(given, {}, words).open.keys() == {1}
    told, still_open = told_languages(given, {1: {"lt": 3}}, words)
    assert set(told.values()) == {"lt"}
    assert still_open == {}
    assert told_languages(given, {1: {"lt": 2}}, words).open.keys() == {1}
    assert told_languages(given, {1: {"lt": 3, "en": 2}}, words).open.keys() == {1}


def test_english_feeds_leave_nothing_open() -> None:
    titles = (
        "Crane falls onto harbour road in Port Marlow",
        "Ferry crew to stand trial over collision",
        "Bakers praise cheaper flour imports",
        "Night trains return after a decade",
    )
    for declared in ("en", ""):
        told, still_open = told_languages(headlines(1, *titles, declared=declared), {}, words)
        assert set(told.values()) == {"en"}
        assert still_open == {}


def test_english_words_are_read_only_where_a_feed_may_be_english_by_declaration_alone() -> None:
    given = [*headlines(1, OPEN, declared="de"), *headlines(2, "The mayor said that it was over", OPEN, declared="en")]
    assert set(told_languages(given, {}, no_words).told.values()) == {"de", "en"}


def test_a_feed_that_says_english_by_default_is_not_believed() -> None:
    assert told_languages(headlines(1, *HEADLINES["id"], declared="en"), {}, words).open.keys() == {1}


def test_a_kyrgyz_headline_with_russian_letters_alone_is_not_taken_for_russian() -> None:
    title = "Бишкекте мурдагы министр камакка алынды"
    assert told_languages(headlines(1, title, declared="ky"), {}, words).told == {100: "ky"}
    assert told_languages(headlines(1, title, declared="ru"), {}, words).told == {100: "ru"}
    assert told_languages(headlines(1, title), {}, words).open.keys() == {1}


@pytest.mark.parametrize("declared", ["", "ja"])
def test_a_japanese_headline_without_kana_is_not_taken_for_chinese(declared: str) -> None:
    titles = [
        "東京都知事選挙の投票が始まる",
        "台湾東部で地震",
        "首相、辞任を表明へ",
        "日本銀行、追加利上げ決定",
        "岸田首相辞任表明",
    ]
    told, still_open = told_languages(headlines(1, *titles, declared=declared), {}, no_words)
    assert set(told.values()) == {"ja"}
    assert not still_open


def test_headlines_without_kana_in_a_chinese_feed_are_chinese() -> None:
    titles = ["国务院总理出席会议", "中国外交部发言人", "总统宣布辞职", "日本首相表明意向"]
    assert set(told_languages(headlines(1, *titles, declared="ja"), {}, no_words).told.values()) == {"zh"}


def test_serbian_in_latin_letters_is_grouped_with_croatian() -> None:
    assert told_languages(headlines(1, "Beograd čeka izbore", declared="sr"), {}, words).told == {100: "hr"}


def test_each_feed_is_identified_by_each_of_its_headlines_and_by_all_together() -> None:
    still_open = {1: headlines(1, "Alpha beta", "Gamma delta"), 2: headlines(2, "Ostrava")}
    texts = texts_to_identify(still_open)
    assert [text.split() for text in texts] == [
        ["Alpha", "beta"],
        ["Gamma", "delta"],
        ["Alpha", "beta", "Gamma", "delta"],
        ["Ostrava"],
        ["Ostrava"],
    ]
    found = identified_languages(still_open, ["sk", "", "cs", "", ""])
    assert found == {100: "sk", 101: "cs", 200: "en"}


def test_where_nothing_was_identified_a_headline_has_the_likeliest_language_of_its_script() -> None:
    still_open = {1: headlines(1, "Ostrava", declared="cs"), 2: headlines(2, HEADLINES["uk"][0], declared="en")}
    assert identified_languages(still_open, ()) == {100: "cs", 200: "ru"}
    # An answer in letters that the headline does not have is none.
    assert identified_languages(still_open, ("uk", "uk", "el", "uk")) == {100: "cs", 200: "uk"}
