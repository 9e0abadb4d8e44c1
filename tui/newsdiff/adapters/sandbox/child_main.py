"""`python -m newsdiff.adapters.sandbox.child_main TASKS MEMORY`: works off standard input until it ends.

TASKS is the module that says what can be done, MEMORY the greatest address space in bytes.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.sandbox.protocol import read_request, write_reply
from newsdiff.adapters.sandbox.rlimits import bound_growth, bound_memory, bound_time, end_with

if TYPE_CHECKING:
    from collections.abc import Callable


def main(module: str, memory: str) -> None:
    """Takes requests one after another. It never returns an answer that was not asked for, and dies with its parent."""
    requests, replies = _private_streams()
    bound_memory(int(memory))
    end_with(requests.fileno())
    tasks = importlib.import_module(module).TASKS
    write_reply(replies, {"ready": True})
    while request := read_request(requests):
        head, body = request
        bound_time(head["seconds"])
        bound_growth(head["memory"])
        reply = _done(tasks[head["task"]], body, head["arguments"])
        bound_growth(None)
        # Else the bytes would be here until the next ones are.
        del request, body
        write_reply(replies, reply)
        if reply.get("error") == "memory":
            # What is left of the heap is not to be trusted with the next page.
            return


def _private_streams() -> tuple[Any, Any]:
    """The two ends of the conversation, out of reach of libraries that print or read."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    return requests, replies


def _done(
    task: Callable[[bytes, dict[str, Any]], dict[str, Any]], body: bytes, arguments: dict[str, Any]
) -> dict[str, Any]:
    try:
        return {"result": task(body, arguments)}
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # noqa: BLE001, RUF100  # a page may break a parser in ways nobody foresaw; the parent tells it
        return {"error": "failed", "what": type(error).__name__}


if __name__ == "__main__":
    main(*sys.argv[1:])
