"""More of what feeds write, and what is read of it: links, contents, dates, encodings and forms of documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters import feeds
from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.feeds import feed

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import FeedContent, FeedItem

URL = "https://hosted.example/feeds/quay.xml"
SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
HEAD = "<title>Quay</title>"


def rss(*items: str, head: str = f"{HEAD}<link>https://quay.example/</link>") -> str:
    inside = "".join(f"<item><guid isPermaLink='false'>{n}</guid>{item}</item>" for n, item in enumerate(items))
    return f'<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'


def read(body: str | bytes, charset: str | None = None) -> FeedContent:
    found = feed(body if isinstance(body, bytes) else body.encode(), {"url": URL, "charset": charset, "limit": 100})
    assert "refused" not in found
    return feeds._content(json.loads(json.dumps(found)), "the feed")


def one(body: str | bytes) -> FeedItem:
    (item,) = read(body).entries
    return item


QUAY = "https://quay.example/a"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (f"<link>{QUAY}</link><link/>", QUAY),
        (f"<link>{QUAY}</link><link></link>", QUAY),
        (f"<link>{QUAY}</link><link><![CDATA[ ]]></link>", QUAY),
        ("<link>https//quay.example/a</link>", QUAY),
        ("<link>#</link>", None),
        (f"<link>{QUAY}\u200b</link>", QUAY),
        (f"<link>&lt;a href='{QUAY}'&gt;Read&lt;/a&gt;</link>", QUAY),
        (f"<link>https://quay.example{QUAY}</link>", QUAY),
        (
            "<link>https://archive.example/web/https://x.example/</link>",
            "https://archive.example/web/https://x.example/",
        ),
    ],
)
def test_links_that_are_written_askew(written: str, url: str | None) -> None:
    assert one(rss(f"<title>t</title>{written}")).url == url


@pytest.mark.parametrize(
    "head",
    [
        "<link>quay.example</link>",
        "<link>www.quay.example</link>",
        "<link>https://quay.example/</link><link/>",
        "<link href='https://quay.example/'/>",
        "<atom:link rel='self' href='https://hosted.example/f'/><atom:link rel='alternate' href='https://quay.example/'/>",
        "<image><link>https://pictures.example/</link></image><link>https://quay.example/</link>",
        "<!-- <link>https://old.example/</link> --><link>https://quay.example/</link>",
    ],
)
def test_the_link_of_a_channel_is_its_site_and_the_base_of_its_items_however_it_is_written(head: str) -> None:
    content = read(rss("<title>t</title><link>/a</link>", head=HEAD + head))
    host = "www.quay.example" if "www." in head else "quay.example"
    assert (content.site, content.entries[0].url) == (f"https://{host}/", f"https://{host}/a")


def test_the_content_of_an_atom_entry_that_is_elsewhere_is_its_link() -> None:
    entry = f"<entry><id>1</id><title>t</title><content type='text/html' src='{QUAY}'/></entry>"
    assert one(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>').url == QUAY


def test_an_atom_entry_by_itself_is_a_feed_of_one() -> None:
    assert (
        one("<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><id>1</id><title>t</title></entry>").title
        == "t"
    )


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<base href='https://dock.example/'><p><a href='b'>x</a></p>", ["https://dock.example/b"]),
        ("<p><a href='www.dock.example/b'>x</a></p>", ["https://www.dock.example/b"]),
        ("<img data-src='i.jpg' src='data:image/gif;base64,R0'>", ["https://quay.example/n/i.jpg"]),
        ("<img srcset='i.jpg 1x, j.jpg 2x'>", ["https://quay.example/n/i.jpg"]),
    ],
)
def test_links_within_a_content(html: str, links: list[str]) -> None:
    item = f"<title>t</title><link>https://quay.example/n/a</link><description><![CDATA[{html}]]></description>"
    assert list(one(rss(item)).links) == links


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol start='3'><li>c</li><li>d</li></ol>", "3. c\n4. d"),
        ("<ol><li>a</li><li value='5'>b</li><li>c</li></ol>", "1. a\n5. b\n6. c"),
        ("<ol start='x'><li>a</li></ol>", "1. a"),
        ("<p hidden>no</p><p>yes</p>", "yes"),
        ("<div style='DISPLAY : none'><ul><li>no</li></ul></div>and <p>yes</p>", "and\n\nyes"),
        ("<ul><li>a<ul hidden><li>no</li></ul></li><li>b</li></ul>", "• a\n• b"),
        ("<blockquote hidden>no</blockquote><p>yes</p>", "yes"),
    ],
)
def test_numbers_of_lists_and_what_is_hidden(html: str, text: str) -> None:
    assert one(rss(f"<title>t</title><description><![CDATA[{html}]]></description>")).text == text


PICTURE = "&lt;img src='x.jpg'&gt;"


@pytest.mark.parametrize(
    ("written", "text", "summary_only"),
    [
        ("<content:encoded>&lt;p&gt;One&lt;/p&gt;</content:encoded><content:encoded>One two three</content:encoded>", "One two three", False),
        (f"<description>A text.</description><content:encoded>{PICTURE}</content:encoded>", "A text.", True),
        (f"<description>{PICTURE}</description><content:encoded>A text.</content:encoded>", "A text.", False),
        (f"<content:encoded>{PICTURE}</content:encoded>", "Image [1]", False),
        ("<itunes:subtitle>On the quay.</itunes:subtitle>", "On the quay.", True),
        ("<description>A text.</description><description/>", "A text.", True),
    ],
)  # fmt: skip
def test_of_several_contents_the_one_with_words_is_taken(written: str, text: str, summary_only: bool) -> None:
    item = one(rss(f"<title>t</title>{written}"))
    assert (item.text, item.summary_only) == (text, summary_only)


@pytest.mark.parametrize(
    ("written", "attached"),
    [
        ("<media:content url='https://q.example/v.mp4' type='video/mp4'/>", "Attached: video/mp4 [1]"),
        ("<media:group><media:content url='/v' medium='audio'/></media:group>", "Attached: audio [1]"),
        ("<media:content url='https://q.example/v.jpg' medium='image'/>", ""),
        ("<media:content url='https://q.example/v' type='application/x-shockwave-flash'/>", ""),
    ],
)
def test_recordings_of_media_rss_are_attached(written: str, attached: str) -> None:
    assert one(rss(f"<title>t</title>{written}")).text == attached


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Why &lt;script&gt; tags matter", "Why <script> tags matter"),
        ("Why &amp;lt;style&amp;gt; goes first", "Why <style> goes first"),
        ("Ferry &lt;script&gt;var x = 1", "Ferry"),
        ("Ferry &lt;script&gt;run&lt;/script&gt; late", "Ferry late"),
    ],
)
def test_a_title_may_speak_of_scripts_and_shows_none(written: str, title: str) -> None:
    assert one(rss(f"<title>{written}</title>")).title == title


@pytest.mark.parametrize(
    "written",
    [
        "<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate><pubDate/>",
        "<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate><pubDate>\n</pubDate>",
        "<pubDate>Wed, 31 Dec 1969 19:00:00 -0500</pubDate><dc:date>2026-11-21T10:00:00Z</dc:date>",
        "<pubDate>Wed, 31 Dec 1969 23:59:59 GMT</pubDate><dc:date>2026-11-21T10:00:00Z</dc:date>",
        '<prism:publicationDate xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">2026-11-21T10:00:00Z</prism:publicationDate>',
        '<created xmlns="http://purl.org/atom/ns#">2026-11-21T10:00:00Z</created><modified xmlns="http://purl.org/atom/ns#">2026-11-22T10:00:00Z</modified>',
    ],
)
def test_the_date_of_an_item_is_found_among_others(written: str) -> None:
    assert one(rss(f"<title>t</title>{written}")).published == datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize("mark", ["/", "-", "."])
def test_numbers_of_a_feed_are_read_in_one_order(mark: str) -> None:
    dates = [f"<title>t</title><pubDate>11{mark}{day}{mark}2026 10:00</pubDate>" for day in ("09", "21")]
    assert [item.published for item in read(rss(*dates)).entries] == [
        datetime(2026, 11, day, 10, tzinfo=UTC) for day in (9, 21)
    ]


@pytest.mark.parametrize("author", ["Ann Roe", ["Ann Roe"]])
def test_an_author_of_a_json_feed_may_be_a_mere_name(author: object) -> None:
    name = "authors" if isinstance(author, list) else "author"
    item = {"id": "1", "content_text": "x", name: author}
    assert one(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})).author == "Ann Roe"


def test_what_a_server_writes_behind_a_json_feed_costs_nothing() -> None:
    told = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "t"}]}
    assert one(json.dumps(told) + "\n<!-- cached -->").title == "t"


RUSSIAN = "<rss><title>Паром опоздал на три часа</title></rss>"


@pytest.mark.parametrize("real", ["koi8-r", "cp1251", "iso8859-5"])
@pytest.mark.parametrize("header", ["koi8-r", "windows-1251", "iso-8859-5"])
def test_of_two_encodings_with_one_byte_a_character_the_one_that_makes_words_is_taken(real: str, header: str) -> None:
    document = f'<?xml version="1.0" encoding="{real}"?>{RUSSIAN}'
    assert decoded(document.encode(real), header) == document


def test_a_text_that_breaks_off_within_a_character_is_utf_8_if_it_has_others() -> None:
    assert decoded("<rss>Żółw i Ż".encode()[:-1], None) == "<rss>Żółw i "
    assert decoded("<rss>café".encode("cp1252"), None) == "<rss>café"


@pytest.mark.parametrize("page", ["<section><p>x</p></section>", "<nav>x</nav>", "hello <b>x</b>", "<link rel=x><p>y"])
def test_a_page_may_begin_with_any_element(page: str) -> None:
    assert feed(page.encode(), {"url": URL, "charset": None, "limit": 10}) == {"refused": "page"}


def test_two_authors_with_addresses_are_told_by_their_names() -> None:
    written = "<author>ann@quay.example (Ann Roe), bo@quay.example (Bo Lund)</author>"
    assert one(rss(f"<title>t</title>{written}")).author == "Ann Roe, Bo Lund"
