"""Where the files that newsdiff ships are: style sheets and sample articles. Nobody else knows."""

from __future__ import annotations

from pathlib import Path

from newsdiff.errors import NewsdiffError

PACKAGE = Path(__file__).resolve().parent
"""The import package. Installed, its data is inside it; in a checkout, two folders above it."""

ARTICLES = frozenset({".html", ".json", ".md", ".txt"})
"""The kinds of file that a sample article may be."""


def stylesheet(name: str) -> Path:
    """The style sheet of that name, "app.tcss" for one.

    Raises:
        NewsdiffError: It is not there.
    """
    path = _folder("styles") / name
    if not path.is_file():
        raise _missing(path)
    return path


def seeds() -> tuple[Path, ...]:
    """The sample articles that a first run opens as one story, sorted by name.

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
