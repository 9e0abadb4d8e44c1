"""The built wheel in a clean environment: what a user gets who has nothing but the package."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from newsdiff import __version__
from support.pty_terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[1]
TITLE = "Ferry with 212 on board"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True, timeout=600)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=True)
    pip = (folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    subprocess.run([*pip, wheel], check=True, timeout=900)
    return folder / "bin"


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """An environment that knows neither the checkout nor this machine's settings."""
    names = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TEXTUAL_ANIMATIONS": "none"}


def test_the_wheel_holds_the_data_and_nothing_of_the_workshop(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "newsdiff/py.typed" in names
    for folder in ("styles", "seeds"):
        data = {f"newsdiff/{folder}/{path.name}" for path in (ROOT / folder).iterdir()}
        assert data
        assert data <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"newsdiff"}


@pytest.mark.parametrize("command", [["newsdiff"], ["python", "-m", "newsdiff"]])
def test_the_version_is_told_from_any_folder(
    command: Sequence[str], installed: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [installed / command[0], *command[1:], "--version"],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"newsdiff {__version__}\n", "")


@pytest.mark.parametrize("form", ["--json", "--markdown", "--html", "--min-score=0.5"])
def test_the_sample_articles_are_compared(
    form: str, installed: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    where = "from newsdiff.resources import seeds; print(*seeds(), sep='\\n')"
    paths = subprocess.run(
        [installed / "python", "-c", where],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.split("\n")[:-1]
    assert all(Path(path).is_relative_to(installed.parent) for path in paths)
    done = subprocess.run(
        [installed / "newsdiff", "compare", form, *paths],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert TITLE in done.stdout


@pytest.mark.parametrize("command", [["newsdiff"], ["python", "-m", "newsdiff"]])
def test_the_sample_story_opens_on_a_terminal_and_q_leaves_it(
    command: Sequence[str], installed: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    with Terminal([installed / command[0], *command[1:]], cwd=tmp_path, env=elsewhere) as terminal:
        terminal.until(TITLE)
        terminal.press(b"q")
        terminal.until_closed()
        assert terminal.process.wait(timeout=60) == 0
