"""Actions on one article, apart from marks: full text, earlier texts, links, browser, copy, export."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from newsdiff.app.home.controller import HomeController
from newsdiff.config import user_path
from newsdiff.errors import ExportError, NewsdiffError
from newsdiff.text_format import clock, local_now

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.app.home.list_loader import ListLoader
    from newsdiff.app.home.messages import TextRead
    from newsdiff.app.home.view import HomeView
    from newsdiff.app.session import LibrarySession
    from newsdiff.core.library.entries import EntryText, Revision, Shown
    from newsdiff.core.library.feeds import Entry

_FETCHING = "Fetching the whole text …"


class ArticleActions(HomeController):
    """Dialogs are awaited until they are open, so that keys typed ahead reach them and not the screen below."""

    def __init__(self, session: LibrarySession, view: HomeView, lists: ListLoader) -> None:
        super().__init__(session, view, lists)
        self._fetching: int | None = None
        """The entry whose page is being fetched."""
        self._tried: set[int] = set()
        """Entries whose pages were fetched without being asked for: once is enough."""

    # The text

    def show_text(self, message: TextRead) -> None:
        """Show the text of the article under the cursor, and fetch its page where that is wanted."""
        entry = self._view.entry
        if entry is None or entry.id != message.entry.id:
            return
        self._view.entry_view.show(entry, message.text, _FETCHING if self._fetching == entry.id else "")
        self._view.update_bars()
        if self._view.state.pane == "text":
            self.fetch_where_wanted()

    def _text(self) -> EntryText | None:
        """The text of the article under the cursor, where it is shown."""
        entry, view = self._view.entry, self._view.entry_view
        return view.text if entry is not None and view.entry is not None and view.entry.id == entry.id else None

    def fetch_where_wanted(self) -> None:
        """Fetch the page of the article that was opened, where its feed's settings say so."""
        entry, text = self._view.entry, self._text()
        if entry is None or text is None:
            return
        feed = self._session.feeds.get(entry.feed_id)
        wanted = feed is not None and feed.settings.full_text != "never"
        if wanted and text.summary_only and text.page is None and entry.url and entry.id not in self._tried:
            self._tried.add(entry.id)
            self._fetch_page(entry)

    def full_text(self) -> None:
        """Fetch the page, or switch between its text and the feed's."""
        entry, text = self._view.entry, self._text()
        if entry is None:
            return
        if text is None:
            self._lists.focus_pane("text")
        elif text.page is not None and text.page.text:
            shown: Shown = "feed" if text.shown == "page" else "page"
            self._session.change(lambda store: store.show_text(entry.id, shown), entries=False)
            self._session.enqueue(partial(self._lists.read_text, entry))
        elif not entry.url:
            self._screen.show_status("This article has no address, so no page to fetch")
        else:
            self._fetch_page(entry)

    def _fetch_page(self, entry: Entry) -> None:
        self._screen.begin(partial(self._fetch, entry), group="page")

    async def _fetch(self, entry: Entry) -> None:
        self._fetching = entry.id
        self._view.entry_view.show(entry, self._view.entry_view.text, _FETCHING)
        failure: NewsdiffError | None = None
        try:
            await (await self._session.service()).full_text(entry.id)
        except NewsdiffError as error:
            failure = error
        finally:
            # Another page may be on its way by now.
            if self._fetching == entry.id:
                self._fetching = None
        await self._lists.read_text(entry)
        if failure is not None:
            self._session.report_failure(failure)

    async def earlier_texts(self) -> None:
        """Show what the article said before."""
        entry = self._view.entry
        if entry is None:
            return
        if not entry.revised:
            self._screen.show_status("This article has not changed since it arrived")
            return
        try:
            revisions = await self._session.ask(lambda store: store.revisions(entry.id))
        except NewsdiffError as error:
            self._screen.show_notices([str(error)])
            return
        from newsdiff.app.dialogs.prompts import TextDialog

        await self._screen.app.push_screen(TextDialog("Earlier versions", tuple(_paragraphs(revisions))))

    # Out of newsdiff

    async def browse(self) -> None:
        """Show the address, from which the reader may open it."""
        entry = self._view.entry
        if entry is None:
            return
        if entry.url:
            await self._screen.show_address(entry.outlet, entry.url, self._session.context)
        else:
            self._screen.show_status("This article has no address")

    async def list_links(self) -> None:
        """List the links."""
        entry, text = self._view.entry, self._text()
        if entry is None or text is None:
            return
        page = text.page
        links = page.links if text.shown == "page" and page is not None else text.links
        if not links:
            key = self._screen.key_of("browse")
            self._screen.show_status(f"No links in the text. {key} opens the article itself")
            return
        from newsdiff.app.dialogs.links import LinksDialog

        async def show(url: str | None) -> None:
            if url:
                await self._screen.show_address(entry.outlet, url, self._session.context)

        await self._screen.app.push_screen(LinksDialog(links, ascii_signs=self._screen.ascii_signs), show)

    def copy(self, *, title: bool) -> None:
        """Copy the address, with the title or alone."""
        entry = self._view.entry
        if entry is None:
            return
        if not entry.url and not title:
            key = self._screen.key_of("copy-title")
            self._screen.show_status(f"This article has no address; {key} copies its title")
            return
        words = f"{entry.title}\n({', '.join(part for part in (entry.outlet, entry.url or '') if part)})"
        self._screen.app.copy_to_clipboard(words if title else entry.url or "")
        self._screen.show_status("Copied with its title" if title else "Address copied")

    async def export(self) -> None:
        """Ask for a file, and write the article to it, or the feeds."""
        from newsdiff.exports.entry_markdown import file_name

        entry = self._view.entry
        await self._ask_file(file_name(entry) if entry else "feeds.opml")

    async def export_feeds(self) -> None:
        """The same, with a file for the feeds proposed."""
        await self._ask_file("feeds.opml")

    async def _ask_file(self, name: str) -> None:
        from newsdiff.app.dialogs.prompts import InputDialog

        entry = self._view.entry

        def save(path: str | None) -> None:
            if path:
                self._screen.begin(partial(self._save, path, entry), group="export", exclusive=False)

        about = "The extension sets the format: .md this article, .opml your feed list."
        await self._screen.app.push_screen(InputDialog("Export", about, name, does="write"), save)

    async def _save(self, name: str, entry: Entry | None) -> None:
        path = await asyncio.to_thread(_target, name)
        if path.suffix == ".opml":
            export = await (await self._session.service()).export_opml(path)
            left = " Passwords and keys in addresses were left out." if export.redacted or export.left else ""
            words = f"Feed list written to {path}.{left}"
        elif entry is None:
            words = "No article to write here. A name ending in .opml writes the feeds."
        else:
            await self._session.ask(lambda store: _write(entry, store.entry_text(entry.id), path))
            words = f"Written to {path}"
        self._screen.call_later(self._screen.show_notices, [words])


def _target(name: str) -> Path:
    """The file to write. Raises ExportError if its ending or the home folder in it is unknown."""
    path = user_path(name, ExportError).absolute()
    if path.suffix not in {".md", ".opml"}:
        raise ExportError(f"{path.name} has no known extension: use .md for this article, .opml for the feeds.")
    return path


def _write(entry: Entry, text: EntryText | None, path: Path) -> None:
    from newsdiff.exports.entry_markdown import entry_markdown
    from newsdiff.exports.output_file import save

    if text is None:
        raise ExportError("That article is no longer stored, so nothing was written.")
    save(entry_markdown(entry, text).encode(), path)


def _paragraphs(revisions: tuple[Revision, ...]) -> list[tuple[str, str]]:
    now, found = local_now(), []
    for one in reversed(revisions):
        found.append((f"Until {clock(one.until, now)}", "dialog-muted"))
        found.append((one.title, "dialog-strong"))
        found += ((paragraph, "dialog-paragraph") for paragraph in one.text.split("\n\n"))
    return found
