"""What feeds of all kinds write, one situation a row, and what is read of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters import feeds
from newsdiff.adapters.parsers.charset import decoded
from newsdiff.adapters.parsers.feeds import feed

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import FeedContent, FeedItem

URL = "https://hosted.example/feeds/quay.xml"
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
    }.items()
)


def rss(*items: str) -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    head = "<title>Quay</title><link>https://quay.example/</link>"
    return f'<rss version="2.0" {SPACES}><channel>{head}{inside}</channel></rss>'


def atom(entry: str, head: str = "") -> str:
    inside = f"<title>Quay</title>{head}<entry><id>1</id>{entry}</entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{inside}</feed>'


def read(body: str | bytes, charset: str | None = None) -> FeedContent:
    found = feed(body if isinstance(body, bytes) else body.encode(), {"url": URL, "charset": charset, "limit": 100})
    assert "refused" not in found
    return feeds._content(json.loads(json.dumps(found)), "the feed")


def one(body: str | bytes, charset: str | None = None) -> FeedItem:
    (item,) = read(body, charset).entries
    return item


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("<dc:creator>Ann Roe</dc:creator><dc:creator>Bo Lund</dc:creator>", "Ann Roe, Bo Lund"),
        ("<dc:creator>Ann Roe</dc:creator><dc:creator>Ann Roe</dc:creator>", "Ann Roe"),
        ("<author>desk@quay.example</author><dc:creator>Ann Roe</dc:creator>", "Ann Roe"),
        ("<dc:creator>Ann Roe</dc:creator><author>desk@quay.example (Ann Roe)</author>", "Ann Roe"),
        ("<author>desk@quay.example</author>", "desk@quay.example"),
        ("<author>&lt;a href='/ann'&gt;Ann Roe&lt;/a&gt;</author>", "Ann Roe"),
        ("<author>Ann Roe &amp;amp; Bo Lund</author>", "Ann Roe & Bo Lund"),
        ("<author><name>Ann Roe</name><email>ann@quay.example</email></author>", "Ann Roe"),
        ("<author> , </author>", None),
        ("<itunes:author>Ann Roe</itunes:author>", "Ann Roe"),
    ],
)
def test_authors_of_rss(written: str, author: str | None) -> None:
    assert one(rss(f"<title>t</title>{written}")).author == author


@pytest.mark.parametrize(
    ("head", "entry", "author"),
    [
        ("<author><name>Ann Roe</name></author>", "", "Ann Roe"),
        ("<author><name>Ann Roe</name></author>", "<author><name>Bo Lund</name></author>", "Bo Lund"),
        ("<author><name>The quay</name></author>", "", "The quay"),
        ("<author><name>QUAY</name></author>", "", None),
        ("", "<author><email>ann@quay.example</email></author>", "ann@quay.example"),
        ("", "<source><title>Dock</title><author><name>Cy Wu</name></author></source>", None),
    ],
)
def test_the_author_of_an_atom_feed_is_that_of_its_entries_unless_it_is_the_site(
    head: str, entry: str, author: str | None
) -> None:
    assert one(atom(f"<title>t</title>{entry}", head)).author == author


def test_the_authors_of_a_json_feed_are_those_of_its_items() -> None:
    items = [{"id": "1", "content_text": "One."}, {"id": "2", "content_text": "Two.", "author": {"name": "Bo Lund"}}]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "authors": [{"name": "Ann Roe"}]}
    assert [item.author for item in read(json.dumps({**told, "items": items})).entries] == ["Ann Roe", "Bo Lund"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<title>A <b>bold</b> claim</title>", "A bold claim"),
        ("<title>List&lt;String&gt; in use</title>", "List<String> in use"),
        ("<title>I &lt;3 boats</title>", "I <3 boats"),
        ("<title>Soft&#173;ware</title>", "Software"),
        ("<title>Ferry</title><image><title>A boat</title></image>", "Ferry"),
        ("<image><title>A boat</title></image><title>Ferry</title>", "Ferry"),
        ("<title>Ferry</title><media:content><media:title>A boat</media:title></media:content>", "Ferry"),
        ("<title>&lt;![CDATA[Ferry late]]&gt;</title>", "Ferry late"),
        ("<title><![CDATA[ <![CDATA[ Ferry late ]]]]><![CDATA[> ]]></title>", "Ferry late"),
        ("<title>&#160;</title><description>First words of it.</description>", "First words of it."),
    ],
)
def test_titles(written: str, title: str) -> None:
    assert one(rss(f"<guid>1</guid>{written}")).title == title


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<description>&lt;![CDATA[&lt;p&gt;Ferry late.&lt;/p&gt;]]&gt;</description>", "Ferry late."),
        ("<description>if a&lt;b then c</description>", "if a<b then c"),
        ("<description>A List&lt;String&gt; is one.</description>", "A List<String> is one."),
        ("<description>Ask &lt;ann@quay.example&gt; today.</description>", "Ask <ann@quay.example> today."),
        (
            "<description>&lt;p&gt;Ask &lt;ann@quay.example&gt; or see &lt;https://quay.example/a&gt;.&lt;/p&gt;</description>",
            "Ask <ann@quay.example> or see <https://quay.example/a>.",
        ),
        ("<description>Cut off &lt;a href='https://quay</description>", "Cut off"),
        ("<description>&lt;p&gt;She said &lt;q&gt;so it is&lt;/q&gt;.&lt;/p&gt;</description>", "She said “so it is”."),
        ("<media:group><media:description>Words of it.</media:description></media:group>", "Words of it."),
        ("<description><![CDATA[<!--[if mso]><xml>x</xml><![endif]--><p>Seen.</p>]]></description>", "Seen."),
    ],
)
def test_texts_of_rss(written: str, text: str) -> None:
    assert one(rss(f"<title>t</title>{written}")).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<content type='text/markdown'>One *word*.</content>", "One *word*."),
        ("<summary>Short.</summary><content type='image/png'>iVBORw0KGgo=</content>", "Short."),
        ("<content type='xhtml'><div>No <b>name</b> space.</div></content>", "No name space."),
        ("<content type='html' mode='escaped'>&lt;p&gt;One.&lt;/p&gt;</content>", "One."),
    ],
)
def test_texts_of_atom(written: str, text: str) -> None:
    assert one(atom(f"<title>t</title>{written}")).text == text


QUAY = "https://quay.example/a"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (f"<link>https://{QUAY}</link>", QUAY),
        (f"<link>http://{QUAY}</link>", QUAY),
        ("<link>https:/quay.example/a</link>", QUAY),
        (f"<link/><guid isPermaLink='true'>{QUAY}</guid>", QUAY),
        (f"<link></link><guid>{QUAY}</guid>", QUAY),
        (f"<link>javascript:void(0)</link><guid>{QUAY}</guid>", QUAY),
        (f"<link/><guid isPermaLink='false'>{QUAY}</guid>", None),
        ("<link/><guid isPermaLink='true'>12</guid>", None),
        (f"<atom:link rel='related' href='https://dock.example/'/><link>{QUAY}</link>", QUAY),
        (f"<link>{QUAY}</link><image><link>https://dock.example/</link></image>", QUAY),
    ],
)
def test_links_of_rss(written: str, url: str | None) -> None:
    assert one(rss(f"<title>t</title>{written}")).url == url


@pytest.mark.parametrize(
    "written",
    [
        f"<link rel='' href='{QUAY}'/>",
        f"<link rel='http://www.iana.org/assignments/relation/alternate' href='{QUAY}'/>",
        f"<link rel='replies' href='https://quay.example/a/feed'/><link rel='alternate' href='{QUAY}'/>",
        f"<link rel='enclosure' type='audio/mpeg' href='https://quay.example/a.mp3'/><link href='{QUAY}'/>",
        f"<link rel='alternate' type='application/json' href='{QUAY}.json'/><link rel='alternate' type='text/html' href='{QUAY}'/>",
        f"<source><link href='https://dock.example/'/></source><link href='{QUAY}'/>",
    ],
)
def test_links_of_atom(written: str) -> None:
    assert one(atom(f"<title>t</title>{written}")).url == QUAY


@pytest.mark.parametrize(
    "body",
    [
        '{"version":"https://jsonfeed.org/version/1","title":"Q","items":[{"id":"1","title":"Ferry, \\"late\\",]",},],}',
        '{"title":"Q","items":[{"id":"1","title":"Ferry, \\"late\\",]","content_html":"x"}]}',
    ],
)
def test_json_with_a_comma_too_many_or_without_a_version_is_a_feed(body: str) -> None:
    assert one(body).title == 'Ferry, "late",]'


@pytest.mark.parametrize("items", ["[]", '[{"id": 1}]', '[{"title": "x", "content_html": "y"}]', '["x"]'])
def test_other_json_is_no_feed(items: str) -> None:
    assert feed(f'{{"items":{items}}}'.encode(), {"url": URL, "charset": None, "limit": 10}) == {"refused": "json"}


HEBREW, JAPANESE, RUSSIAN = "המעבורת מאחרת", "電車が止まる①", "Паром опоздал"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("windows-31j", "cp932", JAPANESE),
        ("x-sjis", "cp932", JAPANESE),
        ("x-euc-jp", "euc_jp", "電車が止まる"),
        ("iso-8859-8-i", "iso8859-8", HEBREW),
        ("logical", "iso8859-8", HEBREW),
        ("win-1251", "cp1251", RUSSIAN),
        ("x-cp1251", "cp1251", RUSSIAN),
        ("windows1251", "cp1251", RUSSIAN),
        ("koi8", "koi8-r", RUSSIAN),
        ("x-mac-cyrillic", "mac-cyrillic", RUSSIAN),
        ("windows-949", "cp949", "다리가 무너졌다"),
        ("windows-936", "gbk", "渔船今晚返航"),
        ("cn-big5", "big5", "漁船今晚返航"),
        ("dos-874", "cp874", "เรือล่าช้า"),
        ("iso88592", "iso8859-2", "Łódź"),
        ("utf8mb4", "utf-8", "Łódź"),
        ("unicode", "utf-8", "Łódź"),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
def test_encodings_are_known_by_all_their_names(label: str, encoding: str, text: str, declared: bool) -> None:
    document = (f'<?xml version="1.0" encoding="{label}"?>' if declared else "") + f"<rss>{text}</rss>"
    if declared or label != "unicode":
        assert decoded(document.encode(encoding), None if declared else label) == document


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "utf-7", "zlib", "unicode_escape", ""])
def test_what_is_no_encoding_of_pages_is_not_used(label: str) -> None:
    assert decoded("<rss>Łódź \\x41</rss>".encode(), label) == "<rss>Łódź \\x41</rss>"


def test_an_item_in_windows_1252_in_a_feed_in_utf_8_costs_neither() -> None:
    body = f'<?xml version="1.0" encoding="utf-8"?>{rss("<title>Übermäßig</title>", "<title>@@</title>")}'.encode()
    pasted = body.replace(b"@@", b"It\x92s a caf\xe9 \x96 \x93open\x94")
    assert [item.title for item in read(pasted).entries] == ["Übermäßig", "It’s a café – “open”"]
    # Half a character says nothing.
    assert [item.title for item in read(body.replace(b"@@", b"Caf\xc3")).entries][1] in ("Caf\ufffd", "CafÃ")
    assert [item.title for item in read(body.replace(b"@@", b"5 \xe2\x82 and")).entries][1] == "5 \ufffd and"


def test_a_string_of_json_that_never_ends_is_looked_at_once() -> None:
    body = b'{"' + b'\\"' * 200_000
    assert feed(body, {"url": URL, "charset": None, "limit": 10}) == {"refused": "badjson"}
