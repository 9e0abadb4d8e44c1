"""Lists of subscriptions, in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import ExportError, FeedError, FetchError, ReadError
from newsdiff.wording import list_fault
from support.faulty_server import answer
from support.feed_server import FeedServer, feed, subscribe

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
    first = await feed_service.import_list(str(tmp_path / "urls"))
    assert (first.added, first.known, len(first.refused)) == (2, 0, 1)
    second = await feed_service.import_list(str(tmp_path / "list"))
    assert (second.added, second.known, second.refused) == (1, 1, ())
    assert [(feed.title, feed.settings.group, feed.settings.tags) for feed in feed_service.store.feeds()] == [
        ("The old Bell", "", ("towns",)),
        ("post.example", "", ()),
        ("Ferry", "", ()),
    ]


async def test_a_list_at_an_address_is_imported(feed_service: FeedService, server: FeedServer) -> None:
    found = await feed_service.import_list(server.serves("/list", answer(OPML)))
    assert (found.added, found.refused, found.nothing) == (2, (), False)
    # The host was typed; what stands in the list was not.
    server.serves("/urls", answer(b"http://127.0.0.1/feed\nhttps://post.example/rss\n"))
    assert (await feed_service.import_list(server.url("/urls"))).private == 1
    assert [feed.typed_url for feed in feed_service.store.feeds()] == [None] * 4


async def test_an_address_without_a_list_says_what_is_there(feed_service: FeedService, server: FeedServer) -> None:
    for path, reply, why in (
        ("/feed", feed("a"), "is a feed, not a list of feeds; newsdiff add ADDRESS adds it"),
        ("/page", answer(b"<html><body>No list</body></html>"), "is not a list of feeds: neither OPML nor"),
        ("/words", answer(b"Just words.\nAnd more.\n"), "is not a list of feeds: neither OPML nor"),
        ("/cache", answer(b"SQLite format 3\0" + bytes(100)), "is a database: save it to a file"),
    ):
        with pytest.raises(FeedError, match=why):
            await feed_service.import_list(server.serves(path, reply))
    with pytest.raises(FetchError, match="answered 404"):
        await feed_service.import_list(server.url("/status:404"))
    with pytest.raises(FetchError, match="is not an http or https address"):
        await feed_service.import_list("file:///etc/passwd")
    assert feed_service.store.feeds() == ()


async def test_a_list_that_leads_into_a_private_network_is_not_followed(
    feed_service: FeedService, server: FeedServer
) -> None:
    server.serves("/moved", answer(status=302, headers={"Location": "http://10.0.0.1/list"}))
    with pytest.raises(FetchError, match="private"):
        await feed_service.import_list(server.url("/moved"))


@pytest.mark.parametrize(
    ("body", "kept", "told"),
    [
        (b"", 0, []),
        (b"# nothing yet\n", 0, []),
        (b"<opml version='2.0'><head/><body/></opml>", 0, []),
        (OPML[:60], 0, ["not well-formed XML, and no feed could be read"]),
        (OPML[:150], 1, ["not well-formed XML, so feeds may be missing; 1 could be read"]),
    ],
)
async def test_what_is_kept_of_a_list_that_is_empty_or_cut_off_is_told(
    feed_service: FeedService, tmp_path: Path, body: bytes, kept: int, told: list[str]
) -> None:
    (tmp_path / "list").write_bytes(body)
    found = await feed_service.import_list(str(tmp_path / "list"))
    assert (found.added, found.nothing) == (kept, not kept)
    assert len(found.refused) == len(told)
    assert all(words in list_fault(fault) for words, fault in zip(told, found.refused, strict=True))


async def test_a_list_that_is_broken_adds_nothing(feed_service: FeedService, tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"<html><body>No list</body></html>")
    with pytest.raises(FeedError):
        await feed_service.import_list(str(tmp_path / "list"))
    assert feed_service.store.feeds() == ()


async def test_a_file_that_cannot_be_read_is_told(feed_service: FeedService, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="could not be read"):
        await feed_service.import_list(str(tmp_path / "none"))
    with pytest.raises(ReadError, match="could not be read"):
        await feed_service.import_list(str(tmp_path))
    with pytest.raises(ReadError, match="There is no home folder ~nosuchuser"):
        await feed_service.import_list(str(Path("~nosuchuser/urls")))


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
    assert (await feed_service.import_list(str(path))).added == 2
