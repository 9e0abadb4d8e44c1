"""How tests open the home screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from newsdiff.config import Config
    from newsdiff.errors import NewsdiffError
    from support.fake_feed_service import FakeFeedService


class OpenedHome(Protocol):
    """Runs the program over a store until the list is drawn."""

    def __call__(
        self,
        fill: Callable[[FakeFeedService], None] | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        config: Config | None = None,
    ) -> AbstractAsyncContextManager[Pilot[NewsdiffError]]: ...
