"""An empty store for tests, to be imported into a conftest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is made; its folder does not exist yet."""
    return tmp_path / "data" / FILE_NAME


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """It is closed after the test, unless the test has closed it."""
    with open_store(path).store as opened:
        yield opened
