"""What the compare screen says about how its story has come: what is missing of it, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.compare.state import MOST_SHOWN
from newsdiff.service.load_articles import MOST_ARTICLES
from newsdiff.text_format import count_noun, plural
from newsdiff.wording import DOUBT

if TYPE_CHECKING:
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.compare.loading import LoadController
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.library.stories import StorySummary


MOST_NAMED = 3
"""Outlets whose texts are awaited that are named; more are counted."""

STILL_LOOKING = "Still looking for matches"
"""Why an action that needs the matches does nothing yet."""


class StoryNotices:
    """Words the state of loading; every key is named as it is bound."""

    def __init__(self, screen: BaseScreen, loader: LoadController, summary: StorySummary | None) -> None:
        """Take the screen, what loads its story, and the story in the library if it is one."""
        self._screen, self._loader, self._summary = screen, loader, summary

    def opened(self, count: int) -> list[str]:
        """What to say when `count` articles are shown for the first time."""
        if count > MOST_SHOWN:
            ninth = self._screen.key_of(f"outlet-{MOST_SHOWN + 1}")
            return [f"{count} articles: the first {MOST_SHOWN} are shown; press {ninth} to show the ninth."]
        return [self.one_article()] if count == 1 else []

    def one_article(self) -> str:
        """That there is nothing to compare an article with, and what to do."""
        if self._summary is None:
            return self._alone()
        add = self._screen.key_of("add")
        if self._summary.outlets > 1:
            ways = f"{self._screen.key_of('browse')} opens the others' pages; {add} adds a text from a file"
            return f"Only one outlet's text has arrived so far. {ways}"
        watch = self._screen.navigator.key_of_stories("watch")
        ways = f"{add} adds an article; {watch} in the list watches for another outlet"
        return f"Only one outlet has this story so far. {ways}"

    def _alone(self) -> str:
        return f"Only one article: {self._screen.key_of('add')} adds another to compare it with"

    def not_compared(self) -> str:
        """Why an action that needs the matches does nothing."""
        if not self._loader.articles:
            return "No text to compare yet"
        return self._alone() if len(self._loader.articles) == 1 else STILL_LOOKING

    def no_text(self) -> str:
        """What stands in the place of the story where it has no article, or none yet."""
        if self._loader.fetching or not self._loader.opened:
            return f"{self.awaited()} …" if self._summary else ""
        return f"No article has a text: {self._screen.key_of('add')} adds one from a file or an address"

    def awaited(self) -> str:
        """Whose texts are on their way: "Getting the text of Gazette, Herald"."""
        have = {article.outlet for article in self._loader.articles}
        accounts = self._summary.accounts if self._summary else ()
        names = [name for name in dict.fromkeys(one.outlet for one in accounts) if name not in have]
        if not names:
            return "Getting texts"
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return f"Getting the text of {', '.join(names[:MOST_NAMED])}{more}"

    def complete(self, lacking: tuple[str, ...], suggestions: int, state: CompareState) -> list[str]:
        """What to say when every article of a stored story has come.

        Args:
            lacking: A sentence for each article that is not whole. One is shown in full, several are counted: why a
                page gave nothing stands in the list of articles.
            suggestions: How many articles of other stories may belong to this one.
            state: Which of its articles are shown, and may not belong to it.
        """
        outlets = self._summary.outlets if self._summary else 0
        compared = min(outlets, MOST_ARTICLES)
        first = [f"The first {compared} of {outlets} outlets are compared"] if outlets > compared else []
        doubted, suggested = self._doubted(state), self._suggested(suggestions)
        if len(lacking) <= 1:
            return [*doubted, *lacking, *first, *suggested]
        if not self._loader.articles:
            key = self._screen.navigator.key_of_stories("story-articles")
            return [f"No text for {len(lacking)} articles · {key} in the list of stories for details"]
        several = f"{len(lacking)} of {compared} articles are incomplete"
        if not doubted and not suggested:
            several += ": only what their feeds give is compared"
        return ["; ".join([*doubted, *suggested, *first, several])]

    def _doubted(self, state: CompareState) -> list[str]:
        names = [state.alignment.articles[article].outlet for article in state.order if state.is_doubtful(article)]
        if not names:
            return []
        which = f"The article of {names[0]}" if len(names) == 1 else count_noun(len(names), "article")
        return [f"{which} {DOUBT}: {self._screen.key_of('take-out')} takes {plural(len(names), 'it', 'one')} out"]

    def _suggested(self, count: int) -> list[str]:
        if not count:
            return []
        shows = f"{self._screen.key_of('add')} shows {plural(count, 'it', 'them')}"
        return [f"{count_noun(count, 'more article')} may belong here: {shows}"]

    def added(self) -> str:
        """That an article is now part of the stored story."""
        undo = self._screen.key_of("undo")
        return f"Added to the story. {undo} undoes"
