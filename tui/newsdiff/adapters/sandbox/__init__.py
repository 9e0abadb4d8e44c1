"""Runs tasks in child processes that can be killed, so that hostile input harms no more than the child."""

from __future__ import annotations

from newsdiff.adapters.sandbox.pool import MEMORY, RESULT_BYTES, SECONDS, Pool
from newsdiff.adapters.sandbox.process import Reason, WorkerError

__all__ = ["MEMORY", "RESULT_BYTES", "SECONDS", "Pool", "Reason", "WorkerError"]
