"""Runs the work of a command with the services it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from newsdiff.cli.output import log_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsdiff.service.feed_service import FeedService

_T = TypeVar("_T")


def with_feed_service(work: Callable[[FeedService], Awaitable[_T]]) -> _T:
    """Open the store, run `work` with the feed service, and return its result. Notices about the store are logged."""
    from newsdiff import config
    from newsdiff.cli.event_loop import run_async
    from newsdiff.service import AppContext

    async def done() -> _T:
        async with AppContext(config.load(config.config_file())) as context:
            service = context.feed_service
            for notice in service.notices:
                log_line(notice)
            return await work(service)

    return run_async(done())
