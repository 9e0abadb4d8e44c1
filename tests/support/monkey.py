"""Random keys, clicks and sizes for the program, the same for the same seed, with a report of what was done."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.compare.bindings import COMPARE, STORED
from newsdiff.app.home.bindings import HOME
from newsdiff.app.stories.bindings import STORIES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.pilot import Pilot

    from newsdiff.app.app import NewsdiffApp
    from newsdiff.errors import NewsdiffError

SIZES = [(120, 40), (80, 24), (200, 50), (60, 16), (52, 14), (30, 10), (12, 3), (1, 1), (120, 8), (40, 60)]
"""Sizes of the window: the usual ones, and those in which hardly anything fits."""

TEXTS = [
    "bridge",
    "ferry",
    "49",
    "outlet:gazette",
    "tag",
    "-1",
    "https://x.example/feed",
    "x.txt",
    '"',
    "",
    "é\u0301日",
]
"""What is typed where a field may be open."""

_NAMED = ["enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "space", "backspace", "home", "end"]
_NEVER = {"ctrl+q"}
"""The key that is there to end the program, whatever is open."""

SHOWN = 60
"""Of the last actions, as many are reported."""


class Action(NamedTuple):
    """Something that a user does."""

    kind: str
    """`key`, `type`, `click` or `size`."""
    value: tuple[str, ...] | tuple[int, int]

    def __str__(self) -> str:
        """As it is reported."""
        return f"{self.kind} {' '.join(map(str, self.value))}"


def keys() -> list[str]:
    """Every key that a screen of the program has, each once, and those that dialogs have."""
    bound = [key for binding in (*COMPARE, *STORED, *HOME, *STORIES) for key in binding.key.split(",")]
    return sorted({*bound, *_NAMED, *"123456789", "ctrl+p", "delete", "pageup", "pagedown"} - _NEVER)


def actions(seed: int, count: int) -> Iterator[Action]:
    """So many random actions, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- it decides nothing but keys
    every = keys()
    for _ in range(count):
        kind = chance.random()
        if kind < 0.06:
            yield Action("size", chance.choice(SIZES))
        elif kind < 0.14:
            # In thousandths of the window.
            yield Action("click", (chance.randrange(1000), chance.randrange(1000)))
        elif kind < 0.2:
            yield Action("type", tuple(chance.choice(TEXTS)))
        elif kind < 0.45:
            yield Action("key", (chance.choice(_NAMED),))
        else:
            yield Action("key", tuple(chance.choices(every, k=chance.randint(1, 4))))


async def run(
    open_app: Callable[[], NewsdiffApp],
    seed: int,
    count: int,
    *,
    first: tuple[str, ...] = (),
    idle: Callable[[Pilot[NewsdiffError]], Awaitable[None]],
) -> int:
    """Run random actions in the program, which is opened anew where a key has ended it.

    Args:
        open_app: A new program.
        seed: Of the actions.
        count: How many actions.
        first: Keys that lead to where they begin.
        idle: Waits until the program has done what it was told.

    Returns:
        How often the program was opened.

    Raises:
        AssertionError: An exception ended it; with the seed and the last actions.
    """
    done: list[Action] = []
    coming, opened = actions(seed, count), 0
    try:
        while len(done) < count:
            opened += 1
            done.append(Action("open", ("the program",)))
            count += 1
            app = open_app()
            async with app.run_test(size=SIZES[0]) as pilot:
                await idle(pilot)
                await pilot.press(*first)
                await idle(pilot)
                for action in coming:
                    done.append(action)
                    await _act(pilot, action)
                    if app._exit:
                        break
                    await idle(pilot)
    except Exception as error:
        last = "\n  ".join(map(str, done[-SHOWN:]))
        raise AssertionError(f"seed {seed}, action {len(done)} of {count}; the last ones:\n  {last}") from error
    return opened


async def _act(pilot: Pilot[NewsdiffError], action: Action) -> None:
    if action.kind == "size":
        width, height = action.value
        await pilot.resize_terminal(int(width), int(height))
    elif action.kind == "click":
        (across, down), (width, height) = action.value, pilot.app.size
        await pilot.click(offset=(int(across) * width // 1000, int(down) * height // 1000))
    else:
        for key in action.value:
            if pilot.app._exit:
                return
            await pilot.press(_NAMES.get(str(key), str(key)))


_NAMES = {" ": "space"}
