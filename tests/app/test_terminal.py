"""What reaches a real terminal, and what happens when it goes away."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

# A code that Textual never writes itself marks what came out of a text: an injected colour would look like its own.
NASTY = (
    "Storm\x1b[1337z \x1b]52;c;ZXZpbA==\x07 \x1b]8;;http://evil.example\x07link\x9b1337z \x90q\x9c \x1bPq\x1b\\ "
    "\u202egnol\u202c [/b] [@click=app.quit]quit[/] hits the coast on Monday, the council says."
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "PYTHONPATH")}
    own = {"NEWSDIFF_DATA": str(tmp_path / "data"), "NEWSDIFF_CONFIG": str(tmp_path / "config.toml")}
    return {**kept, **own, "TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.fixture
def nasty_articles(tmp_path: Path) -> list[str]:
    """The same hostile text as plain text and as ready-made sentences, in titles, outlets and addresses."""
    import json

    (tmp_path / "one.txt").write_text(f"---\ntitle: {NASTY}\noutlet: {NASTY[:40]}\n---\n\n{NASTY}\n\n{NASTY} Twice.\n")
    ready = {"outlet": NASTY, "title": NASTY, "url": f"https://a.example/{NASTY}", "sentences": [NASTY, "It rained."]}
    (tmp_path / "two.json").write_text(json.dumps(ready))
    return [str(tmp_path / "one.txt"), str(tmp_path / "two.json")]


def test_no_code_of_a_text_reaches_the_terminal(
    nasty_articles: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "newsdiff", "open", *nasty_articles]
    with Terminal(command, cwd=tmp_path, env=environment) as terminal:
        assert "hits the coast" in terminal.until("matched in another outlet")
        for keys in (b"i", b"\x1b", b"o", b"\x1b", b"p", b"j", b"l", b"z", b"z", b"p", b"~", b"L", b"/", b"\x1b"):
            terminal.press(keys)
        terminal.press(b"q")
        terminal.until(None)
    assert b"1337z" not in terminal.raw
    assert b"]52;" not in terminal.raw
    assert b"evil.example" not in terminal.raw
    assert not any(code in terminal.raw.decode(errors="replace") for code in "\x9b\x90\x9d\u202e")


def test_the_program_ends_when_its_terminal_is_gone(environment: dict[str, str], tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=environment) as terminal:
        terminal.until("matched in another outlet")
        terminal.hang_up()
        assert terminal.process.wait(timeout=60) is not None
