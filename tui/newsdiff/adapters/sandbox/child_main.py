"""`python -m newsdiff.adapters.sandbox.child_main TASKS MEMORY`: handles requests from standard input until it ends.

TASKS is the module with the table of tasks, MEMORY the limit on the address space in bytes.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.sandbox.protocol import read_request, write_reply
from newsdiff.adapters.sandbox.rlimits import bound_growth, bound_memory, bound_time, die_with_parent, end_with

if TYPE_CHECKING:
    from collections.abc import Callable


def main(module: str, memory: str) -> None:
    """Handle requests one after another, send one response to each, and die with the parent."""
    requests, replies = _private_streams()
    bound_memory(int(memory))
    die_with_parent()
    # Whether the parent ended before that, its end of the pipe tells.
    end_with(requests.fileno())
    tasks = importlib.import_module(module).TASKS
    write_reply(replies, {"ready": True})
    while request := read_request(requests):
        head, body = request
        bound_time(head["seconds"])
        bound_growth(head["memory"])
        reply = _done(tasks[head["task"]], body, head["arguments"])
        bound_growth(None)
        # Otherwise the body would stay in memory until the next one arrives.
        del request, body
        write_reply(replies, reply)
        if reply.get("error") == "memory":
            # After running out of memory, a process is not reliable enough for another page.
            return


def _private_streams() -> tuple[Any, Any]:
    """The two streams of the protocol, moved to where libraries that print or read cannot disturb them."""
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
