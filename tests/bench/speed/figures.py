"""What a measurement gives, how it is printed, and how it is kept."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

UNCHANGED = 0.1
"""Part by which a figure may differ from an earlier one and count as the same: what a shared machine gives or takes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. Less is better in all of them."""

    name: str
    value: float
    unit: str
    goal: float
    yardstick: float | None = None
    """The same thing done by another program, in the same run."""
    yardstick_name: str = ""
    goal_of: Literal["value", "ratio"] = "value"
    """What the goal is for: the figure itself, or its ratio to the yardstick."""

    @property
    def ratio(self) -> float | None:
        """The figure by the yardstick."""
        return self.value / self.yardstick if self.yardstick else None

    @property
    def reached(self) -> bool:
        """Whether the goal is reached."""
        measured = self.value if self.goal_of == "value" else self.ratio
        return measured is not None and measured <= self.goal

    def line(self, before: dict[str, object] | None) -> str:
        """The figure in a line of the table; `before` is the same figure of an earlier file."""
        ratio = f"{self.ratio:.2f} x {self.yardstick_name}" if self.ratio is not None else ""
        goal = f"{'x ' if self.goal_of == 'ratio' else ''}{self.goal:g}"
        reached = "reached" if self.reached else "missed"
        return f"{self.name:<44} {self.value:>9.3f} {self.unit:<6} {ratio:<22} {goal:>8} {reached:<8} {self._change(before)}"

    def _change(self, before: dict[str, object] | None) -> str:
        """How it stands to an earlier one, by the ratio to the yardstick where both have one."""
        if before is None:
            return ""
        earlier = before["value"]
        assert isinstance(earlier, int | float)
        now, then, yardstick = self.value, float(earlier), before["yardstick"]
        if self.ratio is not None and isinstance(yardstick, int | float) and yardstick:
            now, then = self.ratio, then / yardstick
        part = now / then - 1 if then else 0.0
        word = "as before" if abs(part) <= UNCHANGED else "slower" if part > 0 else "faster"
        return f"{part:+.0%} {word}"


HEADER = f"{'':<44} {'':>9} {'':<6} {'ratio':<22} {'goal':>8}"


def to_json(figures: Sequence[Figure]) -> str:
    """The figures, with when they were measured and how busy the machine was then."""
    told = [{**asdict(figure), "ratio": figure.ratio, "reached": figure.reached} for figure in figures]
    head = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "load": os.getloadavg(),
        "cores": os.cpu_count(),
    }
    return json.dumps({**head, "figures": told}, indent=1) + "\n"


def earlier(path: Path) -> dict[str, dict[str, object]]:
    """The figures of an earlier file by name."""
    return {figure["name"]: figure for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]}
