"""Finds the files that newsdiff ships: style sheets and sample articles. No other module knows where they are."""

from __future__ import annotations

from pathlib import Path

from newsdiff.errors import NewsdiffError

PACKAGE = Path(__file__).resolve().parent
"""The import package. Its data files are inside it in an installed copy, and two folders above it in a checkout."""

ARTICLES = frozenset({".html", ".json", ".md", ".txt"})
"""File extensions of sample articles."""


def stylesheet(name: str) -> Path:
    """The path of a style sheet by its file name, such as "app.tcss".

    Raises:
        NewsdiffError: There is no such file.
    """
    path = _folder("styles") / name
    if not path.is_file():
        raise _missing(path)
    return path


def seeds() -> tuple[Path, ...]:
    """The paths of the sample articles, which a first run opens as one story, sorted by name.

    Raises:
        NewsdiffError: There are none.
    """
    folder = _folder("seeds")
    found = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in ARTICLES)
    if not found:
        raise _missing(folder / "*.md")
    return tuple(found)


def _folder(name: str) -> Path:
    for root in (PACKAGE, PACKAGE.parents[1]):
        if (root / name).is_dir():
            return root / name
    raise _missing(PACKAGE / name)


def _missing(path: Path) -> NewsdiffError:
    return NewsdiffError(
        f"newsdiff's own file {path} is missing, so the installation is not whole. Install newsdiff again."
    )
