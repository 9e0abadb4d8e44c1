"""Exporting from the compare screen: what the dialogs offer before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.dialogs.export import ExportDialog, ExportedDialog
from newsdiff.config import Config
from support.compare_driver import settle, status_line
from support.fake_context import FakeContext
from support.screen_driver import dialog_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def app() -> NewsdiffApp:
    context = FakeContext()
    return NewsdiffApp(context, Config(), context.load_articles(["story"]))


async def test_an_export_says_where_it_is_and_offers_the_same_form_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    running = app()
    async with running.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e", "backspace", "backspace", *"html", "enter")
        await settle(pilot)
        file = tmp_path / "gazette-s-title.html"
        assert file.exists()
        assert isinstance(pilot.app.screen, ExportedDialog)
        assert str(file) in "".join(dialog_text(pilot).split())
        await pilot.press("y")
        assert pilot.app.clipboard == str(file)
        await settle(pilot)
        assert "Path copied" in status_line(pilot)
        # The same file again: it is ours.
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ExportDialog)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ExportedDialog)
        await pilot.press("enter")
        assert "No app on this system opened the file." in dialog_text(pilot)


async def test_the_dialog_says_what_of_the_story_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    running = app()
    async with running.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("2", "e")
        await settle(pilot)
        assert "As on the screen. Lead: Herald." in dialog_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
    assert (tmp_path / "gazette-s-title.md").read_text(encoding="utf-8").startswith("# Herald's title")
