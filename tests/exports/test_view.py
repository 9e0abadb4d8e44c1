"""An export follows the lead and the filter of the screen, and says so."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from newsdiff.app.compare.export_controller import export_view
from newsdiff.app.compare.filters import Filter
from newsdiff.app.compare.state import CompareState
from newsdiff.exports.formats import Format, render

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment

FORMS: tuple[Format, ...] = ("table", "markdown", "html")


def text(alignment: Alignment, form: Format, state: CompareState) -> str:
    written = render(alignment, form, view=export_view(state), width=200)
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", written, flags=re.DOTALL)).split())


@pytest.mark.parametrize("form", FORMS)
def test_the_lead_and_the_outlets_of_the_screen_are_those_of_the_export(form: Format, story: Alignment) -> None:
    state = CompareState(story)
    state.choose(1)
    state.hidden.add(2)
    state.refresh()
    written = text(story, form, state)
    assert "Lead: Night Post. Not shown: Valley Echo." in written
    assert written.index("Night Post") < written.index("Harbour Gazette")
    assert "Commuters face detours" not in written


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wanted", [one for one in Filter if one is not Filter.ALL])
def test_the_filter_of_the_screen_is_that_of_the_export(form: Format, wanted: Filter, story: Alignment) -> None:
    state = CompareState(story)
    state.filter = wanted
    state.refresh()
    written = text(story, form, state)
    shown = {ref for row in state.rows for ref in row.refs if not story.sentence(ref).heading}
    assert f"Filter: {wanted.value}, {len(state.rows)} of " in written
    # What is rejected has its own place at the end, whatever the filter.
    body = written.split("Rejected by you")[0]
    for ref in story.refs():
        if not story.sentence(ref).heading and " ".join(story.sentence(ref).text.split()) in body:
            assert ref in shown
    assert all(story.sentence(ref).text in body for ref in shown) or form == "table"


@pytest.mark.parametrize("form", FORMS)
def test_all_of_a_story_needs_no_words(form: Format, story: Alignment) -> None:
    written = text(story, form, CompareState(story))
    assert "Filter:" not in written
    assert "Lead:" not in written
    assert "Not shown:" not in written


def test_json_has_everything_and_says_what_the_screen_showed(story: Alignment) -> None:
    state = CompareState(story)
    state.choose(2)
    state.filter = Filter.QUOTES
    state.refresh()
    written = json.loads(render(story, "json", view=export_view(state)))
    assert written["view"] == {"shown": [2, 0, 1], "filter": "quotes"}
    assert len(written["articles"]) == 3
    assert "view" not in json.loads(render(story, "json"))
