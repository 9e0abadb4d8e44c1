"""Lists of subscriptions, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import ExportError, FeedError, ReadError
from support.feed_server import subscribe

if TYPE_CHECKING:
    from newsdiff.service.feed_service import FeedService

URLS = """\
# my feeds
https://bell.example/feed towns "~The old Bell"
https://post.example/rss
"exec:fetch-it" odd
"""
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="Towns">
<outline type="rss" text="Bell" xmlUrl="https://bell.example/feed"/></outline>
<outline type="rss" text="Ferry" xmlUrl="https://ferry.example/atom"/></body></opml>"""


async def test_both_kinds_of_list_are_told_apart(feed_service: FeedService, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(URLS)
    (tmp_path / "list").write_bytes(b"\xef\xbb\xbf" + OPML)
    first = await feed_service.import_file(tmp_path / "urls")
    assert (first.added, first.known, len(first.refused)) == (2, 0, 1)
    second = await feed_service.import_file(tmp_path / "list")
    assert (second.added, second.known, second.refused) == (1, 1, ())
    assert [(feed.title, feed.settings.group, feed.settings.tags) for feed in feed_service.store.feeds()] == [
        ("The old Bell", "", ("towns",)),
        ("post.example", "", ()),
        ("Ferry", "", ()),
    ]


async def test_a_list_that_is_broken_adds_nothing(feed_service: FeedService, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"<html><body>No list</body></html>")
    with pytest.raises(FeedError):
        await feed_service.import_file(tmp_path / "list")
    assert feed_service.store.feeds() == ()


async def test_a_file_that_cannot_be_read_is_told(feed_service: FeedService, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="could not be read"):
        await feed_service.import_file(tmp_path / "none")
    with pytest.raises(ReadError, match="could not be read"):
        await feed_service.import_file(tmp_path)
    with pytest.raises(ReadError, match="There is no home folder ~nosuchuser"):
        await feed_service.import_file(Path("~nosuchuser/urls"))


async def test_what_is_written_reads_back_without_its_secrets(feed_service: FeedService, tmp_path: Path) -> None:
    one, _ = subscribe(feed_service, "https://bell.example/feed?api_key=s3cret&n=1", "https://ida:pw@post.example/rss")
    feed_service.store.set_settings(one, FeedSettings(name="Bell", group="Towns/Sea"))
    path = tmp_path / "out.opml"
    export = await feed_service.export_opml(path)
    assert path.read_bytes() == export.data
    assert b"s3cret" not in export.data
    assert b"ida" not in export.data
    assert export.redacted == ("Bell", "post.example")
    assert b"s3cret" in (await feed_service.export_opml(None, secrets=True)).data
    with pytest.raises(ExportError, match="is there already"):
        await feed_service.export_opml(path)
    feed_service.store.remove_feed(one)
    assert (await feed_service.import_file(path)).added == 2
