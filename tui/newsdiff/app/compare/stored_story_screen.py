"""The compare view over a stored story: its texts come in one after the other, and what is added stays with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work

from newsdiff.app.compare.bindings import STORED
from newsdiff.app.compare.screen import CompareScreen
from newsdiff.errors import NewsdiffError
from newsdiff.service.load_articles import MOST_ARTICLES, LoadedArticles
from newsdiff.text_format import clock, local_now

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from textual.binding import BindingType

    from newsdiff.app.home.screen import HomeScreen
    from newsdiff.core.library.stories import StorySummary, TimelineEvent


class StoredStoryScreen(CompareScreen):
    """What is stored shows at once; pages of articles with only a summary are fetched meanwhile, and rows fill in."""

    BINDINGS: ClassVar[list[BindingType]] = [*STORED]

    def __init__(self, home: HomeScreen, card: StorySummary) -> None:
        """Take the screen that has the store open, and the story."""
        super().__init__(home.context, home.config, self._getting_texts())
        self._store, self._stories, self._story = (
            home.context.feed_service.store,
            home.context.feed_service.stories,
            card,
        )
        self._looked = False

    async def _getting_texts(self) -> AsyncGenerator[LoadedArticles, None]:
        self.waiting_for = "getting texts …"
        notices: tuple[str, ...] = ()
        try:
            async for gathered in self._stories.each_article(self._story.id):
                yield LoadedArticles(gathered.articles, () if self.reading else self._alone(gathered))
                await self._look()
                notices = gathered.notices
        finally:
            self.waiting_for = ""
            self.follow()
        # Each of these has all that those before it had: the last says everything, after what the first picture says.
        self.call_later(self._tell_lacking, notices)

    def _tell_lacking(self, notices: tuple[str, ...]) -> None:
        """Say where there is less than an article: of one in full, of several in a line, for they cover what is read.

        Why a page gave nothing stands beside its article in the list of articles.
        """
        outlets, compared = self._story.outlets, min(self._story.outlets, MOST_ARTICLES)
        first = f"The first {compared} of {outlets} outlets are compared" if outlets > compared else ""
        if len(notices) > 1:
            several = f"{len(notices)} of {compared} articles could not be had whole: what their feeds give is compared"
            self.tell(f"{first}; {several}" if first else several)
        else:
            self.tell_all((*notices, first) if first else notices)

    def _alone(self, gathered: LoadedArticles) -> tuple[str, ...]:
        if len(gathered.articles) > 1:
            return ()
        if self._story.outlets > 1:
            return ("Only one outlet's text is there so far. o opens the others' pages, a adds a text from a file",)
        return ("Only one outlet has this story so far. a adds an article; w in the list watches for another outlet",)

    async def _look(self) -> None:
        """Keep that the reader has seen what there is, once: what joins while pages are fetched they have not."""
        if self._looked or self._store.read_only:
            return
        self._looked = True

        def look() -> None:
            self._store.mark_read(self._store.mark_story_seen(self._story.id))

        try:
            await asyncio.to_thread(look)
        except NewsdiffError as error:
            self.tell(str(error))

    @work(exit_on_error=False, group="join")
    async def join_article(self, place: str) -> None:
        """Bring one more place into the story, where it stays."""
        await self._stories.add_article(self._story.id, place)
        gathered = await self._stories.articles(self._story.id)
        # What of the others could not be had was said when they came.
        await self.take_in(LoadedArticles(gathered.articles))
        self.tell("Added to the story. ctrl+z in the list of stories takes it out of it")

    async def action_course(self) -> None:
        """Show how the story went."""
        try:
            course = await asyncio.to_thread(self._store.story_timeline, self._story.id)
        except NewsdiffError as error:
            self.tell(str(error))
            return
        from newsdiff.app.dialogs.prompts import TextDialog

        await self.app.push_screen(TextDialog("How it went", tuple(_told(course))))


def _told(course: tuple[TimelineEvent, ...]) -> list[tuple[str, str]]:
    words = {"first": "had it first", "joined": "followed", "again": "told more", "revised": "changed its text"}
    now = local_now()
    told = []
    for one in course:
        told.append((f"{clock(one.at, now)}: {one.outlet} {words[one.kind]}", "dialog-strong"))
        told.append((one.title, "dialog-paragraph"))
    return told
