"""A pool that starts no process: where a test is not about children, each would cost it half a second."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError

if TYPE_CHECKING:
    from collections.abc import Mapping


class LocalPool(Pool):
    """Runs tasks in this process, with arguments and results passed on as JSON. For bodies that do no harm."""

    async def run(
        self, task: str, body: bytes = b"", arguments: Mapping[str, Any] | None = None, **_: object
    ) -> dict[str, Any]:
        from newsdiff.adapters.parsers.tasks import TASKS

        if self._closed:
            raise WorkerError("died", "newsdiff is closing.")

        given = json.loads(json.dumps(dict(arguments or {})))
        result: dict[str, Any] = json.loads(json.dumps(await asyncio.to_thread(TASKS[task], body, given)))
        return result

    async def prepare(self) -> None:
        """It needs no process."""
