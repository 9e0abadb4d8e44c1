"""What the reader does with one article beyond its marks: its page, its links, copying, exporting; and searching."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work

from newsdiff.app.home.state import HomeBase
from newsdiff.app.messages import Done, TextRead
from newsdiff.core.library.entries import ListScope
from newsdiff.errors import ExportError, NewsdiffError, QueryError
from newsdiff.text_format import clock, local_now

if TYPE_CHECKING:
    from newsdiff.core.library.entries import EntryText, Revision
    from newsdiff.core.library.feeds import Entry


class ArticleActions(HomeBase):
    """Dialogs are awaited until they stand, so that keys typed ahead reach them and not the screen below."""

    _fetching: int | None = None
    """The entry whose page is on its way."""
    _tried: frozenset[int] = frozenset()
    """Entries whose pages were asked without being told to: once is enough."""

    # The text

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        entry = self.entry
        if entry is None or entry.id != message.entry.id:
            return
        note = "Fetching the whole text …" if self._fetching == entry.id else ""
        self.entry_view.show(entry, message.text, note)
        self.follow()
        if self.pane == "text":
            self.fetch_where_wanted()

    def fetch_where_wanted(self) -> None:
        """Fetch the page of the article that was opened, where its feed's settings say so."""
        entry, view = self.entry, self.entry_view
        if entry is None or view.entry is None or view.entry.id != entry.id or view.text is None:
            return
        feed = self.feeds.get(entry.feed_id)
        wanted = feed.settings.full_text if feed else "never"
        little = view.text.summary_only and view.text.page is None and bool(entry.url)
        if wanted != "never" and little and entry.id not in self._tried:
            self._tried |= {entry.id}
            self.fetch_page(entry)

    def action_full_text(self) -> None:
        """Fetch the page, or switch between its text and the feed's."""
        entry, view = self.entry, self.entry_view
        if entry is None:
            return
        if view.entry is None or view.entry.id != entry.id or view.text is None:
            self.focus_pane("text")
            return
        text = view.text
        if text.page is not None and text.page.text:
            shown = "feed" if text.shown == "page" else "page"
            self.change(lambda store: store.show_text(entry.id, shown))  # type: ignore[arg-type]  # mypy forgets literals in a lambda
            self.in_turn(self._read_again(entry))
        elif not entry.url:
            self.tell("No address is known for this article, so there is no page to fetch")
        else:
            self.fetch_page(entry)

    async def _read_again(self, entry: Entry) -> None:
        self.post_message(TextRead(entry, await self.ask(lambda store: store.entry_text(entry.id))))

    @work(exclusive=True, exit_on_error=False, group="page")
    async def fetch_page(self, entry: Entry) -> None:
        """Fetch the page of an article for its full text."""
        self._fetching = entry.id
        self.entry_view.show(entry, self.entry_view.text, "Fetching the whole text …")
        error = ""
        try:
            await (await self.stand()).full_text(entry.id)
        except NewsdiffError as failure:
            error = str(failure)
        finally:
            self._fetching = None
        self.post_message(TextRead(entry, await self.ask(lambda store: store.entry_text(entry.id))))
        if error:
            self.post_message(Done(error))

    async def action_earlier(self) -> None:
        """Show what the article said before."""
        entry = self.entry
        if entry is None:
            return
        if not entry.revised:
            self.tell("This article has not changed since it came in")
            return
        try:
            earlier = await self.ask(lambda store: store.revisions(entry.id))
        except NewsdiffError as error:
            self.tell(str(error))
            return
        from newsdiff.app.dialogs.prompts import TextDialog

        await self.app.push_screen(TextDialog("What it said before", tuple(_told(earlier))))

    # Carrying off

    async def action_browse(self, read: bool) -> None:
        """Show the address, and open it when the reader says so."""
        entry = self.entry
        if entry is None:
            return
        if not entry.url:
            self.tell("No address is known for this article")
            return
        if read:
            self.mark_read()
        await self._show_address(entry.outlet, entry.url)

    async def _show_address(self, outlet: str, url: str) -> None:
        from newsdiff.app.dialogs.open_link import AddressDialog

        await self.app.push_screen(AddressDialog(outlet, url, self.context), self.said)

    def said(self, words: str | None) -> None:
        """Say what a dialog has done."""
        if words:
            self.tell(words)

    async def action_links(self) -> None:
        """List the links."""
        view, entry = self.entry_view, self.entry
        text = view.text if view.entry is not None and entry is not None and view.entry.id == entry.id else None
        if entry is None or text is None:
            return
        page = text.page
        links = page.links if text.shown == "page" and page is not None else text.links
        if not links:
            self.tell("The text has no links. o shows the address of the article")
            return
        from newsdiff.app.dialogs.links import LinksDialog

        async def show(url: str | None) -> None:
            if url:
                await self._show_address(entry.outlet, url)

        await self.app.push_screen(LinksDialog(links, ascii_signs=self.ascii_signs), show)

    def action_copy(self, title: bool) -> None:
        """Copy the address, with the title or alone."""
        entry = self.entry
        if entry is None:
            return
        if not entry.url and not title:
            self.tell("No address is known for this article; Y copies its title")
            return
        words = f"{entry.title}\n({', '.join(part for part in (entry.outlet, entry.url or '') if part)})"
        self.app.copy_to_clipboard(words if title else entry.url or "")
        self.tell("Copied with its title" if title else "Address copied")

    async def action_export(self) -> None:
        """Write the article, or the feeds, to a file."""
        from newsdiff.app.dialogs.prompts import InputDialog
        from newsdiff.exports.entry_markdown import file_name

        entry = self.entry
        name = "feeds.opml" if self.pane == "feeds" or entry is None else file_name(entry)
        about = "The ending says what is written: .md this article, .opml the list of your feeds."
        await self.app.push_screen(InputDialog("Export", about, name, does="write"), self._exported)

    def _exported(self, place: str | None) -> None:
        if place:
            self.save_as(place, self.entry)

    @work(exit_on_error=False, group="export")
    async def save_as(self, place: str, entry: Entry | None) -> None:
        """Write a file."""
        path = await asyncio.to_thread(_target, place)
        if path.suffix == ".opml":
            export = await (await self.stand()).export_opml(path)
            kept = " Passwords and keys in addresses were not written." if export.redacted or export.left else ""
            self.post_message(Done(f"The list of feeds is in {path}.{kept}"))
        elif entry is None:
            self.post_message(Done("There is no article here to write. A name that ends in .opml writes the feeds."))
        else:
            await self.ask(lambda store: _save(entry, store.entry_text(entry.id), path))
            self.post_message(Done(f"Written to {path}"))

    # Searching

    async def action_search(self) -> None:
        """Ask what to look for."""
        from newsdiff.app.dialogs.prompts import SEARCHED, InputDialog

        await self.app.push_screen(InputDialog("Find articles", SEARCHED, self.searched, does="find"), self._search)

    def _search(self, query: str | None) -> None:
        if query is None:
            return
        if not query:
            self.end_search()
            return
        try:
            # A fault in the search is told before anything is left.
            _check(query)
        except QueryError as error:
            self.tell(str(error))
            return
        self.searched = query
        self.focus_pane("entries")
        self.choose(ListScope("search", query))

    def end_search(self) -> None:
        """Go back to the list that the feeds show."""
        self.searched = ""
        self.choose(self.feed_row.scope)

    async def action_save_search(self) -> None:
        """Ask for a name for the search."""
        if not self.searched:
            self.tell("Search first: / asks for the words")
            return
        from newsdiff.app.dialogs.prompts import InputDialog

        about = f"“{self.searched}” will stand among the feeds under this name."
        await self.app.push_screen(InputDialog("Save the search", about, self.searched, does="save"), self._save_search)

    def _save_search(self, name: str | None) -> None:
        query = self.searched
        if name:
            # From now on it is one of the lists, and esc goes to all articles.
            self.searched = ""
            self.change(lambda store: store.save_search(name, query))
            self.tell(f"“{name}” stands among the feeds now. D there removes it")

    async def action_mute(self) -> None:
        """Show the mute list."""
        try:
            mutes = await self.ask(lambda store: store.mutes())
        except NewsdiffError as error:
            self.tell(str(error))
            return
        from newsdiff.app.dialogs.mutes import MuteDialog

        await self.app.push_screen(MuteDialog(mutes, self.entry), self._muted)

    def _muted(self, line: str | None) -> None:
        if not line:
            return
        from newsdiff.app.dialogs.mutes import muted

        async def mute() -> None:
            try:
                words = await self.ask(lambda store: muted(store, line))
            except NewsdiffError as error:
                self.post_message(Done(str(error)))
            else:
                self.post_message(Done(words, feeds=True, entries=True))

        self.in_turn(mute())


def _check(query: str) -> None:
    from newsdiff.core.library.search_query import parse

    parse(query, local_now())


def _target(place: str) -> Path:
    """The file to write. Raises ExportError where its ending is not known."""
    path = Path(place).expanduser().absolute()
    if path.suffix not in {".md", ".opml"}:
        raise ExportError(f"{path.name} has no ending that is known: .md writes this article, .opml the list of feeds.")
    return path


def _save(entry: Entry, text: EntryText | None, path: Path) -> None:
    from newsdiff.exports.entry_markdown import entry_markdown
    from newsdiff.exports.output_file import save

    if text is None:
        raise ExportError("That article is not in the store any more, so nothing was written.")
    save(entry_markdown(entry, text).encode(), path)


def _told(revisions: tuple[Revision, ...]) -> list[tuple[str, str]]:
    now = local_now()
    told = []
    for one in reversed(revisions):
        told.append((f"Until {clock(one.until, now)}", "dialog-muted"))
        told.append((one.title, "dialog-strong"))
        told += ((paragraph, "dialog-paragraph") for paragraph in one.text.split("\n\n"))
    return told
