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
from newsdiff.core.models import Match, Ref
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


@pytest.fixture(scope="module")
def sample() -> Differences:
    """The sample story, compared by its words alone."""
    files = [read(path) for path in resources.seeds()]
    return Differences(align([article(page) for pages in files if not isinstance(pages, HtmlFile) for page in pages]))


def test_the_sample_story_has_conflicts_of_four_kinds_two_of_them_in_its_opening(sample: Differences) -> None:
    found = {
        (kind, value_a, value_b, match.a.sentence)
        for match in sample.alignment.matches
        if match.a.article == 0
        for kind, value_a, value_b in _conflicts(sample, match)
    }
    assert found == {
        ("figure", "212", "240", 0),
        ("date", "5:40 a.m.", "6:10 a.m.", 1),
        ("figure", "2.4 million euros", "3.1 million euros", 11),
        ("date", "3 March", "5 March", 17),
    }


def _conflicts(sample: Differences, match: Match) -> list[tuple[str, str, str]]:
    a, b = (sample.alignment.sentence(ref).text for ref in (match.a, match.b))
    return [(one.kind, a[slice(*one.a)], b[slice(*one.b)]) for one in sample.details(match)]


def test_the_headlines_of_the_sample_story_differ_in_a_figure(sample: Differences) -> None:
    titles = [one.title for one in sample.alignment.articles]
    assert [[word for word in title.split() if word.isdigit()] for title in titles] == [["212"], ["240"], []]


@pytest.mark.parametrize(
    ("lead", "others"),
    [
        ("will be out of service for 30 days", ["in a month-long repair", "out of service for a month"]),
        ("Dozens of passengers were treated", ["Thirty-six passengers were treated"]),
        ("Sixteen people were working", ["There were 16 people working", "sixteen people were on duty"]),
    ],
)
def test_figures_of_the_sample_story_that_are_worded_otherwise_are_equal(
    lead: str, others: list[str], sample: Differences
) -> None:
    found = [match for match in sample.alignment.matches if lead in sample.alignment.sentence(match.a).text]
    texts = {sample.alignment.sentence(match.b).text: sample.details(match) for match in found}
    assert [[told for text, told in texts.items() if other in text] for other in others] == [[()] for _ in others]


def test_the_sample_story_cuts_a_quotation_two_ways_and_has_sentences_of_every_mark(sample: Differences) -> None:
    quoted = next(
        number for number, one in enumerate(sample.alignment.articles[0].sentences) if "We are deeply" in one.text
    )
    counterparts = [sample.alignment.counterparts(Ref(0, quoted), other)[0].b for other in (1, 2)]
    cuts = [sample.alignment.sentence(ref).text for ref in counterparts]
    assert '"deeply sorry for what these people went through"' in cuts[0]
    assert cuts[1].startswith("“We will answer every question")
    order = range(len(sample.alignment.articles))
    marks = {sample.row_mark(row, order) for row in rows(sample.alignment, order)}
    assert {MatchMark.SAME, MatchMark.SIMILAR, MatchMark.FIGURES, MatchMark.ONLY} <= marks


def test_every_article_of_the_sample_story_says_that_it_is_invented(sample: Differences) -> None:
    assert [one.sample for one in sample.alignment.articles] == [True, True, True]
    assert all("event are invented." in path.read_text("utf-8") for path in resources.seeds())
