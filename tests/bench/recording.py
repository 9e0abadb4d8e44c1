"""Draw the recording in the README: the real program over the sample story, key by key, as one animated SVG.

python tests/bench/recording.py [docs/recording.svg]
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from html import escape
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.picture import without_fonts

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE = (110, 30)

CAPTION = 46
"""Pixels below the picture, for the key and what it does."""

_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class Step(NamedTuple):
    """A key and what it shows."""

    key: str
    """As Textual names it; empty: the program has just been opened."""
    shown: str
    """What the caption calls the key."""
    does: str
    seconds: float


class Frame(NamedTuple):
    """A picture of the screen, and what stands below it."""

    svg: str
    step: Step


STEPS = (
    Step("", "newsdiff", "opens the story on the first conflict: how many were on board", 4),
    Step("n", "n", "the next conflict: when it happened, both values underlined", 4),
    Step("n", "n", "the next one: what the damage costs", 4),
    Step("n", "n", "and the last: when the ships were warned", 4),
)


async def record(steps: Sequence[Step] = STEPS) -> list[Frame]:
    """The screen after each step."""
    from newsdiff.app.app import NewsdiffApp
    from newsdiff.config import Config
    from newsdiff.service import AppContext

    frames = []
    async with AppContext() as context:
        app = NewsdiffApp(context, Config(), context.load_articles([]))
        async with app.run_test(size=SIZE) as pilot:
            for step in steps:
                await pilot.press(*([step.key] if step.key else []))
                for _ in range(3):
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                frames.append(Frame(without_fonts(app.export_screenshot(title="newsdiff")), step))
    return frames


def animate(frames: Sequence[Frame]) -> str:
    """One SVG that shows the frames in turn, each for its seconds, again and again.

    Where nothing moves, as for readers who want no animation, it is the last frame.
    """
    box = _BOX.search(frames[0].svg)
    if box is None:
        raise ValueError("the picture has no size")
    width, height = float(box[1]), float(box[2])
    whole = sum(frame.step.seconds for frame in frames)
    rules, drawn, begin = [], [], 0.0
    for number, frame in enumerate(frames):
        end = begin + frame.step.seconds
        rules.append(_keyframes(number, 100 * begin / whole, 100 * end / whole))
        rules.append(f".frame-{number} {{ animation: frame-{number} {whole:g}s step-end infinite; }}")
        drawn.append(_drawn(number, frame, width, height, last=number == len(frames) - 1))
        begin = end
    style = "\n".join([".frame { visibility: hidden; } .last { visibility: visible; }", *rules, _STILL])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + CAPTION:g}">\n'
        f"<style>\n{style}\n</style>\n" + "\n".join(drawn) + "\n</svg>\n"
    )


_STILL = "@media (prefers-reduced-motion: reduce) { .frame { animation: none; } }"


def _keyframes(number: int, begin: float, end: float) -> str:
    before = "0% { visibility: hidden; } " if begin else ""
    after = f"{end:.3f}% {{ visibility: hidden; }} " if end < 100 else ""
    return (
        f"@keyframes frame-{number} {{ {before}{begin:.3f}% {{ visibility: visible; }} {after}"
        f"100% {{ visibility: {'hidden' if after else 'visible'}; }} }}"
    )


def _drawn(number: int, frame: Frame, width: float, height: float, *, last: bool) -> str:
    font = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="20"'
    caption = (
        f'<text x="12" y="{height + 30:g}" {font}><tspan font-weight="bold" fill="#1f6b5e">'
        f'{escape(frame.step.shown)}</tspan><tspan fill="#625c51" dx="14">{escape(frame.step.does)}</tspan></text>'
    )
    picture = frame.svg.replace("<svg ", f'<svg width="{width:g}" height="{height:g}" ', 1)
    return f'<g class="frame frame-{number}{" last" if last else ""}">\n{picture.strip()}\n{caption}\n</g>'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        environ["NEWSDIFF_DATA"] = environ["NEWSDIFF_CONFIG"] = str(Path(folder) / "none")
        target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/recording.svg")
        target.write_text(animate(asyncio.run(record())), encoding="utf-8")
