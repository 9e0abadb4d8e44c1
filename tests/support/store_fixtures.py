"""An empty store for tests, to be imported into a conftest, and a quick way to make one."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.adapters.store.open import Opened


def open_new_store(path: Path) -> Opened:
    """Open a store that was empty when it was made. Its schema is copied, which takes a fifth of building it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_empty_store())
    path.chmod(0o600)
    return open_store(path)


@contextmanager
def temporary_store(path: Path) -> Iterator[Store]:
    """A new store that no test opens again: leaving it writes no backup, which takes twenty times as long as opening
    it."""
    with open_new_store(path).store as opened:
        yield opened
        opened._database.written = False


@cache
def _empty_store() -> bytes:
    """The file of a store in which nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        open_store(path).store.close()
        return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is made; its folder does not exist yet."""
    return tmp_path / "data" / FILE_NAME


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """It is closed after the test, unless the test has closed it."""
    with temporary_store(path) as opened:
        yield opened
