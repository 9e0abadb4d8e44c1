"""Draw the picture in the README: the compare screen over the sample story, from the real program.

python tests/bench/picture.py [docs/compare.svg]
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from os import environ
from pathlib import Path

SIZE = (120, 36)


async def draw() -> str:
    """The screen as SVG, with no address in it that a browser would fetch a font from."""
    from newsdiff.app.app import NewsdiffApp
    from newsdiff.app.compare.screen import CompareScreen
    from newsdiff.config import Config
    from newsdiff.core.diff.match_marks import MatchMark
    from newsdiff.service import AppContext

    async with AppContext() as context:
        app = NewsdiffApp(context, Config(), context.load_articles([]))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            # The place where two outlets give another hour shows most of what there is to see.
            screen = app.screen
            assert isinstance(screen, CompareScreen)
            state = screen.state
            state.cursor.move_to_row(
                next(
                    n
                    for n, row in enumerate(state.rows)
                    if state.differences.row_mark(row, state.order) is MatchMark.FIGURES
                )
            )
            screen.screen_layout.follow()
            await pilot.pause()
            svg = app.export_screenshot(title="newsdiff")
    return re.sub(r"@font-face\s*{[^}]*}", "", svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        environ["NEWSDIFF_DATA"] = environ["NEWSDIFF_CONFIG"] = str(Path(folder) / "none")
        Path(sys.argv[1] if len(sys.argv) > 1 else "docs/compare.svg").write_text(asyncio.run(draw()), encoding="utf-8")
