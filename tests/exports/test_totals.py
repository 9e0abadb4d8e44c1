"""What every export says in numbers: the same as the screen, whoever leads, and each detail that differs once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.models import Alignment, Evidence
from newsdiff.exports.html_export import to_html
from newsdiff.exports.json_export import to_json
from newsdiff.exports.markdown_export import markdown
from newsdiff.exports.report import ComparisonReport, ExportView
from newsdiff.exports.text_table import table
from support.article_builders import alignment, article

if TYPE_CHECKING:
    from collections.abc import Callable

WRITERS = [table, markdown, to_html]


@pytest.mark.parametrize("export", WRITERS)
def test_every_export_says_how_much_is_shared(story: Alignment, export: Callable[..., str]) -> None:
    written = " ".join(export(story).split())
    assert "0 statements in all 3, 4 in some, 0 in one only; 1 detail differs." in written


@pytest.mark.parametrize("export", WRITERS)
def test_every_export_tells_a_detail_once_with_all_who_give_it(story: Alignment, export: Callable[..., str]) -> None:
    assert (
        "12 cracks (Harbour Gazette) | 15 (Night Post), as in Harbour Gazette: “The old bridge was closed on"
        in " ".join(export(story).replace("\\", "").replace("</strong>", "").split())
    )


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_the_totals_are_the_same_whoever_leads(story: Alignment, order: tuple[int, ...]) -> None:
    report = ComparisonReport(story, ExportView(order))
    assert report.totals == "0 statements in all 3, 4 in some, 0 in one only; 1 detail differs."


def test_the_totals_are_in_the_json(story: Alignment) -> None:
    written = json.loads(to_json(story))
    assert written["totals"] == {"in_all": 0, "shared": 4, "reworded": 2, "details_differ": 1, "only_in_one": 0}
    assert written["details"] == [{"values": [{"text": "12 cracks", "articles": [0]}, {"text": "15", "articles": [1]}]}]


def test_the_totals_are_of_the_articles_shown(story: Alignment) -> None:
    written = json.loads(to_json(story, view=ExportView((0, 2))))
    assert written["totals"] == {"in_all": 1, "shared": 1, "reworded": 1, "details_differ": 0, "only_in_one": 3}


@pytest.mark.parametrize("export", WRITERS)
def test_what_stands_in_another_row_is_not_said_to_have_no_match(export: Callable[..., str]) -> None:
    story = alignment(
        [article("A", ["One."]), article("B", ["Two.", "Three."]), article("C", ["One and three."])],
        [((0, 0), (2, 0), "same"), ((1, 1), (2, 0), "similar")],
    )
    written = " ".join(export(story).split())
    assert "matched in another row: C" in written
    assert written.count("Three.") == 1


@pytest.mark.parametrize("export", [markdown, to_html])
def test_two_sentences_of_which_a_detail_differs_are_not_called_the_same(
    story: Alignment, export: Callable[..., str]
) -> None:
    match = replace(story.matches[0], why=Evidence())
    written = export(Alignment(story.articles, (match,)))
    assert "match, 93%" in written
    assert "same, 93%" not in written


def test_a_value_is_told_with_the_words_that_leave_it_open() -> None:
    story = alignment(
        [
            article("Gazette", ["At least 12 people were killed when the bridge fell."]),
            article("Courier", ["Nine people were killed when the bridge fell."]),
        ],
        [((0, 0), (1, 0), "same")],
    )
    assert "**figures differ: At least 12 against Nine**" in markdown(story)
