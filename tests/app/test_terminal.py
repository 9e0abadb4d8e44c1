"""What reaches a real terminal, and what happens when it goes away."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from support.pty_terminal import Terminal, own_environment

if TYPE_CHECKING:
    from pathlib import Path

# A code that Textual never writes itself marks what came out of a text: an injected colour would look like its own.
NASTY = (
    "Storm\x1b[1337z \x1b]52;c;ZXZpbA==\x07 \x1b]8;;http://evil.example\x07link\x9b1337z \x90q\x9c \x1bPq\x1b\\ "
    "\u202egnol\u202c [/b] [@click=app.quit]quit[/] hits the coast on Monday, the council says."
)

COMPARED = "in one only"
"""Stands in the counts, which are shown once the matches are known."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return own_environment(tmp_path)


@pytest.fixture
def nasty_articles(tmp_path: Path) -> list[str]:
    """The same hostile text as a text to split and as ready-made sentences, in titles, outlets and addresses."""
    import json

    # A plain file with control characters is refused as no text; JSON brings them in escaped.
    whole = {
        "outlet": NASTY[:40],
        "title": NASTY,
        "url": "https://b.example/storm",
        "text": f"{NASTY}\n\n{NASTY} Twice.",
    }
    (tmp_path / "one.json").write_text(json.dumps(whole))
    ready = {"outlet": NASTY, "title": NASTY, "url": f"https://a.example/{NASTY}", "sentences": [NASTY, "It rained."]}
    (tmp_path / "two.json").write_text(json.dumps(ready))
    return [str(tmp_path / "one.json"), str(tmp_path / "two.json")]


def test_no_code_of_a_text_reaches_the_terminal(
    nasty_articles: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "newsdiff", "open", *nasty_articles]
    with Terminal(command, cwd=tmp_path, env=environment) as terminal:
        assert "hits the coast" in terminal.until(COMPARED)
        # No escape key among them: it would make one key of itself and the next.
        for keys, answer in ((b"i", "Read from"), (b"qo", "y copy"), (b"qpjlzzp~L/", "esc cancel")):
            terminal.press(keys)
            terminal.until(answer)
        terminal.press(b"\r")
        terminal.press(b"q")
        terminal.until_closed()
    assert b"1337z" not in terminal.raw
    assert b"]52;" not in terminal.raw
    assert b"evil.example" not in terminal.raw
    assert not any(code in terminal.raw.decode(errors="replace") for code in "\x9b\x90\x9d\u202e")


@pytest.mark.parametrize("key", [b"/", b"a"])
def test_no_code_of_a_paste_reaches_the_terminal(key: bytes, environment: dict[str, str], tmp_path: Path) -> None:
    pasted = b"zebra\x1b[1337z \x1b]52;c;ZXZpbA==\x07 \xc2\x9b1337z \xe2\x80\xaegnol stripes"
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=environment) as terminal:
        terminal.until(COMPARED)
        terminal.press(key + b"\x1b[200~" + pasted + b"\x1b[201~")
        # Textual takes an escape character in a paste for the end of it, and the rest for keys.
        terminal.until("gnol")
        terminal.press(b"\r")
        terminal.until("is not in the articles" if key == b"/" else "No other stored article has these words")
        # The dialog to add an article is still open then.
        terminal.press(b"q" if key == b"/" else b"\x11")
        terminal.until_closed()
    assert b"\x1b[1337z" not in terminal.raw
    assert b"\x1b]52;" not in terminal.raw
    assert not any(code in terminal.raw.decode(errors="replace") for code in "\x9b\u202e")


def test_the_program_ends_when_its_terminal_is_gone(environment: dict[str, str], tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "newsdiff"], cwd=tmp_path, env=environment) as terminal:
        terminal.until(COMPARED)
        terminal.hang_up()
        # Python ends with 120 where its last output has nowhere to go.
        assert terminal.process.wait(timeout=60) in {0, 120}
    assert not (tmp_path / "data" / "crash.log").exists()


def test_waiting_in_vain_fails(environment: dict[str, str], tmp_path: Path) -> None:
    code = "import time; print('ready', flush=True); time.sleep(60)"
    with Terminal([sys.executable, "-c", code], cwd=tmp_path, env=environment) as terminal:
        terminal.until("ready")
        with pytest.raises(AssertionError, match="was not shown"):
            terminal.until("steady", limit=0.1)
        with pytest.raises(AssertionError, match="goes on"):
            terminal.until_closed(limit=0.1)
        terminal.press(b"x")
        with pytest.raises(AssertionError, match="was not shown"):
            terminal.until("ready", limit=0.1)
    with Terminal([sys.executable, "-c", "print('over')"], cwd=tmp_path, env=environment) as terminal:
        with pytest.raises(AssertionError, match="over"):
            terminal.until("ready")
        terminal.until_closed()
