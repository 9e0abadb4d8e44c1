"""The protocol of parent and child: lengths, JSON, and a body. Never pickle, which can execute code when it is read."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

REQUEST = struct.Struct(">II")
"""The lengths of what follows: the JSON object with the task and its arguments, and the body."""

REPLY = struct.Struct(">I")
"""The length of the JSON object that follows."""


def request(task: str, arguments: Mapping[str, Any], length: int, seconds: int, memory: int | None) -> bytes:
    """The header that precedes a body of so many bytes."""
    head = json.dumps({"task": task, "arguments": dict(arguments), "seconds": seconds, "memory": memory}).encode()
    return REQUEST.pack(len(head), length) + head


def read_request(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """A request of the parent: the JSON object and the body; `None` at the end of the stream."""
    lengths = stream.read(REQUEST.size)
    if len(lengths) < REQUEST.size:
        return None
    head_length, body_length = REQUEST.unpack(lengths)
    head, body = stream.read(head_length), stream.read(body_length)
    return (json.loads(head), body) if len(body) == body_length else None


def write_reply(stream: BinaryIO, reply: Mapping[str, Any]) -> None:
    """Sends what the child has to say."""
    # In ASCII, a lone surrogate survives as an escape; UTF-8 cannot encode it.
    data = json.dumps(reply).encode("ascii")
    stream.write(REPLY.pack(len(data)) + data)
    stream.flush()
