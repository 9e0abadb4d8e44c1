"""What a command did."""

from __future__ import annotations

from collections.abc import Callable

Said = Callable[..., tuple[int, str, str]]
"""Takes the arguments of a command, and gives its status, its output and its errors."""
