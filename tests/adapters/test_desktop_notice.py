"""Notices by the desktop's own command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.desktop_notice import MAX_LENGTH, send

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in for `notify-send` writes its arguments, a line each."""
    command, found = tmp_path / "notify-send", tmp_path / "taken"
    command.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{found}"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return found


def test_a_notice_is_text_and_no_markup_option_or_command(taken: Path) -> None:
    assert send("Watched stories", "--urgency=critical <b>Bell</b>\x1b[31m & $(reboot)\n" + "x" * 2 * MAX_LENGTH)
    app, end, title, text, rest = taken.read_text().splitlines()
    assert (app, end, title) == ("--app-name=newsdiff", "--", "Watched stories")
    assert text == "--urgency=critical &lt;b&gt;Bell&lt;/b&gt; &amp; $(reboot)"
    assert set(rest) == {"x", "…"}


def test_where_there_is_no_such_command_or_it_fails_that_is_told(
    taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notify-send").write_text("#!/bin/sh\nexit 1\n")
    assert not send("Watched stories", "Bell has more")
    (tmp_path / "notify-send").write_text("no program\n")
    (tmp_path / "notify-send").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert not send("Watched stories", "Bell has more")
    assert not taken.exists()
