"""How parent and child talk: lengths, JSON, and the bytes to work on. Never pickle: it can make its reader run code."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

REQUEST = struct.Struct(">II")
"""The lengths of what follows: the JSON object that says what to do, and the bytes to do it with."""

REPLY = struct.Struct(">I")
"""The length of the JSON object that follows."""


def request(task: str, arguments: Mapping[str, Any], length: int, seconds: int, memory: int | None) -> bytes:
    """What the parent sends ahead of so many bytes to work on."""
    head = json.dumps({"task": task, "arguments": dict(arguments), "seconds": seconds, "memory": memory}).encode()
    return REQUEST.pack(len(head), length) + head


def read_request(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """What the parent sent: the JSON object and the bytes; `None` when it has nothing more to say."""
    lengths = stream.read(REQUEST.size)
    if len(lengths) < REQUEST.size:
        return None
    head_length, body_length = REQUEST.unpack(lengths)
    head, body = stream.read(head_length), stream.read(body_length)
    return (json.loads(head), body) if len(body) == body_length else None


def write_reply(stream: BinaryIO, reply: Mapping[str, Any]) -> None:
    """Sends what the child has to say."""
    # In ASCII, a lone half of a character survives as an escape, where UTF-8 would refuse it.
    data = json.dumps(reply).encode("ascii")
    stream.write(REPLY.pack(len(data)) + data)
    stream.flush()
