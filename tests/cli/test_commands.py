"""The command line: what it prints, what it refuses and in which words, and the status it ends with."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from newsdiff import __version__
from newsdiff.adapters.store import FILE_NAME
from newsdiff.service import AppContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.command_line import Said

ONE = """\
---
title: Old bridge closed
outlet: Harbour Gazette
date: 2026-03-06
---

The old bridge over the Lorn was closed on Friday after engineers found 12 cracks in its northern pier.

“Nobody was ever in danger,” the mayor said. Buses will take the longer way round until spring.
"""
TWO = """\
---
title: Cracks shut the bridge
outlet: Night Post
---

Engineers found 15 cracks in the northern pier, and the old bridge over the Lorn was closed on Friday.

Shopkeepers near the quay expect a hard winter. “Nobody was ever in danger,” said the mayor.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles, which is where the command runs, and a store and settings of its own."""
    folder = tmp_path / "home"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "one.md").write_text(ONE, encoding="utf-8")
    (folder / "articles" / "two.md").write_text(TWO, encoding="utf-8")
    monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NEWSDIFF_CONFIG", str(tmp_path / "settings" / "config.toml"))
    monkeypatch.chdir(folder)
    return folder


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "newsdiff", *args]


def piped(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own, in pipes."""
    return subprocess.run(
        command(*args), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env={**os.environ, **environment}
    )


# What it prints


def test_two_files_are_compared_in_a_table(said: Said) -> None:
    status, out, err = said("compare", "articles/one.md", "articles/two.md")
    assert (status, err) == (0, "")
    assert out.startswith("Old bridge closed\n\nHarbour Gazette  6 March 2026")
    assert "figures differ: 12 against 15" in out
    assert "no match found in Night Post" in out


def test_a_folder_is_a_story(said: Said) -> None:
    assert said("compare", "articles") == said("compare", "articles/one.md", "articles/two.md")


def test_an_article_that_is_named_twice_is_taken_once_and_that_is_told(said: Said) -> None:
    status, out, err = said("compare", "articles", "articles/one.md")
    assert (status, err.count("\n")) == (0, 1)
    assert "was named twice; its article is compared once." in err
    assert out == said("compare", "articles")[1]


def test_json_is_for_programs(said: Said) -> None:
    status, out, err = said("compare", "--json", "articles")
    read = json.loads(out)
    assert (status, err, read["newsdiff"]) == (0, "", __version__)
    assert [article["outlet"] for article in read["articles"]] == ["Harbour Gazette", "Night Post"]
    assert all(match["level"] in ("same", "similar") for match in read["matches"])
    assert {"kind": "figure", "a": "12", "b": "15"} in [one for match in read["matches"] for one in match["differs"]]


def test_a_least_score_of_nothing_gives_every_pair_that_has_anything_in_common(said: Said) -> None:
    linked = json.loads(said("compare", "--json", "articles")[1])["matches"]
    every = json.loads(said("compare", "articles", "--json", "--min-score", "0")[1])["matches"]
    assert len(every) > len(linked)
    assert all(match["score"] > 0 for match in every)


def test_markdown_and_html_are_documents(said: Said) -> None:
    assert said("compare", "--markdown", "articles")[1].startswith("# Old bridge closed\n")
    assert said("compare", "--html", "articles")[1].startswith("<!doctype html>\n")


def test_the_version_and_the_help_are_told(said: Said) -> None:
    assert said("--version") == (0, f"newsdiff {__version__}\n", "")
    status, out, err = said("--help")
    assert (status, err) == (0, "")
    assert "Exit status:" in out
    assert "newsdiff open gazette.txt herald.html" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_the_commands(shell: str) -> None:
    done = piped(_NEWSDIFF_COMPLETE=f"{shell}_source")
    assert done.returncode == 0
    assert b"_NEWSDIFF_COMPLETE" in done.stdout


# Where it prints to


@pytest.mark.parametrize(
    ("name", "begins"), [("s.html", "<!doctype"), ("s.json", '{"newsdiff"'), ("s.md", "# Old"), ("s.txt", "Old bridge")]
)
def test_the_ending_of_a_file_chooses_the_form(said: Said, home: Path, name: str, begins: str) -> None:
    assert said("compare", "articles", "-o", name) == (0, "", "")
    assert (home / name).read_text(encoding="utf-8").startswith(begins)


def test_an_option_outranks_the_ending_and_a_dash_is_the_standard_output(said: Said, home: Path) -> None:
    assert said("compare", "articles", "--json", "-o", "story.html") == (0, "", "")
    assert json.loads((home / "story.html").read_text(encoding="utf-8"))["articles"]
    assert said("compare", "articles", "-o", "-")[1].startswith("Old bridge closed")


def test_a_file_is_only_replaced_when_told_to(said: Said, home: Path) -> None:
    (home / "story.html").write_text("mine", encoding="utf-8")
    status, out, err = said("compare", "articles", "-o", "story.html")
    assert (status, out) == (2, "")
    assert "story.html exists" in err
    assert (home / "story.html").read_text(encoding="utf-8") == "mine"
    assert said("compare", "articles", "-o", "story.html", "--force") == (0, "", "")
    assert (home / "story.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_article_is_never_replaced_by_its_comparison(said: Said, home: Path) -> None:
    status, _, err = said("compare", "articles/one.md", "articles/two.md", "-o", "articles/one.md", "--force")
    assert (status, "is one of the articles" in err) == (2, True)
    assert (home / "articles" / "one.md").read_text(encoding="utf-8") == ONE


def test_a_place_may_begin_with_a_dash(said: Said, home: Path) -> None:
    (home / "--json").write_text(TWO, encoding="utf-8")
    status, out, _ = said("compare", "--", "articles/one.md", "--json")
    assert status == 0
    assert out.startswith("Old bridge closed")


FORMS = ((), ("--json", "--min-score", "0"), ("--markdown",), ("--html",))

EVERY_FORM = f"""
import sys
from newsdiff.cli import run
for form in {FORMS}:
    status = run(("compare", "articles", *form))
    print("status", status, form, flush=True)
"""
"""A program that writes a comparison in every form: four are no more than one start of newsdiff."""


def every_form(**environment: str) -> bytes:
    """What it writes, in a process of its own, in pipes."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_FORM],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    for form in FORMS:
        assert f"status 0 {form}".encode() in done.stdout
    return done.stdout


def test_a_terminal_that_knows_only_ascii_is_no_obstacle() -> None:
    assert every_form(LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0").isascii()


def test_the_same_articles_always_give_the_same_text() -> None:
    assert every_form(PYTHONHASHSEED="1") == every_form(PYTHONHASHSEED="2")


def test_a_pipe_gets_no_escape_codes() -> None:
    done = piped("compare", "articles", FORCE_COLOR="1", TERM="xterm-256color", COLORTERM="truecolor")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout


def test_a_reader_who_leaves_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("compare", "--json", "articles"),
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("compare", "articles"), stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr == b"newsdiff: the standard output could not be written to (No space left on device).\n"


# What it refuses


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["compare"], "name the articles"),
        (["open"], "name the articles"),
        (["compare", "missing.txt", "articles/one.md"], "missing.txt"),
        (["compare", "articles/one.md"], "One article alone cannot be compared"),
        (["compare", "articles/one.md", "articles/one.md"], "was named twice"),
        (["compare", "empty", "articles/one.md"], "empty"),
        (["compare", "binary.txt", "articles/one.md"], "binary.txt"),
        (["compare", "blank.txt", "articles/one.md"], "blank.txt"),
        (["compare", "ftp://a.example/x", "articles/one.md"], "not an http or https address"),
        (["compare", "articles", "--min-score", "1.5"], "--min-score must be from 0 to 1"),
        (["compare", "articles", "--min-score", "-0.1"], "--min-score must be from 0 to 1"),
        (["compare", "articles", "--min-score", "nan"], "--min-score must be from 0 to 1"),
        (["compare", "articles", "--min-score", "much"], "'much' is not a valid float"),
        (["compare", "articles", "--json", "--html"], "choose one of --json and --html"),
        (["compare", "articles", "-o", "articles"], "is a folder"),
        (["compare", "articles", "-o", "nowhere/story.html"], "there is no folder nowhere"),
        (["compare", "articles", "--jsn"], "--jsn"),
        (["articles/one.md"], 'type "newsdiff open articles/one.md"'),
        (["nonsense"], "there is no command nonsense"),
    ],
)
def test_bad_input_is_told_in_one_line(said: Said, home: Path, args: Sequence[str], expected: str) -> None:
    (home / "empty").mkdir()
    (home / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (home / "blank.txt").write_text(" \n\n", encoding="utf-8")
    status, out, err = said(*args)
    assert (status, out) == (2, "")
    assert expected in err
    assert err.startswith("newsdiff: ")
    assert err.count("\n") == 1


def test_a_name_full_of_escape_codes_reaches_no_terminal(said: Said) -> None:
    status, _, err = said("compare", "\x1b]52;c;ZXZpbA==\x07\x1b[31m\x9b1mred\u202e.txt", "articles/one.md")
    assert status == 2
    assert err.isprintable() is False
    assert [char for char in err if not char.isprintable()] == ["\n"]


@pytest.mark.parametrize("args", [(), ("open", "articles")])
@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_without_a_terminal_the_screen_is_refused_in_one_line(args: tuple[str, ...], term: str) -> None:
    done = piped(*args, TERM=term)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b'"newsdiff compare" works without one' in done.stderr


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_is_refused_in_one_line(term: str) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        command(), stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": term}
    ) as process:
        os.close(theirs)
        assert process.wait(timeout=60) == 2
    written = os.read(ours, 4096)
    os.close(ours)
    assert b"\x1b" not in written
    assert b'"newsdiff compare" works without one.\r\n' in written


# How it ends


@pytest.mark.usefixtures("heeded_interrupts")
def test_ctrl_c_ends_it_quietly() -> None:
    asked, over = Event(), Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            over.wait(60)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/story"
        with subprocess.Popen(
            command("compare", address, "articles/one.md"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert asked.wait(60)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        over.set()
        server.shutdown()
        thread.join()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_store_of_a_newer_newsdiff_is_left_alone(said: Said, tmp_path: Path) -> None:
    assert said("compare", "articles")[0] == 0
    kept = tmp_path / "data" / FILE_NAME
    connection = sqlite3.connect(kept)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = kept.read_bytes()
    status, out, err = said("compare", "articles")
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert kept.read_bytes() == before


def test_a_mistake_of_ours_is_told_in_one_line_and_kept_in_private(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("https://user:secret@a.example/feed?token=abc \x1b[31m")

    monkeypatch.setattr(AppContext, "load_articles", fail)
    status, out, err = said("compare", "articles")
    log = tmp_path / "data" / "crash.log"
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "RuntimeError" in err
    assert str(log) in err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    kept = log.read_text(encoding="utf-8")
    assert "RuntimeError: https://…a.example/feed?…" in kept
    assert not [secret for secret in ("secret", "abc", "\x1b") if secret in kept + err]


def test_a_mistake_is_told_even_where_nothing_can_be_kept(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "file").touch()
    monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setattr(AppContext, "load_articles", fail)
    status, _, err = said("compare", "articles")
    assert (status, err.count("\n")) == (1, 1)
    assert "could not be written" in err


# Settings


def test_the_settings_file_is_written_once_and_never_over(said: Said, tmp_path: Path) -> None:
    place = tmp_path / "settings" / "config.toml"
    assert said("config", "--path") == (0, f"{place}\n", "")
    assert "does not exist" in said("config")[1]
    assert said("config", "--init")[0] == 0
    assert place.read_text(encoding="utf-8").startswith("#")
    assert "exists." in said("config")[1]
    place.write_text("# mine\n", encoding="utf-8")
    status, out, err = said("config", "--init")
    assert (status, out, "was left as it is" in err) == (2, "", True)
    assert place.read_text(encoding="utf-8") == "# mine\n"
