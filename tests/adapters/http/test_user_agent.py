"""The User-Agent names the project's page where there is one, and makes none up."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from newsdiff import __version__
from newsdiff.adapters.http.user_agent import user_agent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BARE = f"newsdiff/{__version__}"


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    user_agent.cache_clear()
    yield
    user_agent.cache_clear()


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        ("Project-URL: Homepage, https://newsdiff.example/", "https://newsdiff.example/"),
        ("Project-URL: Changes, https://a.example/\nProject-URL: Source, https://b.example/x", "https://b.example/x"),
        ("Project-URL: Source, https://b.example/\nProject-URL: Home page, https://a.example/", "https://a.example/"),
        ("Home-page: http://old.example", "http://old.example"),
        ("Home-page: UNKNOWN", ""),
        ("Project-URL: Homepage, javascript:alert(1)", ""),
        ("Project-URL: Homepage, https://a.example/)evil", ""),
        ("Project-URL: Homepage", ""),
        ("Project-URL: Changes, https://a.example/", ""),
        ("", ""),
    ],
)
def test_the_page_comes_from_the_metadata_of_what_is_installed(
    lines: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "newsdiff-9.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: newsdiff\nVersion: 9\n{lines}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert user_agent() == (f"{BARE} (+{page})" if page else BARE)


def test_where_nothing_is_installed_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "metadata", none)
    assert user_agent() == BARE


def test_the_users_own_contact_takes_its_place() -> None:
    assert user_agent("desk@post.example") == f"{BARE} (+desk@post.example)"


def test_a_command_that_fetches_nothing_does_not_look_for_it() -> None:
    code = "import sys, newsdiff.adapters.http, newsdiff.cli; print('importlib.metadata' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
