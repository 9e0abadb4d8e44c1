"""Shows the news of watched stories: in the window, and outside it if the user wants that."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from newsdiff.app import terminal_notice
from newsdiff.app.rendering.ascii_fallback import shows_ascii, to_ascii
from newsdiff.core.text.normalize import shorten
from newsdiff.wording import story_news

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App

    from newsdiff.app.navigator import Navigator
    from newsdiff.config.settings import Notify
    from newsdiff.core.library.stories import StoryNews

MAX_NEWS: Final = 5
"""Greatest number of sentences about watched stories that are shown at once."""


async def show(app: App[Any], notify: Notify, news: Sequence[StoryNews], report: Callable[[str], None]) -> None:
    """Show some news.

    Args:
        app: The app, which is running.
        notify: Where to show it besides the window.
        news: What is new, the latest story first; there is some.
        report: Tells the user what could not be done.
    """
    lines = [story_news(one) for one in news[:MAX_NEWS]]
    lines += [f"and {len(news) - MAX_NEWS:,} more, in the watched stories"] if len(news) > MAX_NEWS else []
    cast("Navigator", app).tell("News of watched stories:", *lines)
    lines = [to_ascii(line) for line in lines] if shows_ascii(app) else lines
    if notify == "desktop":
        # Most users do without it.
        from newsdiff.adapters import desktop_notice

        if not await asyncio.to_thread(desktop_notice.send, "Watched stories", "\n".join(lines)):
            report("The desktop shows no notice: the setting “notify” needs the command notify-send")
    elif notify != "off":
        more = f" (and {len(news) - 1:,} more)" if len(news) > 1 else ""
        terminal_notice.send(app, notify, shorten(lines[0], terminal_notice.MAX_LENGTH - len(more)) + more)
