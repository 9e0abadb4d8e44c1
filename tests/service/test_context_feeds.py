"""The feed service of a context."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from newsdiff.adapters.store import FILE_NAME
from newsdiff.config import Config, data_dir
from newsdiff.errors import StoreError
from newsdiff.service import AppContext
from support.feed_server import FeedServer, feed


async def test_the_store_is_opened_when_the_feed_service_is_first_used() -> None:
    async with AppContext() as context:
        assert not data_dir().exists()
        feed_service = context.feed_service
        assert feed_service.store.path == (data_dir() / FILE_NAME).resolve()
        assert context.feed_service is feed_service
    with pytest.raises(StoreError, match="closed already"):
        feed_service.store.feeds()


async def test_threads_that_ask_at_once_get_one_newsstand() -> None:
    async with AppContext() as context:
        with ThreadPoolExecutor(8) as threads:
            found = set(threads.map(lambda _: context.feed_service, range(8)))
        assert len(found) == 1


async def test_the_readers_interval_is_the_usual_one(server: FeedServer) -> None:
    async with AppContext(Config(refresh_interval=600)) as context:
        added = await context.feed_service.add(server.serves("/one", feed("a")))
        assert added.feed is not None
        state = added.feed.state
        assert state.last_try is not None
        assert state.next_try == state.last_try + timedelta(minutes=10)


async def test_what_is_told_about_opening_the_store_is_handed_on() -> None:
    data_dir().mkdir(parents=True)
    (data_dir() / FILE_NAME).write_bytes(b"no database at all" * 100)
    async with AppContext() as context:
        feed_service = await asyncio.to_thread(lambda: context.feed_service)
        assert feed_service.notices
        assert feed_service.store.feeds() == ()
