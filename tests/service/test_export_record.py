"""An export may replace its own file, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsdiff.errors import ExportError
from newsdiff.service.comparison import Comparison
from newsdiff.service.export_record import ExportRecord
from support.article_builders import alignment, article

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.core.models import Alignment


def story(*outlets: str) -> Alignment:
    return alignment([article(outlet, [f"{outlet} says that the bridge is closed."]) for outlet in outlets], [])


def test_an_export_replaces_what_an_export_of_the_same_story_wrote(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    Comparison(story("Gazette", "Herald"), None).export(str(file))
    # An article has joined since.
    Comparison(story("Gazette", "Herald", "Courier"), None).export(str(file))
    assert "Courier" in file.read_text(encoding="utf-8")


def test_a_file_of_another_story_stays(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    Comparison(story("Gazette", "Herald"), None).export(str(file))
    before = file.read_bytes()
    with pytest.raises(ExportError, match="is there already and stays as it is"):
        Comparison(story("Gazette", "Courier"), None).export(str(file))
    assert file.read_bytes() == before


def test_a_file_that_was_changed_since_stays(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    comparison = Comparison(story("Gazette", "Herald"), None)
    comparison.export(str(file))
    file.write_text(file.read_text(encoding="utf-8") + "\nMy own note.\n", encoding="utf-8")
    with pytest.raises(ExportError, match="is there already"):
        comparison.export(str(file))
    assert "My own note." in file.read_text(encoding="utf-8")


def test_a_file_that_nobody_exported_stays(tmp_path: Path) -> None:
    file = tmp_path / "story.md"
    file.write_text("Mine.", encoding="utf-8")
    with pytest.raises(ExportError, match="is there already"):
        Comparison(story("Gazette", "Herald"), None).export(str(file))
    assert file.read_text(encoding="utf-8") == "Mine."


def test_the_form_used_last_is_offered(tmp_path: Path) -> None:
    comparison = Comparison(story("Gazette", "Herald"), None)
    assert comparison.export_name() == "gazette-s-title.md"
    comparison.export(str(tmp_path / "a.HTML"))
    assert comparison.export_name() == "gazette-s-title.html"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"files": 3, "suffix": 7}', b'{"files": {"x": 1}}', b"\xff"])
def test_a_record_that_cannot_be_read_costs_nothing_but_comfort(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "exports.json").write_bytes(content)
    record, articles = ExportRecord(tmp_path), story("Gazette", "Herald").articles
    file = tmp_path / "x"
    file.write_bytes(b"Words.")
    assert record.last_suffix(".md") == ".md"
    assert not record.may_replace(file, articles)
    record.wrote(file, b"Words.", articles)
    assert record.may_replace(file, articles)


def test_the_record_holds_no_address_and_no_more_than_the_latest_files(tmp_path: Path) -> None:
    record = ExportRecord(tmp_path)
    articles = [replace(one, url="https://user:secret@a.example/x") for one in story("Gazette", "Herald").articles]
    for number in range(210):
        record.wrote(tmp_path / f"{number}.md", b"Words.", articles)
    written = (tmp_path / "exports.json").read_text(encoding="utf-8")
    assert "secret" not in written
    (tmp_path / "0.md").write_bytes(b"Words.")
    (tmp_path / "209.md").write_bytes(b"Words.")
    assert not record.may_replace(tmp_path / "0.md", articles)
    assert record.may_replace(tmp_path / "209.md", articles)
