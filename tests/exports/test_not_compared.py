"""Articles in two languages: a pair that was not compared is told as that, and never as a missing match."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.models import Alignment
from newsdiff.exports.formats import Format, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.core.models import Article, Match

WHY = "Gazette and Herald are in English, Kurier is in German: articles in different languages are not compared."


@pytest.fixture
def languages(write: Callable[..., Article], link: Callable[..., Match]) -> Alignment:
    """Two outlets in English and one in German."""
    return Alignment(
        (
            write("Gazette", "The bridge was closed on Friday.", "Buses take the longer way."),
            write("Herald", "On Friday the bridge was closed.", "Shopkeepers expect a hard winter."),
            replace(write("Kurier", "Die Brücke wurde am Freitag gesperrt.", "Busse fahren Umwege."), language="de"),
        ),
        (link((0, 0), (1, 0)),),
    )


def text(alignment: Alignment, form: Format) -> str:
    written = render(alignment, form, width=200)
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", written, flags=re.DOTALL)).split())


FORMS: tuple[Format, ...] = ("table", "markdown", "html")


@pytest.mark.parametrize("form", FORMS)
def test_a_pair_that_was_not_compared_is_said_and_has_no_missing_match(form: Format, languages: Alignment) -> None:
    written = text(languages, form)
    assert WHY in written
    assert "not compared with Kurier" in written
    assert "no match found in Kurier" not in written
    assert "any other outlet" not in written
    assert "Only in Kurier" not in written
    assert "0 of 2" not in written
    for sentence in (languages.sentence(ref).text for ref in languages.refs()):
        assert sentence in written
    # What was compared keeps its words.
    assert "no match found in Herald" in written or "Only in Gazette (not compared with Kurier)" in written


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_of_an_article_that_was_compared_with_none_has_a_mark_of_its_own(
    form: Format, languages: Alignment
) -> None:
    written = text(languages, form)
    if form == "markdown":
        assert "## Kurier, not compared - Die Brücke" in written
    else:
        assert "? Die Brücke wurde am Freitag gesperrt." in written
        assert "+ Buses take the longer way." in written


@pytest.mark.parametrize("form", FORMS)
def test_two_articles_in_two_languages_are_told_as_not_compared(form: Format, languages: Alignment) -> None:
    written = text(Alignment((languages.articles[0], languages.articles[2]), ()), form)
    assert "Gazette: not compared with another outlet" in written
    assert "no match found" not in written.replace("· no match found", "").lower().split("scores are")[0]
    assert "Only in" not in written
    assert "Nothing was compared." in written
    assert "in one only" not in written


def test_the_filter_of_the_page_takes_no_sentence_for_a_difference_that_was_not_compared(languages: Alignment) -> None:
    written = render(languages, "html")
    rows = re.findall(r'<section class="row ([a-z ]+)">', written)
    # The closed bridge is told by both that were compared; what Kurier has was held against nothing.
    assert rows == ["shared", "differs only", "differs only", "apart", "apart on"]


def test_json_names_the_pairs_that_were_not_compared(languages: Alignment, story: Alignment) -> None:
    assert json.loads(render(languages, "json"))["not_compared"] == [[0, 2], [1, 2]]
    assert json.loads(render(story, "json"))["not_compared"] == []


@pytest.mark.parametrize("form", FORMS)
def test_where_all_were_compared_nothing_is_said_of_it(form: Format, story: Alignment) -> None:
    assert "not compared" not in text(story, form)
