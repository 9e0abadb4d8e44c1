"""Tasks that do to their process what the worst pages do."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.parsers.feeds import feed

if TYPE_CHECKING:
    from collections.abc import Callable


def echo(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"length": len(body), "arguments": arguments, "pid": os.getpid()}


def _begun(arguments: dict[str, Any]) -> None:
    """Leaves a file, for a test that waits until the task runs."""
    if "begun" in arguments:
        Path(arguments["begun"]).touch()


def hang(_: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    _begun(arguments)
    while True:
        time.sleep(60)


def spin(_: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    _begun(arguments)
    number = 0
    while True:
        number += 1


def backtrack(_: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """Lets no other thread of the process run: the matcher of regular expressions never gives way."""
    _begun(arguments)
    return {"found": bool(re.match("(a|a)*b", "a" * 60))}


def ignore(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    return spin(b"", {})


def die(_: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    os._exit(arguments.get("status", 1))


def fault(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}


def swell(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    return {"length": len(bytearray(2**31))}


def fail(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    raise ValueError("\x1b[31m words from a page")


def deepen(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    return deepen(b"", {})


def grow(_: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"text": "x" * arguments["size"]}


def chat(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    print("noise for the pipe")
    os.write(1, b"more noise")
    print(sys.stdin.read(), file=sys.stderr)
    return {"said": "nothing"}


def lie(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    """Writes to every descriptor there is, as a process would that a stranger has taken over."""
    for descriptor in range(3, 10):
        try:
            os.write(descriptor, b"\x00\x00\x00\x07no JSON\x00\x00\x00\x02[]")
        except OSError:
            continue
    return {}


def secrets(_: bytes, __: dict[str, Any]) -> dict[str, Any]:
    return {"environment": dict(os.environ), "path": sys.path}


def weigh(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """Reads a feed as the real task does, and gives the most memory that the process ever had, in MB."""
    with suppress(MemoryError):
        feed(body, arguments)
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return {"peak": int(told.partition("VmHWM:")[2].split()[0]) // 1024}


TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {
    task.__name__: task
    for task in (echo, hang, spin, backtrack, ignore, die, fault, swell, fail, deepen, grow, chat, lie, secrets, weigh)
}
