"""The protocol by which screens navigate, so that they need not know one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdiff.config import HomeView
    from newsdiff.core.library.stories import StorySummary
    from newsdiff.service import LoadedArticles

_T = TypeVar("_T")


class Navigator(Protocol):
    """Navigation, as the app offers it to its screens."""

    async def open_story(self, story: StorySummary, closed: Callable[[], None]) -> None:
        """Compare the articles of a stored story; `closed` is called when the reader is back."""

    async def open_articles(self, articles: LoadedArticles | None) -> None:
        """Compare these articles; None for the sample story."""

    async def show_view(self, view: HomeView) -> None:
        """Show the stories or the articles; the next start begins with the same view."""

    async def show_feeds(self) -> None:
        """Show the feeds over the present screen, ready to add one."""

    def key_of_stories(self, binding_id: str) -> str:
        """The current key of a binding of the list of stories, for use in a sentence on another screen."""

    def tell(self, *sentences: str) -> None:
        """Show notices on the screen that the reader sees, below any dialog."""

    async def make(self, change: Callable[[], _T]) -> _T:
        """Make a change of what is stored, off the event loop; it is made though the program ends meanwhile."""

    async def leave(self) -> None:
        """Leave newsdiff; while feeds are refreshed, ask first."""
