"""A server, a time, and a feed service for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.sandbox.pool import Pool
from support.feed_server import Time, open_feed_service, server
from support.store_fixtures import path, store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsdiff.service.feed_service import FeedService

__all__ = ["path", "server", "store"]


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
async def feed_service(tmp_path: Path, clock: Time) -> AsyncIterator[FeedService]:
    async with open_feed_service(tmp_path, clock) as one:
        yield one


@pytest.fixture
async def sandboxed_service(tmp_path: Path, clock: Time) -> AsyncIterator[FeedService]:
    """A feed service that parses in processes of their own, as the program's does."""
    async with open_feed_service(tmp_path, clock, pool=Pool()) as one:
        yield one
