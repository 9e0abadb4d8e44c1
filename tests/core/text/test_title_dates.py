"""Dates in titles, in many languages, and what only looks like one."""

from __future__ import annotations

import pytest

from newsdiff.core.text.title_dates import is_weekday, mark_dates


@pytest.mark.parametrize(
    ("title", "language", "marked"),
    [
        ("Evening quiz 1 November", "en", "Evening quiz #"),
        ("Photos of the day: 1 November 2026", "en", "Photos of the day: #"),
        ("Wordle hints for Nov. 1", "en", "Wordle hints for #"),
        ("Wordle hints for Nov. 1, 2026: easy", "en", "Wordle hints for #: easy"),
        ("Quiz for Sunday, 1st of November", "en", "Quiz for #"),
        ("Prices in November 2026", "en", "Prices in #"),
        ("Quiz vom Sonntag, 1. März 2026", "de", "Quiz vom #"),
        ("Le quiz du dimanche 1er août", "fr", "Le quiz du #"),
        ("Las fotos del 3 de mayo de 2026", "es", "Las fotos del #"),
        ("Фото дня: 5 ноября", "ru", "Фото дня: #"),
        ("Quiz 5 listopada", "pl", "Quiz #"),
        ("आज का राशिफल 5 नवंबर", "hi", "आज का राशिफल #"),
        ("今日の写真 2026年11月1日", "ja", "今日の写真 #"),
        ("오늘의 사진 11월 1일", "ko", "오늘의 사진 #"),
        ("Quiz 2026-11-01", "en", "Quiz #"),
        ("Quiz 01/11/2026", "en", "Quiz #"),
        ("May 40 die, says May", "en", "May 40 die, says May"),
        ("Prices rise 5.2 March says", "en", "Prices rise 5.2 March says"),
        ("Shares fall in March 4.5 points", "en", "Shares fall in March 4.5 points"),
        ("They set 10 records out 3 times", "en", "They set 10 records out 3 times"),
        ("Storms hit coast on Monday", "en", "Storms hit coast on Monday"),
        ("Norvik beat Aldmark 3 to 1", "en", "Norvik beat Aldmark 3 to 1"),
        ("", "en", ""),
    ],
)
def test_a_date_is_marked_and_other_numbers_are_left(title: str, language: str, marked: str) -> None:
    assert mark_dates(title, language) == marked


@pytest.mark.parametrize(
    ("word", "known"), [("Monday", True), ("Samstag:", True), ("dimanche,", True), ("Sun", False), ("so", False)]
)
def test_a_day_of_the_week_is_known_by_its_full_name(word: str, known: bool) -> None:
    assert is_weekday(word) is known
