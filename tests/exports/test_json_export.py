"""A comparison as JSON."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from newsdiff import __version__
from newsdiff.core.models import Alignment, Article, Match, Ref, Sentence
from newsdiff.exports.json_export import to_json


def read(alignment: Alignment, *, min_score: float | None = None, ascii_only: bool = False) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(to_json(alignment, min_score=min_score, ascii_only=ascii_only))
    return read


def test_the_articles_come_with_all_that_is_known_of_them(story: Alignment) -> None:
    first, second, third = read(story)["articles"]
    assert list(first) == [
        "outlet",
        "title",
        "date",
        "url",
        "language",
        "source",
        "sample",
        "text",
        "sentences",
        "removed",
    ]
    assert (first["outlet"], first["title"], first["date"]) == (
        "Harbour Gazette",
        "Old bridge closed",
        "2026-03-06T18:02:00Z",
    )
    assert (first["url"], first["language"], first["source"]) == (
        "https://gazette.example/bridge?id=7",
        "en",
        "Harbour Gazette.txt",
    )
    assert first["removed"] == [{"text": "Read more: tides of March", "reason": "page furniture"}]
    assert (second["date"], second["sample"], first["sample"]) == ("2026-03-07", True, False)
    assert (third["date"], third["url"]) == (None, None)


def test_a_sentence_stands_where_it_says_in_the_text(story: Alignment) -> None:
    for article in read(story)["articles"]:
        for sentence in article["sentences"]:
            assert article["text"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert read(story)["articles"][0]["sentences"][1] == {
        "text": "What happens next", "start": 91, "end": 108, "paragraph": 1, "heading": True,
    }  # fmt: skip


def test_a_match_comes_with_its_score_its_reasons_and_what_differs(story: Alignment) -> None:
    assert read(story)["newsdiff"] == __version__
    assert read(story)["matches"][0] == {
        "a": [0, 0], "b": [1, 0], "score": 0.9346, "level": "same", "by": "text",
        "why": {"words": ["cracks", "pier", "northern"], "figures": [], "quotation": None},
        "differs": [{"kind": "figure", "a": "12", "b": "15"}], "differs_by": "text",
    }  # fmt: skip


def test_the_readers_word_is_told_from_the_texts(story: Alignment) -> None:
    said = {(tuple(match["a"]), tuple(match["b"])): (match["level"], match["by"]) for match in read(story)["matches"]}
    assert said[(0, 2), (1, 1)] == (None, "reader")
    assert said[(0, 2), (2, 0)] == ("similar", "reader")
    assert said[(1, 1), (2, 2)] == ("similar", "text")


@pytest.mark.parametrize(
    ("score", "written"),
    [(0.0, 0), (0.00001, 0.0001), (0.12345, 0.1235), (0.99999, 0.9999), (1.0, 1), (0.5, 0.5)],
)
def test_a_score_is_rounded_but_never_to_nothing_or_to_certainty(pair: Alignment, score: float, written: float) -> None:
    alignment = Alignment(pair.articles, (Match(Ref(0, 0), Ref(1, 0), score, "similar"),))
    assert read(alignment)["matches"][0]["score"] == written


@pytest.mark.parametrize(
    ("min_score", "written"),
    [(None, [0.9, 0.3, 0.0]), (0.0, [0.9, 0.6, 0.3, 0.0]), (0.3, [0.9, 0.6, 0.0]), (0.9, [0.0])],
)
def test_the_matches_are_the_linked_ones_or_those_above_a_score_and_always_the_readers(
    pair: Alignment, min_score: float | None, written: list[float]
) -> None:
    found = (
        Match(Ref(0, 0), Ref(1, 0), 0.9, "same"),
        Match(Ref(0, 0), Ref(1, 1), 0.6, None),
        Match(Ref(0, 2), Ref(1, 0), 0.3, "similar"),
        Match(Ref(0, 2), Ref(1, 1), 0.0, None, by="reader"),
    )
    assert [
        match["score"] for match in read(Alignment(pair.articles, found), min_score=min_score)["matches"]
    ] == written


def test_hostile_text_is_kept_and_reaches_no_terminal(hostile: Alignment) -> None:
    for ascii_only in (False, True):
        written = to_json(hostile, ascii_only=ascii_only)
        assert {char for char in written if unicodedata.category(char) in ("Cc", "Cf")} == {"\n"}
        assert json.loads(written)["articles"][0]["sentences"][0]["text"] == hostile.articles[0].sentences[0].text


def test_no_secret_of_an_address_is_written(hostile: Alignment) -> None:
    assert "secret" not in to_json(hostile)
    assert "abc" not in to_json(hostile)
    assert read(hostile)["articles"][0]["url"] is None


def test_half_a_character_can_be_written(pair: Alignment) -> None:
    article = Article("One", "T", "\ud83d", (Sentence("\ud83d", 0, 1),), "one.txt")
    written = to_json(Alignment((article, pair.articles[1]), ()))
    assert written.encode()
    assert json.loads(written)["articles"][0]["text"] == "\ud83d"


def test_ascii_is_ascii_and_says_the_same(story: Alignment) -> None:
    assert to_json(story, ascii_only=True).isascii()
    assert not to_json(story).isascii()
    assert read(story, ascii_only=True) == read(story)


def test_every_match_has_a_line_of_its_own(story: Alignment) -> None:
    lines = to_json(story).splitlines()
    assert sum(line.startswith('{"a": [') for line in lines) == len(story.matches)


def test_a_story_without_matches_is_written_too(pair: Alignment) -> None:
    assert read(Alignment(pair.articles, ()))["matches"] == []
