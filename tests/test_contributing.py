"""What CONTRIBUTING names exists, and its map leaves no package out."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tui" / "newsdiff"
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_FILE = re.compile(r"[\w./-]+\.(?:py|css|tcss|md|toml)")


def section(heading: str) -> str:
    """The text between a heading and the next one."""
    return re.split(r"^##", TEXT.partition(heading)[2], maxsplit=1, flags=re.MULTILINE)[0]


def exists(name: str) -> bool:
    """Whether a path is there: from the root, from the package, or, of a file name alone, somewhere in the package."""
    return (ROOT / name).exists() or (PACKAGE / name).exists() or ("/" not in name and any(PACKAGE.rglob(name)))


def test_every_file_it_names_exists() -> None:
    named = set(_FILE.findall(TEXT))
    assert len(named) > 20
    assert {name for name in named if not exists(name)} == set()


def test_the_map_has_every_package_and_module_of_the_upper_two_levels_and_nothing_else() -> None:
    drawn = section("## The map")
    folders = set(re.findall(r"(?<![\w/])(\w+)/(?!\w)", drawn))
    packages = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    upper = {path.name for path in packages if len(path.relative_to(PACKAGE).parts) <= 2}
    modules = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert upper - folders == set()
    assert folders - {path.name for path in packages} - {path.name for path in ROOT.iterdir()} == set()
    assert modules - set(_FILE.findall(drawn)) == set()


def test_every_step_of_the_straight_lines_is_a_module() -> None:
    steps = {
        step for line in section("### Three straight lines").splitlines() for step in re.findall(r"\w+\.\w+", line)
    }
    modules = {".".join(path.with_suffix("").parts[-2:]) for path in PACKAGE.rglob("*.py")}
    assert len(steps) > 10
    assert steps - modules == set()


def test_every_command_it_names_is_one_of_the_makefile() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z][\w-]*)", TEXT, re.MULTILINE))
    assert {"check", "fit-differs"} <= named <= targets
