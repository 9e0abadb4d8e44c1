"""The forms of a comparison, each so that the place it goes to can hold it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, get_args

import pytest

from newsdiff.exports.formats import ENDINGS, Format, render

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "no-such-encoding"])
def test_every_form_fits_every_encoding(story: Alignment, form: Format, encoding: str) -> None:
    text = render(story, form, encoding=encoding)
    known = "ascii" if encoding == "no-such-encoding" else encoding
    assert text.encode(known).decode(known) == text
    assert text.endswith("\n")


def test_a_page_and_data_lose_nothing_where_characters_are_lacking(story: Alignment) -> None:
    assert unescape(render(story, "html", encoding="latin-1")) == unescape(render(story, "html"))
    assert json.loads(render(story, "json", encoding="ascii")) == json.loads(render(story, "json"))


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".txt", "Old bridge closed\n\nHarbour Gazette  "),
        (".json", "{"),
        (".md", "# Old bridge closed\n"),
        (".markdown", "# Old bridge closed\n"),
        (".html", "<!doctype html>"),
        (".htm", "<!doctype html>"),
    ],
)
def test_every_ending_gives_a_file_of_its_form(story: Alignment, ending: str, begins: str) -> None:
    assert render(story, ENDINGS[ending]).startswith(begins)


def test_every_form_has_an_ending_and_none_has_one_that_is_not_tried_above() -> None:
    assert set(ENDINGS) == {".txt", ".json", ".md", ".markdown", ".html", ".htm"}
    assert set(ENDINGS.values()) == set(get_args(Format))


@pytest.mark.parametrize("form", get_args(Format))
def test_no_form_calls_a_missing_match_an_omission(story: Alignment, form: Format) -> None:
    text = re.sub("<[^>]*>", " ", render(story, form)).lower()
    assert not [word for word in ("omitted", "omission", "left out", "hidden", "suppressed") if word in text]
