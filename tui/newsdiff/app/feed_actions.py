"""Actions on feeds, for the home screen and the stories screen: add, change, remove, import, refresh."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.adapters.urls import source_name
from newsdiff.app.session import FeedLookup
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import FeedListError, NewsdiffError
from newsdiff.text_format import count_noun
from newsdiff.wording import empty_list, feed_notice, in_private_network, list_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.adapters.store import Store
    from newsdiff.app.base_screen import BaseScreen
    from newsdiff.app.dialogs.add_feed import AddFeedDialog
    from newsdiff.app.dialogs.feed_status import FeedCommand
    from newsdiff.app.messages import RefreshEnded
    from newsdiff.app.refresh_progress import RefreshProgress
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.feeds import Feed
    from newsdiff.service.feed_service import FeedCandidate, RefreshReport, SubscribeResult
    from newsdiff.service.import_export import ImportResult


class FeedActions:
    """Opens the dialogs about feeds, and does what was chosen in them.

    The lookup of an address continues after its dialog is closed, whichever screen is open then. The feeds that it
    finds are shown by the next dialog.
    """

    def __init__(self, session: LibrarySession, screen: BaseScreen) -> None:
        self._session, self._screen = session, screen
        self._settings = FeedSettings()
        """The settings of the feeds that are being added."""
        self._url = ""
        """The address that was typed."""

    # Adding

    async def add_feed(self, url: str = "") -> None:
        """Ask for an address, beginning with `url`; show the feeds found by an earlier lookup, if there are any."""
        from newsdiff.app.dialogs.add_feed import AddFeedDialog

        found, self._session.found = self._session.found, None
        dialog = AddFeedDialog(self._look_up, self._subscribe, url=url, ascii_signs=self._screen.ascii_signs)
        await self._screen.app.push_screen(dialog)
        if found is not None and found.result is not None and not url:
            # The choice concerns that address, whichever screen has looked it up.
            self._settings, self._url = found.settings, found.url
            dialog.show(found.result.candidates)

    def _look_up(self, url: str, settings: FeedSettings) -> None:
        self._settings, self._url = settings, url

        async def look_up() -> None:
            try:
                added = await (await self._session.service()).add(url, settings)
            except FeedListError as error:
                await self._found_list(url, error)
            except NewsdiffError as error:
                self._looked_up(FeedLookup(url, settings, None, str(error)))
            else:
                self._looked_up(FeedLookup(url, settings, added))

        self._session.begin(look_up, group="look-up", exclusive=True)

    @property
    def _dialog(self) -> AddFeedDialog | None:
        """The dialog in which the user waits for what an address is; None if it was closed meanwhile."""
        from newsdiff.app.dialogs.add_feed import AddFeedDialog

        screen = self._screen.app.screen
        return screen if isinstance(screen, AddFeedDialog) else None

    def _looked_up(self, found: FeedLookup) -> None:
        dialog, added = self._dialog, found.result
        if added is not None and added.feed is not None:
            if dialog is not None:
                dialog.dismiss()
            self._session.report(_added(added))
            self._session.changed()
        elif dialog is not None:
            if added is None:
                dialog.say(found.error)
            else:
                dialog.show(added.candidates)
        elif added is not None:
            self._session.found = found
            key = self._screen.key_of("add-feed")
            self._session.report(f"{len(added.candidates)} feeds were found at {_name(found.url)}: {key} to choose")
        else:
            self._session.report(found.error)

    async def _found_list(self, url: str, error: FeedListError) -> None:
        """Offer to import the list of feeds that an address turned out to be, if the user still waits for that."""
        dialog = self._dialog
        if dialog is None:
            self._session.report(str(error))
            return
        dialog.dismiss()
        await self.import_feeds(url, "This is the address of a list of feeds, not of a feed.")

    def _subscribe(self, candidates: Sequence[FeedCandidate]) -> None:
        self._screen.show_status("Adding …")
        # One name is for one feed.
        settings = self._settings if len(candidates) == 1 else replace(self._settings, name=None)
        page = self._url

        async def subscribe() -> None:
            results = []
            for candidate in candidates:
                try:
                    service = await self._session.service()
                    results.append(_added(await service.add(candidate.url, settings, found_on=page)))
                except NewsdiffError as error:
                    results.append(str(error))
            self._session.report(" ".join(results))
            self._session.changed()

        self._session.begin(subscribe, group="subscribe")

    # Settings

    async def edit(self, feed: Feed) -> None:
        """Show and change the settings of a feed."""
        from newsdiff.app.dialogs.feed_settings import FeedSettingsDialog

        def save(settings: FeedSettings | None) -> None:
            if settings is not None and settings != feed.settings:
                self._set(feed, settings, f"Settings of {settings.name or feed.title} saved")

        await self._screen.app.push_screen(FeedSettingsDialog(feed), save)

    def _set(self, feed: Feed, settings: FeedSettings, words: str) -> None:
        def save(store: Store) -> None:
            store.set_settings(feed.id, replace(settings, never_group=feed.settings.never_group))
            if settings.never_group != feed.settings.never_group:
                # Its articles leave the stories that they share, which can be undone.
                store.never_group(feed.id, on=settings.never_group)

        self._session.change(save, words)

    # Removing

    async def remove(self, feed: Feed) -> None:
        """Ask for confirmation, then remove a feed."""
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        key = self._screen.key_of("undo")

        def remove(sure: bool | None) -> None:
            if sure:
                words = f"{feed.title} removed. {key} restores it with its articles"
                self._session.change(lambda store: store.remove_feed(feed.id), words)

        articles = count_noun(feed.items, "article")
        question = f"Remove {feed.title} and its {articles} from all lists? {key} restores everything."
        await self._screen.app.push_screen(ConfirmDialog("Remove the feed", question, "remove"), remove)

    # Importing

    async def import_feeds(self, path: str = "", problem: str = "") -> None:
        """Ask for the file or the address of a list of feeds, and import it.

        Args:
            path: What is in the field: what was typed before, where that could not be read.
            problem: Why it could not.
        """
        from newsdiff.app.dialogs.prompts import InputDialog

        about = "An OPML file (newsboat -e > feeds.opml writes one) or its address, or newsboat's urls file."
        hint = "~/feeds.opml  or  ~/.newsboat/urls"
        dialog = InputDialog("Import feeds", about, path, hint=hint, does="import", problem=problem)
        await self._screen.app.push_screen(dialog, self._import)

    def _import(self, path: str | None) -> None:
        if path:
            self._screen.show_status(f"Reading {path} …")
            self._session.begin(partial(self._import_list, path), group="import")

    async def _import_list(self, place: str) -> None:
        try:
            found = await (await self._session.service()).import_list(place)
        except NewsdiffError as error:
            if self._screen.app.screen is self._screen:
                self._screen.show_status("")
                await self.import_feeds(place, str(error))
            else:
                self._session.report_failure(error)
            return
        self._report_import(place, found)
        if found.private:
            await self._ask_private(place, found)

    async def _ask_private(self, place: str, found: ImportResult) -> None:
        """Ask once whether feeds of a list may lie in a private network; until then they are not fetched."""
        from newsdiff.app.dialogs.prompts import ConfirmDialog

        def answer(own: bool | None) -> None:
            if own:
                self._session.begin(partial(self._import_private, place, found), group="import")
            else:
                feeds = count_noun(found.private, "feed")
                self._session.report(
                    f"{feeds} in a private network {'is' if found.private == 1 else 'are'} not fetched"
                )

        question = f"{in_private_network(found.private)}. Fetch only if the list is your own."
        await self._screen.app.push_screen(ConfirmDialog("Is it your own list?", question, "fetch them too"), answer)

    async def _import_private(self, place: str, before: ImportResult) -> None:
        try:
            found = await (await self._session.service()).import_list(place, private=True)
        except NewsdiffError as error:
            self._session.report_failure(error)
            return
        self._report_import(place, replace(found, added=before.added, known=before.known))

    def _report_import(self, place: str, found: ImportResult) -> None:
        if found.nothing:
            told = list_fault(found.refused[0]) if found.refused else empty_list(source_name(place))
            self._session.report(told)
            return
        count = count_noun(found.added, "feed")
        words = f"{count} added, {found.known:,} already there. {self._screen.key_of('reload-all')} fetches articles"
        if found.refused:
            more = f" (and {len(found.refused) - 1} more)" if len(found.refused) > 1 else ""
            words = f"{count} added. {list_fault(found.refused[0])}{more}"
        self._session.report(words)
        self._session.changed()

    # Refreshing, and how it goes

    @property
    def feeds(self) -> dict[int, Feed]:
        """Every subscription by id, as last read."""
        return self._session.feeds

    @property
    def progress(self) -> RefreshProgress | None:
        """How far the refresh is, while one runs."""
        return self._session.progress

    def refresh(self, ids: set[int] | None) -> None:
        """Refresh feeds; None for all that are neither paused nor gone."""
        if self._session.feed_service is None or not self._session.feeds:
            self._report_no_feeds()
        elif self._session.refreshing:
            stop = self._screen.key_of("stop-reloading")
            self._screen.show_status(f"A refresh is already running; {stop} stops it")
        else:
            self._session.refresh(ids)

    def stop(self) -> None:
        """Stop the refresh."""
        stopped = self._session.stop()
        self._screen.show_status("Stopped. What has arrived is kept" if stopped else "No refresh is running")

    def report_refresh(self, message: RefreshEnded) -> None:
        """Report the result of a refresh, if this screen is in front."""
        report = message.report
        if report is not None and (message.asked or report.new) and self._session.front is self._screen:
            self._screen.show_status(_summary(report, self._screen.key_of("feed-errors")))

    async def show_status(self, here: int = 0) -> None:
        """Show how fetching goes, feed by feed, beginning with the feed of an id."""
        if not self.feeds:
            self._report_no_feeds()
            return
        from newsdiff.app.dialogs.feed_status import FeedStatusDialog

        dialog = FeedStatusDialog(self, here, ascii_signs=self._screen.ascii_signs)
        await self._screen.app.push_screen(dialog, self._run)

    async def _run(self, command: FeedCommand | None) -> None:
        """Do what was chosen in the report on a feed."""
        feed = self.feeds.get(command.feed_id) if command else None
        if command is None or feed is None:
            return
        match command.what:
            case "settings":
                await self.edit(feed)
            case "find":
                await self.add_feed(feed.site or feed.url)
            case "pause":
                paused = not feed.settings.paused
                state = "is paused; it is fetched only when you ask" if paused else "is active again"
                self._set(feed, replace(feed.settings, paused=paused), f"{feed.title} {state}")
            case "remove":
                await self.remove(feed)

    def _report_no_feeds(self) -> None:
        self._screen.show_status(f"There are no feeds yet: {self._screen.key_of('add-feed')} adds one")


def _added(added: SubscribeResult) -> str:
    feed = added.feed
    if feed is None:
        return f"{len(added.candidates)} feeds found there"
    if added.known:
        return f"{feed.title} is already in your list"
    back = "is back with" if added.restored else "added with"
    words = f"{feed.title} {back} {count_noun(feed.items, 'article')}"
    return " ".join((words, *map(feed_notice, added.notices)))


def _summary(report: RefreshReport, errors_key: str) -> str:
    parts = [f"{report.new:,} new" if report.new else "Nothing new"]
    if report.revised:
        parts.append(f"{report.revised:,} changed")
    if report.failed:
        count = len(report.failed)
        many = f"{count:,} of {report.feeds:,} feeds failed · {errors_key} for details"
        parts.append(many if report.feeds > 1 else report.failed[0][1])
    if report.waiting and not report.feeds:
        parts.append(report.waiting[0][1])
    return ", ".join(parts)


def _name(url: str) -> str:
    from newsdiff.redact import redact_url

    return redact_url(url)
