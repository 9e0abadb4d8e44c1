"""Screenshots: a picture of the screen in a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def save_screenshot(svg: str) -> Path:
    """Write a picture into the folder for downloads, or the working folder if there is none, and return its path.

    Raises:
        ExportError: It could not be written, and why.
    """
    from platformdirs import user_downloads_path

    from newsdiff.exports.output_file import save

    downloads = user_downloads_path()
    folder = downloads if downloads.is_dir() else Path.cwd()
    path = folder / f"newsdiff {datetime.now():%Y-%m-%d %H.%M.%S}.svg"  # noqa: DTZ005 - the reader's own clock
    save(svg.encode(), path)
    return path
