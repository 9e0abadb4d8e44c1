"""A step that was undone, as a kind and values; `newsdiff.wording` has the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UndoneKind = Literal[
    "read", "unread", "star", "unstar", "tag", "untag", "remove", "mute", "unmute", "unsave",
    "split", "merge", "move", "lead", "pin", "unpin", "never_group", "group_again", "text",
]  # fmt: skip
"""What the user had done. `text`: an earlier newsdiff stored it in words."""


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """Something that the user had done, and has undone."""

    kind: UndoneKind
    count: int = 0
    """How many entries it had changed; for `merge`, how many stories."""
    names: tuple[str, ...] = ()
    """The tag, the feed's title, the outlet, the name of the saved search, the kind and the value of the mute; or the
    words of an earlier newsdiff."""
