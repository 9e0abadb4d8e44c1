"""Feeds of every format out of real bytes, and what becomes of those that are odd, damaged or made to hurt."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.adapters import feeds
from newsdiff.adapters.feeds import MAX_ENTRIES, PageError, parse
from newsdiff.adapters.parsers import entries, xml_feed
from newsdiff.adapters.parsers.feeds import feed
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.library.feeds import FeedContent, FeedItem
from newsdiff.errors import FeedError
from newsdiff.wording import feed_notice
from support.lying_pool import LyingPool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "https://ann:hunter2@tidal.example/news/feed.xml"
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)

_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with Pool(1) as opened:
        yield opened


def rss(*items: str, title: str = "The Tidal Post", head: str = "", encoding: str = "utf-8") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{head}<rss version="2.0" {_SPACES}><channel>'
        f"<title>{title}</title><link>https://tidal.example/</link><language>en-GB</language>{inside}</channel></rss>"
    ).encode(encoding, "xmlcharrefreplace")


def atom(*entries: str, attributes: str = "") -> bytes:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title type="html">Tidal &amp;amp; Co</title>'
        f'<link href="/home"/><link rel="self" href="/f"/>{inside}</feed>'
    ).encode()


def json_feed(*items: object, **more: object) -> bytes:
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Tidal", "items": items, **more}
    return json.dumps(told).encode()


def read(body: bytes, charset: str | None = None, limit: int = MAX_ENTRIES) -> FeedContent:
    """What both sides make of a feed, without a process between them."""
    found = json.loads(
        json.dumps(feed(body, {"url": "https://tidal.example/news/feed.xml", "charset": charset, "limit": limit}))
    )
    assert "refused" not in found
    return feeds._content(found, "the feed")


def one(body: bytes) -> FeedItem:
    (entry,) = read(body).entries
    return entry


ITEM = (
    "<title>Quay to be rebuilt</title><link>/news/quay</link><guid isPermaLink='false'>q1</guid>"
    "<pubDate>Tue, 12 May 2026 14:00:00 +0200</pubDate><dc:creator>Ann Other</dc:creator><category>Harbour</category>"
    "<category>harbour</category><description>&lt;p&gt;The quay.&lt;/p&gt;</description>"
)
QUAY = FeedItem(
    key="q1",
    title="Quay to be rebuilt",
    url="https://tidal.example/news/quay",
    author="Ann Other",
    published=NOON,
    published_text="Tue, 12 May 2026 14:00:00 +0200",
    text="The quay.",
    tags=("Harbour",),
    guid="q1",
)


async def test_an_rss_feed_is_read(pool: Pool) -> None:
    content = await parse(pool, rss(ITEM), URL, "application/rss+xml", "utf-8")
    assert content == FeedContent("rss", "The Tidal Post", "https://tidal.example/", "en", (QUAY,), 1)


async def test_a_large_feed_is_read_as_a_small_one_is(pool: Pool) -> None:
    content = await parse(
        pool, rss(ITEM, f"<guid>2</guid><description>{'word ' * 60_000}</description>"), URL, None, None
    )
    assert content.entries[0] == QUAY
    assert len(content.entries[1].text) == 200_000
    assert content.entries[1].text.endswith("word…")


@pytest.mark.parametrize(
    ("body", "kind", "title", "titles"),
    [
        (
            b'<rss version="0.91"><channel><title>T</title><item><title>a</title></item></channel></rss>',
            *("rss", "T", ["a"]),
        ),
        (
            (
                b'<rss version="0.92"><channel><title>T</title><item><description>Untitled words.</description></item>'
                b"</channel></rss>"
            ),
            *("rss", "T", ["Untitled words."]),
        ),
        (
            (
                b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
                b'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>'
                b"<item><title>a</title><link>http://a.example/1</link></item></rdf:RDF>"
            ),
            *("rdf", "T", ["a"]),
        ),
        (
            (
                b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
                b'<channel rdf:about="http://a.example/"><title>T</title><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq>'
                b'</items></channel><item rdf:about="http://a.example/1"><title>a</title></item></rdf:RDF>'
            ),
            *("rdf", "T", ["a"]),
        ),
        (atom("<id>1</id><title>a</title>", "<id>2</id><title>b</title>"), "atom", "Tidal & Co", ["a", "b"]),
        (
            (
                b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><id>1</id><title>a</title>'
                b"</entry></feed>"
            ),
            *("atom", "T", ["a"]),
        ),
        (
            (
                b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:id>1</a:id>'
                b"<a:title>a</a:title></a:entry></a:feed>"
            ),
            *("atom", "T", ["a"]),
        ),
        (json_feed({"id": 7, "title": "a"}), "json", "Tidal", ["a"]),
        (json_feed({"id": "7", "title": "a"}, version="https://jsonfeed.org/version/1"), "json", "Tidal", ["a"]),
        (rss(), "rss", "The Tidal Post", []),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "atom", "", []),
        (b"\n\n <br />\n<b>Warning</b>: include() failed\n" + rss("<title>a</title>"), "rss", "The Tidal Post", ["a"]),
        (b"<!-- made <html> by hand -->" + rss("<title>a</title>"), "rss", "The Tidal Post", ["a"]),
    ],
)
def test_every_format_is_read(body: bytes, kind: str, title: str, titles: list[str]) -> None:
    content = read(body)
    assert (content.kind, content.title, [entry.title for entry in content.entries]) == (kind, title, titles)
    assert content.total == len(titles)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("AT&amp;T", "AT&T"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("Fish &amp;amp;amp; chips", "Fish & chips"),
        ("Use &amp;lt;b&amp;gt; for bold", "Use <b> for bold"),
        ("&lt;b&gt;Bold&lt;/b&gt; words", "Bold words"),
        ("<![CDATA[A <i>caf&eacute;</i>]]>", "A café"),
        ("[link=x]a[/link] [@click=app.quit]b[/] [/] [bold", "[link=x]a[/link] [@click=app.quit]b[/] [/] [bold"),
        ("two\n  lines", "two lines"),
        ("&#xD83D;&#xDE00; &#55357;&#56832;", "😀 😀"),
    ],
)
def test_what_is_escaped_is_resolved_however_often(title: str, shown: str) -> None:
    assert one(rss(f"<title>{title}</title>")).title == shown
    # A raw ampersand elsewhere costs nothing here.
    assert one(rss(f"<title>{title}</title><author>B & C</author>")).title == shown


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<title>a &amp;amp; b &lt;i></title>", "a & b <i>"),
        ('<title type="text">a &amp;amp; b</title>', "a & b"),
        ('<title type="html">a &amp;amp; &lt;i>b&lt;/i></title>', "a & b"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a &amp; <i>b</i></div></title>',
            "a & b",
        ),
    ],
)
def test_an_atom_title_is_what_its_type_says(inner: str, shown: str) -> None:
    assert one(atom(inner)).title == shown


def test_content_goes_before_the_summary_and_is_told_apart() -> None:
    full = "<description>Short.</description><content:encoded>&lt;p>Long.&lt;/p></content:encoded>"
    assert (one(rss(full)).text, one(rss(full)).summary_only) == ("Long.", False)
    blank = "<description>Short.</description><content:encoded> </content:encoded>"
    assert (one(rss(blank)).text, one(rss(blank)).summary_only) == ("Short.", True)
    inner = '<id>1</id><summary>s</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A</p><p>B</p></div></content>'
    assert (one(atom(inner)).text, one(atom(inner)).summary_only) == ("A\n\nB", False)
    inner = '<id>1</id><summary>line\n\nline &lt;b></summary><content type="image/png">iVBORw0KGgo=</content>'
    assert (one(atom(inner)).text, one(atom(inner)).summary_only) == ("line\n\nline <b>", True)


def test_links_are_resolved_against_their_base_and_numbered() -> None:
    inner = (
        '<id>1</id><link href="p1"/><content type="html">&lt;a href="q">Q&lt;/a> &lt;a href="javascript:x()">J&lt;/a>'
        "</content>"
    )
    entry = one(atom(inner, attributes='xml:base="/blog/"'))
    assert entry.url == "https://tidal.example/blog/p1"
    assert (entry.text, entry.links) == ("Q [1] J", ("https://tidal.example/blog/q",))


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://tidal.example/a?b=1&amp;c=2#d", "https://tidal.example/a?b=1&c=2#d"),
        ("//other.example/a", "https://other.example/a"),
        ("http://127.1:80/a", "http://127.0.0.1/a"),
        ("https://tidal.example/a b", "https://tidal.example/a%20b"),
        ("http://a.example/';touch x;'", "http://a.example/%27;touch%20x;%27"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("-x http://a.example", None),
        ("http://a.example/&#10;Host: b", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_only_what_may_be_opened_is_a_link(link: str, url: str | None) -> None:
    assert one(rss(f"<title>t</title><link>{link}</link>")).url == url
    assert one(json_feed({"title": "t", "url": link.replace("&amp;", "&").replace("&#10;", "\n")})).url == url


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>https://tidal.example/1</guid>", "https://tidal.example/1"),
        ("<guid isPermaLink='false'>https://tidal.example/1</guid>", None),
        ("<guid>abc</guid>", None),
        ("<guid>abc</guid><link>/1</link>", "https://tidal.example/1"),
    ],
)
def test_a_guid_is_a_link_only_where_it_can_be_one(guid: str, url: str | None) -> None:
    assert one(rss(f"<title>t</title>{guid}")).url == url
    assert one(atom("<id>https://tidal.example/1</id><title>t</title>")).url is None


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Tue, 12 May 2026 14:00:00 +0200", NOON),
        ("2026-05-12T12:00:00Z", NOON),
        ("12 May 26 12:00:00 GMT", NOON),
        ("Di, 12. Mai 2026 14:00:00 +0200", NOON),
        ("2026-05-12", NOON.replace(hour=0)),
        ("Tue, 12 May 2026 12:00:60 GMT", NOON.replace(second=59)),
        ("Fri, 21 Nov 2096 10:00:00 GMT", datetime(2096, 11, 21, 10, tzinfo=UTC)),
        ("0000-00-00", None),
        ("99999-01-01T00:00:00Z", None),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 32 Foo 2026 25:61:61 XYZ", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_a_date_is_a_moment_or_none_and_its_words_are_kept(written: str, published: datetime | None) -> None:
    entry = one(rss(f"<title>t</title><pubDate>{written}</pubDate>"))
    assert (entry.published, entry.published_text) == (published, written or None)
    entry = one(atom(f"<id>1</id><title>t</title><updated>{written}</updated>"))
    assert (entry.published, entry.published_text) == (published, written or None)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026-05-12T14:00:00+02:00", NOON),
        ("2026-05-12T12:00:00.123456Z", NOON),
        ("2026-05-12T12:00:00", NOON),
        ("Tue, 12 May 2026 12:00:00 GMT", NOON),
        ("0001-01-01T00:00:00+14:00", None),
        ("99999-01-01T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_in_json_is_one_as_well(written: str, published: datetime | None) -> None:
    entry = one(json_feed({"title": "t", "date_published": written}))
    assert (entry.published, entry.published_text) == (published, written or None)


def test_the_first_date_of_an_entry_counts() -> None:
    both = (
        "<id>1</id><title>t</title><updated>2026-06-01T00:00:00Z</updated><published>2026-05-12T12:00:00Z</published>"
    )
    assert one(atom(both)).published == NOON


def test_an_entry_is_known_by_its_guid_its_link_or_what_it_says() -> None:
    content = read(
        rss(
            "<guid isPermaLink='false'>g</guid><link>/1</link><title>a</title>",
            "<link>/2</link><title>b</title>",
            "<title>c</title><pubDate>2026-05-12</pubDate>",
            "<title>c</title><pubDate>2026-05-13</pubDate>",
            "<title>c</title><pubDate>2026-05-13</pubDate><description>again</description>",
            "<description>no title</description>",
            "<title>l</title><link>javascript:1</link>",
            "<title>l</title><link>javascript:2</link>",
            f"<title>long</title><guid>{'x' * 5_000}</guid>",
        )
    )
    keys = [entry.key for entry in content.entries]
    assert keys[:2] == ["g", "https://tidal.example/2"]
    assert all(key.startswith("sha256:") for key in (*keys[2:5], keys[-1]))
    assert len(keys) == len(set(keys)) == content.total == 8
    assert keys == [
        entry.key
        for entry in read(rss(*(f"<guid isPermaLink='false'>{key}</guid><title>t</title>" for key in keys))).entries
    ]


def test_what_comes_twice_as_it_was_is_kept_once_and_what_shares_a_guid_is_kept() -> None:
    content = read(rss("<guid>x</guid><title>a</title>", "<guid>x</guid><title>b</title>", "<guid>y</guid>", ""))
    assert [entry.title for entry in content.entries] == ["a", "b"]
    assert tuple(map(feed_notice, content.notices)) == ("2 items could not be read, and nothing was taken from there.",)
    assert len(read(rss(ITEM, ITEM)).entries) == 1


def test_one_broken_entry_does_not_cost_the_others() -> None:
    def convert(number: int) -> dict[str, Any] | None:
        if number == 3:
            raise MemoryError
        return {"key": str(10 // number), "title": "t", "url": None, "dates": [], "text": ""} if number != 2 else None

    found = entries.taken([0, 1, 2, 1], convert)
    assert ([one["key"] for one in found["entries"]], found["unread"], found["heavy"]) == (["10"], 2, 0)
    with pytest.raises(MemoryError):
        entries.taken([1, 3], convert)


def test_a_changed_text_keeps_the_key_and_changes_the_fingerprint() -> None:
    before, after = (one(rss(f"<guid>same</guid><title>t</title><description>{text}</description>")) for text in "ab")
    assert before.key == after.key
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize(
    ("inner", "author"),
    [
        ("<author>ann@example.org (Ann Other)</author>", "Ann Other"),
        ("<dc:creator>Ann &amp; Ben</dc:creator>", "Ann & Ben"),
        ("<author>Ann Other</author>", "Ann Other"),
        ("", None),
        (f"<author>{'n' * 900}</author>", "n" * 199 + "…"),
    ],
)
def test_the_author_is_named(inner: str, author: str | None) -> None:
    assert one(rss(f"<title>t</title>{inner}")).author == author


def test_several_authors_and_tags_are_named() -> None:
    inner = "<id>1</id><title>t</title><author><name>Ann</name></author><author><name>Ben</name></author>"
    entry = one(atom(inner + '<category term="x1" label="Harbour"/><category term="Sea"/>'))
    assert (entry.author, entry.tags) == ("Ann, Ben", ("Harbour", "Sea"))
    told = {"title": "t", "authors": [{"name": "Ann"}, 7, {"name": "Ben"}], "tags": ["Sea", 8, "quay", "sea", ""]}
    entry = one(json_feed(told))
    assert (entry.author, entry.tags) == ("Ann, Ben", ("Sea", "quay"))
    assert one(json_feed({"title": "t", "author": {"name": "Ann"}})).author == "Ann"


def test_a_recording_is_attached_and_a_picture_is_not() -> None:
    inner = '<title>t</title><description>Hear.</description><enclosure url="/a.mp3" type="audio/mpeg"/>'
    entry = one(rss(inner + '<enclosure url="/b.jpg" type="image/jpeg"/>'))
    assert (entry.text, entry.links) == ("Hear.\n\nAttached: audio/mpeg [1]", ("https://tidal.example/a.mp3",))
    attached = [{"url": "/a.mp3", "mime_type": "audio/mpeg"}, {"url": "/b", "mime_type": "image/png"}, 3]
    assert one(json_feed({"title": "t", "attachments": attached})).text == "Attached: audio/mpeg [1]"


def test_a_json_feed_is_read_whole() -> None:
    told: dict[str, Any] = {"id": "1", "url": "/1", "title": "A &amp; b", "content_html": "<p>x<p><a href=/l>y</a>"}
    entry = one(json_feed({**told, "date_published": "2026-05-12T14:00:00+02:00"}, home_page_url="/"))
    assert dataclasses.replace(entry, published_text=None) == FeedItem(
        key="1",
        guid="1",
        title="A & b",
        url="https://tidal.example/1",
        published=NOON,
        text="x\n\ny [1]",
        links=("https://tidal.example/l",),
        summary_only=False,
    )
    assert one(json_feed({"id": 1.5, "content_text": "a <b>\n\n\nc"})).text == "a <b>\n\nc"
    assert one(json_feed({"summary": "s"})).summary_only
    content = read(json_feed("no item", None, {}, {"id": True, "title": {}}, {"title": "good"}, language="de-AT"))
    assert [entry.title for entry in content.entries] == ["good"]
    assert (content.language, content.total) == ("de", 5)
    assert tuple(map(feed_notice, content.notices)) == ("4 items could not be read, and nothing was taken from there.",)


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("windows-1251", "Новости дня"),
        ("koi8-r", "Новости дня"),
        ("shift_jis", "日本の新聞"),
        ("gb18030", "中国新闻"),
        ("utf-16", "Новости дня"),
        ("utf-16-le", "Новости дня"),
        ("utf-16-be", "Новости дня"),
        ("utf-8-sig", "Café"),
        ("iso-8859-15", "Café"),
    ],
)
def test_a_declared_encoding_is_read(encoding: str, title: str) -> None:
    content = read(rss("<title>t</title>", title=title, encoding=encoding))
    assert (content.title, content.notices) == (title, ())


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        (rss(title="Café").decode().encode("latin-1"), None, "Café"),
        (rss(title="Café"), "us-ascii", "Café"),
        (rss(title="Café"), "made-up", "Café"),
        (rss(title="Café"), "iso-8859-1", "Café"),
        (rss(title="Новости", encoding="windows-1251"), "utf-8", "Новости"),
        (b"<rss><channel><title>" + "Новости".encode("cp1251") + b"</title></channel></rss>", "cp1251", "Новости"),
        (b"\n " + rss(title="Café"), None, "Café"),
        (json_feed(title="Café").decode().encode("utf-8-sig"), "latin-1", "Café"),
    ],
)
def test_a_wrong_word_about_the_encoding_is_no_fault(body: bytes, charset: str | None, title: str) -> None:
    content = read(body, charset)
    assert (content.title, content.notices) == (title, ())


EVIL = "A\x1b[31mB\x1b]8;;http://evil.example\x07C\x1b]52;c;ZXZpbA==\x07D\x9b31mE\x90qF\x07G\x08H\x7fI\u202eJ\u200bK\u2066L\U000e0041M"


def references(text: str) -> str:
    return "".join(char if " " <= char <= "~" and char != "&" else f"&#{ord(char)};" for char in text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [(EVIL, "ABCD"), (references(EVIL), "ABCD"), (references(EVIL).replace("&", "&amp;"), "AB")],
    ids=["raw", "references", "escaped references"],
)
def test_nothing_that_acts_on_a_terminal_comes_through(text: str, begins: str) -> None:
    item = "".join(
        f"<{name}>{text}</{name}>" for name in ("title", "link", "guid", "author", "category", "description")
    )
    content = read(rss(item + f"<pubDate>{text}</pubDate>", title=text))
    (entry,) = content.entries
    shown = (content.title, entry.key, entry.title, entry.author, entry.published_text, entry.text, *entry.tags)
    for value in (*shown, entry.url or "", *entry.links):
        assert value is not None
        assert value.replace("\n", "").isprintable()
    assert entry.title.startswith(begins)
    assert entry.text.startswith(begins)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \n\xef\xbb\xbf ", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "is a file of another kind"),
        (b"%PDF-1.7", "is a file of another kind"),
        (
            b'<?xml version="1.0"?><opml version="2.0"><body/></opml>',
            r"is a list of feeds \(OPML\), not a feed; newsdiff import ADDRESS adds its feeds\.",
        ),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "is an XML document of another kind"),
        (b'{"items": []}', "is JSON, but not a JSON Feed"),
        (b"[1, 2]", "is JSON, but not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "is JSON, but not a JSON Feed"),
        (b'{"version": "https://jsonfe', "looks like JSON"),
        (b"[" * 200_000, "looks like JSON"),
        (b"Just words.", "is not a feed"),
        (b"/etc/passwd", "is not a feed"),
        (b"https://tidal.example/feed.xml", "is not a feed"),
        (b"<!-- never closed", "is not a feed"),
        (rss("<title>a</title>")[:150], "breaks off before the first item ends"),
    ],
)
async def test_what_is_no_feed_is_told_with_what_it_is(pool: Pool, body: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words) as caught:
        await parse(pool, body, URL, None, None)
    assert str(caught.value).startswith("https://tidal.example/news/feed.xml ")
    assert not isinstance(caught.value, PageError)


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><html><body>hi</body></html>",
        b"<html><head><title>x</title></head></html>",
        b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<!DOCTYPE HTML>\n<custom-app></custom-app>",
        b"<h1>Not here</h1>",
    ],
)
async def test_a_web_page_is_told_apart(pool: Pool, body: bytes) -> None:
    with pytest.raises(PageError, match="is a web page, not a feed; newsdiff add ADDRESS looks for its feeds"):
        await parse(pool, body, URL, "text/html", None)


async def test_a_picture_of_an_unknown_kind_is_told_by_its_media_type(pool: Pool) -> None:
    with pytest.raises(FeedError, match="is a file of another kind"):
        await parse(pool, b"\x01\x02 anything", URL, "image/x-own", None)


def test_a_feed_that_breaks_off_keeps_what_stands_before_the_break() -> None:
    items = [f"<guid>{number}</guid><title>{number}</title><description>Text</description>" for number in range(20)]
    whole = rss(*items)
    content = read(whole[: whole.index(b"<title>7</title>") + 12])
    assert [entry.title for entry in content.entries] == [str(number) for number in range(7)]
    assert tuple(map(feed_notice, content.notices)) == (
        "The feed breaks off; 7 items before the break could be taken.",
    )
    assert content.title == "The Tidal Post"
    whole = atom("<id>1</id><title>a</title>", "<id>2</id><title>b</title>")
    assert [entry.title for entry in read(whole[:-20]).entries] == ["a"]
    # Only the end of the frame is missing.
    assert len(read(rss(*items)[:-9]).entries) == 20


def test_a_feed_that_is_no_good_xml_is_read_as_far_as_possible() -> None:
    content = read(
        rss("<title>Fish & chips &nbsp; now</title>", "<title>b</title><description><p>x<br>y</description>")
    )
    assert [entry.title for entry in content.entries] == ["Fish & chips now", "b"]
    assert tuple(map(feed_notice, content.notices)) == (
        "The feed is not well-formed XML; what could be read was taken.",
    )


def test_no_more_than_so_many_entries_are_taken_and_all_are_counted() -> None:
    for body in (
        rss(*(f"<title>{number}</title>" for number in range(12))),
        atom(*(f"<id>{number}</id><title>{number}</title>" for number in range(12))),
        json_feed(*({"title": str(number)} for number in range(12))),
    ):
        content = read(body, limit=5)
        assert [entry.title for entry in content.entries] == list("01234")
        assert content.total == 12
        assert tuple(map(feed_notice, content.notices)) == (
            "7 items of 12 were not taken: newsdiff takes the first 2,000 of a feed.",
        )


async def test_fifty_thousand_entries_are_two_thousand_and_a_notice(pool: Pool) -> None:
    content = await parse(pool, rss(*(f"<title>{number}</title>" for number in range(50_000))), URL, None, None)
    assert (len(content.entries), content.total) == (MAX_ENTRIES, 50_000)
    assert tuple(map(feed_notice, content.notices)) == (
        "48,000 items of 50,000 were not taken: newsdiff takes the first 2,000 of a feed.",
    )


def test_a_feed_that_is_too_heavy_gives_its_first_entries() -> None:
    content = read(json_feed(*({"title": str(number), "content_text": "word " * 60_000} for number in range(60))))
    assert 20 < len(content.entries) < 60
    left = 60 - len(content.entries)
    assert content.total == 60
    assert tuple(map(feed_notice, content.notices)) == (
        f"{left} items of 60 were not taken: those before them hold too much text.",
    )


async def test_a_feed_made_to_take_for_ever_is_given_up(pool: Pool) -> None:
    body = rss("".join(f"<category>{number}</category>" for number in range(32_000)))
    assert (await parse(pool, rss(ITEM), URL, None, None)).entries
    with pytest.raises(FeedError, match=r"takes too long to read as a feed; newsdiff gave up after 0\.5 seconds"):
        await parse(pool, body, URL, None, None, seconds=0.5)
    # The next feed is none the worse for it.
    assert (await parse(pool, rss(ITEM), URL, None, None)).entries == (QUAY,)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)),
            "&l9;",
        ),
        (f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "A&x;B"),
    ],
    ids=["laughs", "quadratic", "external"],
)
async def test_entities_are_neither_multiplied_nor_fetched(pool: Pool, head: str, title: str) -> None:
    content = await parse(pool, rss("<title>t</title>", title=title, head=f"<!DOCTYPE rss [{head}]>"), URL, None, None)
    assert [entry.title for entry in content.entries] == ["t"]
    assert len(content.title) <= 300
    assert "root:" not in content.title


def test_entities_are_refused_where_nothing_bounds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_feed, "_SAFE_EXPAT", (99,))
    body = rss("<title>t</title>", head="<!DOCTYPE rss [<!ENTITY a 'b'>]>")
    assert feed(body, {"url": URL, "charset": None, "limit": 9}) == {"refused": "entities"}
    assert read(rss("<title>t</title>")).entries


async def test_an_endless_nest_and_an_endless_title_are_cut(pool: Pool) -> None:
    content = await parse(pool, rss(f"<title>{'a' * 5_000_000}</title>"), URL, None, None)
    assert content.entries[0].title == "a" * 299 + "…"
    body = rss("<title>t</title>", title="T</title>" + "<a>" * 20_000 + "</a>" * 20_000 + "<title>T")
    assert (await parse(pool, body, URL, None, None)).entries[0].title == "t"


async def test_what_a_child_says_is_not_believed() -> None:
    entry: dict[str, Any] = {
        "key": "k\x1b[2J",
        "title": "\x1b]0;x\x07t",
        "url": "javascript:1",
        "author": 3,
        "published": "soon",
    }
    entry |= {"links": ["https://a.example/", "file:///x"], "tags": ["\x9b1m", 4], "text": "a\x07b", "summary_only": 0}
    answer: dict[str, Any] = {
        "kind": "rss",
        "title": "T\x1b[31m",
        "site": "file:///",
        "language": "\x1b",
        "entries": [entry, 5, {}],
    }
    answer |= {"left": -5, "heavy": "many", "unread": True, "cut": "yes", "faulty": 1}
    content = await parse(LyingPool(answer), b"<rss>", URL, None, None)
    assert content == FeedContent("rss", "T", None, "", (FeedItem("k", "t", text="ab"),), 2, content.notices)
    for broken in ({}, {"kind": "exe", "entries": []}, {"kind": "rss", "entries": 3}, {"refused": ["\x1b"]}):
        with pytest.raises(FeedError) as caught:
            await parse(LyingPool(broken), b"<rss>", URL, None, None)
        assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("reason", ["time", "memory", "size", "died", "failed"])
async def test_a_failure_of_the_worker_is_told_in_words(reason: Any) -> None:
    with pytest.raises(FeedError, match=r"^https://tidal\.example/news/feed\.xml \w.+\.$"):
        await parse(LyingPool(WorkerError(reason, "inner words")), b"<rss>", URL, None, None)


def test_a_feed_that_declares_no_language_is_in_that_of_its_entries() -> None:
    items = [f"<title>{one}</title><guid>{one}</guid>" for one in ("Рада ухвалила бюджет", "Поблизу Полтави землетрус")]
    undeclared = rss(*items, "<title>Зеленський зустрівся з канцлером</title>").replace(b"en-GB", b"")
    assert read(undeclared).language == "uk"
    assert read(rss(*items)).language == "en"
    assert read(json_feed({"id": "1", "title": "Bayern Dortmund 3:1"})).language == ""
