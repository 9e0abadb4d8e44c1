"""A pool whose worker was taken over by a hostile page."""

from __future__ import annotations

from typing import Any

from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError


class LyingPool(Pool):
    """Its worker answers every task with the same answer, or fails with the same error."""

    def __init__(self, answer: dict[str, Any] | WorkerError) -> None:
        super().__init__(1)
        self.answer = answer

    async def run(self, *_: Any, **__: Any) -> dict[str, Any]:
        if isinstance(self.answer, WorkerError):
            raise self.answer
        return self.answer

    async def prepare(self) -> None:
        """It needs no process."""
