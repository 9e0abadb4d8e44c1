"""The signs before the rows of lists."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = {
    "cursor": "▸>",
    "picked": "✓v",
    "unread": "●o",
    "fresh": "◆n",
    "starred": "★*",
    "differs": "≠#",
    "revised": "Δ^",
}
"""Each sign, and the same in ASCII."""


def list_sign(name: str, *, plain: bool) -> str:
    """The sign of a name, such as "unread"; with `plain`, in ASCII."""
    return _SIGNS[name][plain]
