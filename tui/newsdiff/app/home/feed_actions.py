"""What the reader does with feeds: adding, settings, states, removing, importing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from newsdiff.app.home.state import HomeBase
from newsdiff.app.messages import Done, FeedAdded
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import NewsdiffError
from newsdiff.text_format import count_noun
from newsdiff.wording import feed_notice, list_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.app.dialogs.feed_status import FeedCommand
    from newsdiff.core.library.entries import SavedSearch
    from newsdiff.core.library.feeds import Feed
    from newsdiff.service.feed_service import FeedCandidate, SubscribeResult


class FeedActions(HomeBase):
    """Looking at an address goes on when its dialog is closed; what was found then waits for the next `a`."""

    _found: FeedAdded | None = None
    _settings = FeedSettings()
    """What the feeds that are being added shall have set."""
    _page = ""
    """The address that was typed."""

    # Adding

    async def action_add_feed(self) -> None:
        """Ask for an address."""
        await self.add_feed("")

    async def add_feed(self, url: str) -> None:
        """Ask for an address, which may be given; with the feeds found before, where there are some."""
        from newsdiff.app.dialogs.add_feed import AddFeedDialog

        found, self._found = self._found, None
        dialog = AddFeedDialog(self.look_up, self.subscribe, url=url, ascii_signs=self.ascii_signs)
        await self.app.push_screen(dialog)
        if found is not None and not url:
            dialog.show(found)

    def look_up(self, url: str, settings: FeedSettings) -> None:
        """Have an address looked at."""
        self._settings, self._page = settings, url
        self._look_up(url, settings)

    @work(exclusive=True, exit_on_error=False, group="add")
    async def _look_up(self, url: str, settings: FeedSettings) -> None:
        try:
            added = await (await self.stand()).add(url, settings)
        except NewsdiffError as error:
            self.post_message(FeedAdded(url, None, str(error)))
        else:
            self.post_message(FeedAdded(url, added))

    @on(FeedAdded)
    def _looked_up(self, message: FeedAdded) -> None:
        from newsdiff.app.dialogs.add_feed import AddFeedDialog

        dialog = self.app.screen
        added = message.added
        if added is not None and added.feed is not None:
            if isinstance(dialog, AddFeedDialog):
                dialog.dismiss()
            self.tell(_added(added))
            self.read_feeds()
            self.reload_list()
        elif isinstance(dialog, AddFeedDialog):
            dialog.show(message)
        elif added is not None:
            self._found = message
            self.tell(f"{len(added.candidates)} feeds were found at {_name(message.url)}: a lets you choose")
        else:
            self.tell(message.error)

    def subscribe(self, candidates: Sequence[FeedCandidate]) -> None:
        """Add some of the feeds that were found."""
        self.tell("Adding …")
        self._subscribe(tuple(candidates), self._settings, self._page)

    @work(exit_on_error=False, group="subscribe")
    async def _subscribe(self, candidates: tuple[FeedCandidate, ...], settings: FeedSettings, page: str) -> None:
        # One name is for one feed.
        own = settings if len(candidates) == 1 else replace(settings, name=None)
        told = []
        for candidate in candidates:
            try:
                told.append(_added(await (await self.stand()).add(candidate.url, own, found_on=page)))
            except NewsdiffError as error:
                told.append(str(error))
        self.post_message(Done(" ".join(told), feeds=True, entries=True))

    # Settings

    async def action_settings(self) -> None:
        """Show and change the settings of the feed."""
        if self.feed is None:
            self.tell("Go to a feed first, or to an article of it")
            return
        await self.edit_feed(self.feed)

    async def edit_feed(self, feed: Feed) -> None:
        """Show and change the settings of a feed."""
        from newsdiff.app.dialogs.feed_settings import FeedSettingsDialog

        def keep(settings: FeedSettings | None) -> None:
            if settings is not None and settings != feed.settings:
                self.set_feed(feed, settings, f"Settings of {settings.name or feed.title} kept")

        await self.app.push_screen(FeedSettingsDialog(feed), keep)

    def set_feed(self, feed: Feed, settings: FeedSettings, words: str) -> None:
        """Keep settings."""

        def keep(store: Store) -> None:
            store.set_settings(feed.id, replace(settings, never_group=feed.settings.never_group))
            if settings.never_group != feed.settings.never_group:
                # Its articles leave the stories that they share, which can be undone.
                store.never_group(feed.id, on=settings.never_group)

        self._have_done(keep, words)

    def _have_done(self, call: Callable[[Store], None], words: str) -> None:
        """Have the store changed in turn, say it, and show the lists anew."""

        async def done() -> None:
            try:
                await self.ask(call)
            except NewsdiffError as error:
                self.post_message(Done(str(error)))
            else:
                self.post_message(Done(words, feeds=True, entries=True))

        self.in_turn(done())

    # Removing

    async def action_remove(self) -> None:
        """Ask, then remove the feed, or the saved search."""
        row = self.feed_list.row if self.pane == "feeds" else None
        if row is not None and row.search is not None:
            await self._ask_search(row.search)
        elif self.feed is None:
            self.tell("Go to a feed first, or to an article of it")
        else:
            await self.ask_removal(self.feed)

    async def ask_removal(self, feed: Feed) -> None:
        """Ask whether a feed shall go."""
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        def remove(sure: bool | None) -> None:
            if sure:
                self.picked = {key: one for key, one in self.picked.items() if one.feed_id != feed.id}
                self.entry_list.picked = frozenset(self.picked)
                self._have_done(
                    lambda store: store.remove_feed(feed.id),
                    f"{feed.title} removed. ctrl+z brings it back with its articles",
                )

        articles = count_noun(feed.items, "article")
        question = f"Remove {feed.title} and its {articles} from all lists? ctrl+z brings all of it back."
        await self.app.push_screen(ConfirmDialog("Remove the feed", question, "remove"), remove)

    async def _ask_search(self, search: SavedSearch) -> None:
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        def remove(sure: bool | None) -> None:
            if sure:
                words = f"“{search.name}” removed. ctrl+z brings it back"
                self._have_done(lambda store: store.remove_search(search.id), words)

        question = (
            f"Remove the saved search “{search.name}” ({search.query})? No article is lost; ctrl+z brings it back."
        )
        await self.app.push_screen(ConfirmDialog("Remove the saved search", question, "remove"), remove)

    # How fetching goes

    async def action_feed_states(self) -> None:
        """Show how fetching goes, feed by feed."""
        if not self.feeds:
            self.tell("There are no feeds yet: a adds one")
            return
        from newsdiff.app.dialogs.feed_status import FeedStatusDialog

        here = self.feed.id if self.feed else 0
        dialog = FeedStatusDialog(self, here, ascii_signs=self.ascii_signs)
        await self.app.push_screen(dialog, self._wished)

    async def _wished(self, wish: FeedCommand | None) -> None:
        """Do what was wished for a feed, after its report."""
        feed = self.feeds.get(wish.feed_id) if wish else None
        if wish is None or feed is None:
            return
        match wish.what:
            case "settings":
                await self.edit_feed(feed)
            case "find":
                await self.add_feed(feed.site or feed.url)
            case "pause":
                paused = not feed.settings.paused
                words = (
                    f"{feed.title} is paused: it is asked only when you say so"
                    if paused
                    else f"{feed.title} is asked again"
                )
                self.set_feed(feed, replace(feed.settings, paused=paused), words)
            case "remove":
                await self.ask_removal(feed)

    def refresh_feeds(self, ids: set[int] | None) -> None:
        """Ask feeds for news; None for all."""
        raise NotImplementedError

    def action_stop(self) -> None:
        """Stop asking."""
        raise NotImplementedError

    # Importing

    async def action_import_feeds(self) -> None:
        """Ask for the file of a list of feeds."""
        from newsdiff.app.dialogs.prompts import InputDialog

        about = "An OPML file (newsboat -e > feeds.opml writes one), or newsboat's own urls file."
        await self.app.push_screen(
            InputDialog("Import feeds", about, hint="~/feeds.opml  or  ~/.newsboat/urls", does="import"), self._import
        )

    def _import(self, place: str | None) -> None:
        if place:
            self.tell(f"Reading {place} …")
            self.import_list(place)

    @work(exclusive=True, exit_on_error=False, group="import")
    async def import_list(self, place: str) -> None:
        """Take in a list of feeds."""
        found = await (await self.stand()).import_file(await asyncio.to_thread(_path, place))
        count = count_noun(found.added, "feed")
        words = f"{count} added, {found.known:,} were there. R asks for news"
        if found.refused:
            more = f" (and {len(found.refused) - 1} more)" if len(found.refused) > 1 else ""
            words = f"{count} added. {list_fault(found.refused[0])}{more}"
        self.post_message(Done(words, feeds=True, entries=True))


def _added(added: SubscribeResult) -> str:
    feed = added.feed
    if feed is None:
        return f"{len(added.candidates)} feeds were found there"
    if added.known:
        return f"{feed.title} is in your list already"
    back = "is back with" if added.restored else "added with"
    told = f"{feed.title} {back} {count_noun(feed.items, 'article')}"
    return " ".join((told, *map(feed_notice, added.notices)))


def _path(place: str) -> Path:
    return Path(place).expanduser()


def _name(url: str) -> str:
    from newsdiff.redact import redact_url

    return redact_url(url)
