"""The forms of a comparison, each so that the place it goes to can hold it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, get_args

import pytest

from newsdiff.exports.formats import ENDINGS, Form, written

if TYPE_CHECKING:
    from newsdiff.core.models import Alignment


@pytest.mark.parametrize("form", get_args(Form))
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "no-such-encoding"])
def test_every_form_fits_every_encoding(story: Alignment, form: Form, encoding: str) -> None:
    text = written(story, form, encoding=encoding)
    assert text.encode("ascii" if encoding == "no-such-encoding" else encoding)
    assert text.endswith("\n")


def test_a_page_and_data_lose_nothing_where_characters_are_lacking(story: Alignment) -> None:
    assert unescape(written(story, "html", encoding="latin-1")) == unescape(written(story, "html"))
    assert json.loads(written(story, "json", encoding="ascii")) == json.loads(written(story, "json"))


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_has_an_ending(form: Form) -> None:
    assert form in ENDINGS.values()


@pytest.mark.parametrize("form", get_args(Form))
def test_no_form_calls_a_missing_match_an_omission(story: Alignment, form: Form) -> None:
    text = re.sub("<[^>]*>", " ", written(story, form)).lower()
    assert not [word for word in ("omitted", "omission", "left out", "hidden", "suppressed") if word in text]
