"""Which files exports have written, so that an export may replace its own file, and nothing else."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from newsdiff import atomic_file
from newsdiff.config import data_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsdiff.core.models import Article

_FILE: Final = "exports.json"
_MOST_FILES: Final = 200
"""The latest exports that are remembered."""
_LARGEST: Final = 2**20
"""Bytes of the record that are read; a larger file is none of ours."""
_SHARED: Final = 2
"""Articles that two versions of one story have in common, at least."""


class ExportRecord:
    """What was exported, kept beside the store.

    A record that cannot be read or written costs comfort alone: then nothing counts as an export of ours.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or data_dir()) / _FILE

    def last_suffix(self, default: str) -> str:
        """The suffix of the last export, as `.html`; the default where there was none."""
        suffix = self._read().get("suffix")
        return suffix if isinstance(suffix, str) and suffix.startswith(".") and suffix.isprintable() else default

    def may_replace(self, path: Path, articles: Sequence[Article]) -> bool:
        """Whether a file is what an export of this story wrote, and nobody has changed it since."""
        known = self._files().get(str(path.absolute()))
        if not isinstance(known, dict) or not isinstance(known.get("articles"), list):
            return False
        shared = set(known["articles"]) & set(_identities(articles))
        try:
            return len(shared) >= _SHARED and known.get("sha256") == _digest(path.read_bytes())
        except OSError:
            return False

    def wrote(self, path: Path, content: bytes, articles: Sequence[Article]) -> None:
        """Remember an export."""
        files = self._files()
        place = str(path.absolute())
        files.pop(place, None)
        files[place] = {"articles": _identities(articles), "sha256": _digest(content)}
        kept = dict(list(files.items())[-_MOST_FILES:])
        written = json.dumps({"suffix": path.suffix.lower(), "files": kept}, indent=1)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic_file.write(self._path, written.encode())

    def _files(self) -> dict[str, Any]:
        files = self._read().get("files")
        return files if isinstance(files, dict) else {}

    def _read(self) -> dict[str, Any]:
        try:
            if self._path.stat().st_size > _LARGEST:
                return {}
            found = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _identities(articles: Sequence[Article]) -> list[str]:
    """What an article is known by though its text changes; digests, since addresses may hold secrets."""
    return sorted({_digest(f"{one.outlet}\n{one.url or one.source}".encode())[:16] for one in articles})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
