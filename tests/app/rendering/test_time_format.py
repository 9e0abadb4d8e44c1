"""When something was, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from newsdiff.app.rendering.time_format import published
from support.article_builders import article

BERLIN = timezone(timedelta(hours=2))


def test_an_article_was_published_by_the_clock_of_its_outlet() -> None:
    one = replace(article("Bell", ["It rained."]), published=datetime(2025, 5, 3, 7, 4, tzinfo=BERLIN))
    assert published(one) == "3 May 2025 07:04"
    assert published(replace(one, day_only=True)) == "3 May 2025"


def test_where_no_date_is_known_none_is_made_up() -> None:
    assert published(replace(article("Bell", ["It rained."]), published=None)) == ""
