from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import newsdiff
from newsdiff import resources
from newsdiff.adapters.files import HtmlFile, read
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.rows import rows
from newsdiff.core.articles.build import article
from newsdiff.core.diff.match_marks import MatchMark
from newsdiff.core.diff.story_diff import Differences
from newsdiff.errors import NewsdiffError
from newsdiff.resources import seeds, stylesheet


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package two folders below the root of a checkout."""
    folder = tmp_path / "tui" / "newsdiff"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "PACKAGE", folder)
    return folder


def shipped(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")


def test_in_a_checkout_the_files_are_found_at_its_root(package: Path, tmp_path: Path) -> None:
    shipped(tmp_path, "styles/app.tcss", "seeds/2-b.md", "seeds/1-a.txt")
    assert stylesheet("app.tcss") == tmp_path / "styles" / "app.tcss"
    assert seeds() == (tmp_path / "seeds" / "1-a.txt", tmp_path / "seeds" / "2-b.md")
    assert not any(package.iterdir())


def test_installed_files_are_found_inside_the_package_and_go_first(package: Path, tmp_path: Path) -> None:
    shipped(tmp_path, "styles/app.tcss", "seeds/other.md")
    shipped(package, "styles/app.tcss", "seeds/a.md")
    assert stylesheet("app.tcss") == package / "styles" / "app.tcss"
    assert seeds() == (package / "seeds" / "a.md",)


def test_only_articles_are_seeds(package: Path) -> None:
    shipped(package, "seeds/a.html", "seeds/b.json", "seeds/.hidden", "seeds/c.md~", "seeds/d.png", "seeds/e.pyc")
    (package / "seeds" / "f.md").mkdir()
    assert [path.name for path in seeds()] == ["a.html", "b.json"]


def test_what_is_missing_is_named(package: Path, tmp_path: Path) -> None:
    with pytest.raises(NewsdiffError, match=r"styles is missing.*Install newsdiff again"):
        stylesheet("app.tcss")
    with pytest.raises(NewsdiffError, match="seeds is missing"):
        seeds()
    shipped(tmp_path, "styles/app.tcss", "seeds/note.pdf")
    with pytest.raises(NewsdiffError, match=r"ap\.tcss is missing"):
        stylesheet("ap.tcss")
    with pytest.raises(NewsdiffError, match=r"seeds.* is missing"):
        seeds()
    assert package.is_dir()


def test_the_sample_story_has_several_articles_wherever_newsdiff_is_started(tmp_path: Path) -> None:
    program = (
        "from newsdiff.resources import seeds\n"
        "for path in seeds(): print(path.is_absolute(), path.stat().st_size > 1000)\n"
    )
    environment = {"PYTHONPATH": str(Path(newsdiff.__file__).parents[1])}
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == ["True True"] * max(2, len(printed.splitlines()))


def test_finding_files_costs_no_import_beyond_the_standard_library() -> None:
    program = (
        "import sys, newsdiff.resources\n"
        "print(sorted({'textual', 'importlib.resources', 'sqlite3'} & sys.modules.keys()))\n"
    )
    environment = {"PYTHONPATH": str(Path(newsdiff.__file__).parents[1])}
    printed = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout
    assert printed == b"[]\n"


def test_the_sample_story_shows_what_it_was_written_to_show() -> None:
    """Two outlets give another hour, which the reader is to see at once."""
    files = [read(path) for path in resources.seeds()]
    articles = [article(page) for pages in files if not isinstance(pages, HtmlFile) for page in pages]
    alignment = align(articles)
    differences = Differences(alignment)
    marks = {differences.row_mark(row, range(len(articles))) for row in rows(alignment, range(len(articles)))}
    assert {MatchMark.SAME, MatchMark.SIMILAR, MatchMark.FIGURES} <= marks
