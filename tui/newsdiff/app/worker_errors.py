"""Errors of background work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import WorkerState

from newsdiff.errors import NewsdiffError

if TYPE_CHECKING:
    from textual.worker import Worker


def worker_error(event: Worker.StateChanged) -> NewsdiffError | None:
    """The error of failed work that can be shown to the reader; None where the work has not failed.

    Raises:
        BaseException: The work failed with an error of another kind, which is a fault in newsdiff.
    """
    error = event.worker.error if event.state is WorkerState.ERROR else None
    if error is None or isinstance(error, NewsdiffError):
        return error
    raise error
