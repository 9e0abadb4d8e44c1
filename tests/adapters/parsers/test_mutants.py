"""Feeds that were damaged in every way: each is read, or refused with a reason; none breaks or holds its parser."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest

from newsdiff.adapters import feeds
from newsdiff.adapters.parsers.feeds import feed
from newsdiff.adapters.sandbox.pool import Pool
from newsdiff.core.library.feeds import FeedContent
from newsdiff.errors import FeedError
from support.feed_server import rss
from support.shared_scripts import load_script

MUTANTS = int(os.environ.get("NEWSDIFF_MUTANTS", "20000"))
"""In the slow test."""

BROKEN = ("takes too long", "needs more memory", "made the process that reads feeds crash", "so damaged that it could")
"""What is said where the parser was stopped, or has failed in a way that nobody foresaw."""

ATOM = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title><link href="https://post.example/"/>
<entry><title type="html">Tom &amp;amp; Jerry</title><link href="/1"/><id>urn:1</id><updated>2026-11-20T10:00:00Z</updated>
<author><name>Ann Ex</name></author><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rain.</p></div>
</summary></entry><entry><title>Two</title><id>urn:2</id><published>2026-11-20</published><content>Snow.</content></entry>
</feed>"""
RDF = b"""<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/">
<title>Gazette</title><link>https://a.example/</link></channel><item rdf:about="https://a.example/1"><title>Caf\xe9</title>
<link>https://a.example/1</link><dc:date>2026-11-20T10:00:00+01:00</dc:date><description>Caf&#233;s &mdash; open</description>
</item></rdf:RDF>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Tide", "home_page_url": "https://t.example/",
"items": [{"id": "1", "url": "https://t.example/1", "title": "High tide", "content_html": "<p>At six.</p>",
"date_published": "2026-11-20T10:00:00Z", "authors": [{"name": "Ann"}], "tags": ["sea"]}, {"id": 2, "content_text": "Low."}]}"""
OWN = (rss("One", "Two", "Three"), ATOM, RDF, JSON)

TOKENS = (
    b"<", b">", b"&", b"&#xD83D;", b"&#99999999;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"\x00", b"\x1b[2J", b"\xff\xfe",
    b"\xef\xbb\xbf", b'"', b"'", b"</item>", b"<item>", b"<entry>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"{", b"}", b"[",
    b",", b"null", b"-1e999", b"9" * 400, b"\\ud800", b"0000-00-00", b"99999-99-99T99:99:99Z", b"\xf0\x9f\x98", b"xmlns:a='b'", b" " * 500,
)  # fmt: skip


def test_mutants_of_the_projects_own_feeds() -> None:
    asyncio.run(judge(OWN, 250))


@pytest.mark.slow
def test_mutants_of_the_shared_feeds(shared: Path) -> None:
    asyncio.run(judge((*OWN, *shared_feeds(shared)), MUTANTS))


def shared_feeds(shared: Path) -> list[bytes]:
    """The feeds of the cases, and some of the farm's."""
    found = [
        path.read_bytes()
        for path in sorted((shared / "cases").rglob("*"))
        if path.suffix in {".xml", ".json", ".rss", ".atom"}
    ]
    farm = load_script(shared / "bench" / "feedfarm.py")
    # Beside the feeds lie other files in JSON.
    arguments = {"url": "https://a.example/feed", "charset": None, "limit": 100}
    found = [body for body in found if "refused" not in feed(body, arguments)]
    return [*found, *(farm.feed_body(number, items=8)[0] for number in range(20))]


def mutant(body: bytes, chance: random.Random) -> bytes:
    """A feed with one to four faults."""
    changed = bytearray(body)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(changed) + 1), int(chance.expovariate(1 / 20)) + 1
        match chance.randrange(6):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                changed[at:at] = chance.choice(TOKENS)
            case 4:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + length * 5]
            case _ if chance.random() < 0.3:
                del changed[at:]
    return bytes(changed)


async def judge(bodies: tuple[bytes, ...], number: int) -> None:
    """Read mutants of feeds as the program does, and assert that none broke its parser."""
    chance = random.Random(int(os.environ.get("NEWSDIFF_SEED", "17")))  # noqa: S311 -- it chooses bytes, not keys
    wrong: list[str] = []
    read = 0
    places = asyncio.Semaphore(4)

    async def one(at: int, body: bytes, charset: str | None) -> None:
        nonlocal read
        async with places:
            try:
                found = await feeds.parse(pool, body, "https://a.example/feed", "text/xml", charset)
            except FeedError as error:
                if any(why in str(error) for why in BROKEN):
                    wrong.append(f"{at}: {error}: {body[:300]!r}")
                    keep(at, body)
            else:
                assert isinstance(found, FeedContent)
                assert len(found.entries) <= found.total
                read += 1

    async with Pool(2) as pool:
        for start in range(0, number, 200):
            some = [
                (at, mutant(chance.choice(bodies), chance), chance.choice((None, None, "utf-8", "latin-1", "no-such")))
                for at in range(start, min(start + 200, number))
            ]
            await asyncio.gather(*(one(*each) for each in some))
            print(f"{start + len(some)} of {number} mutants, {len(wrong)} went wrong, {read} were read", flush=True)
    assert wrong == []
    # Most faults cost less than the whole feed.
    assert read > number / 2


def keep(at: int, body: bytes) -> None:
    """Leave a mutant that went wrong where a developer asks for it."""
    if folder := os.environ.get("NEWSDIFF_KEEP"):
        (Path(folder) / f"mutant-{at}").write_bytes(body)
