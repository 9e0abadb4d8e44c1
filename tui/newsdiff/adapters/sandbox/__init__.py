"""Work in processes that can be killed: what a hostile page can do to a parser, it does there."""

from __future__ import annotations

from newsdiff.adapters.sandbox.pool import MEMORY, RESULT_BYTES, SECONDS, Pool
from newsdiff.adapters.sandbox.process import Reason, WorkerError

__all__ = ["MEMORY", "RESULT_BYTES", "SECONDS", "Pool", "Reason", "WorkerError"]
