"""The store's file at a glance: it says whether there are feeds where that is certain, and touches nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.adapters.store_file import SCHEMA_VERSION, has_feeds
from support.feed_builders import subscribed
from support.store_fixtures import path, temporary_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["path"]


def test_it_knows_the_latest_schema() -> None:
    assert migrations.latest() == SCHEMA_VERSION


@pytest.mark.parametrize("feeds", [0, 1])
def test_a_store_that_was_closed_in_order_tells(path: Path, feeds: int) -> None:
    with temporary_store(path) as store:
        for number in range(feeds):
            subscribed(store, f"https://example.org/{number}")
    before = path.read_bytes(), sorted(path.parent.iterdir())
    assert has_feeds(path) is bool(feeds)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


def test_a_feed_that_was_removed_is_none(path: Path) -> None:
    with temporary_store(path) as store:
        store.remove_feed(subscribed(store))
    assert has_feeds(path) is False


def test_a_store_that_is_open_has_to_be_asked_itself(path: Path) -> None:
    with temporary_store(path) as store:
        subscribed(store, "https://example.org/feed")
        assert has_feeds(path) is None


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.latest() + 1}")


def _older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.latest() - 1}")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")


def _without_its_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE feed")


def _marked(path: Path) -> None:
    path.with_name(path.name + ".check").write_bytes(b"")


def _left_open(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"some log")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DOUBTS: dict[str, Callable[[Path], object]] = {
    "a newer newsdiff": _newer,
    "an older one": _older,
    "another program": _foreign,
    "a table that is missing": _without_its_table,
    "an end that was unclean": _left_open,
    "damage that was found": _marked,
    "no database": lambda path: path.write_bytes(b"no database" * 100),
    "one byte": lambda path: path.write_bytes(b"x"),
    "nothing": lambda path: path.write_bytes(b""),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[:5_000]),
    "a folder": _folder,
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_where_anything_is_odd_only_opening_it_tells(path: Path, doubt: str) -> None:
    with temporary_store(path):
        pass
    DOUBTS[doubt](path)
    assert has_feeds(path) is None


def test_the_store_opens_after_a_glance(path: Path) -> None:
    with temporary_store(path) as store:
        subscribed(store, "https://example.org/feed")
    assert has_feeds(path)
    with open_store(path).store as store:
        assert len(store.feeds()) == 1
