"""Items of a feed that were read before are left out, and the store is the same as if every item were read each time."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.feeds import _content
from newsdiff.adapters.parsers.feeds import feed as parsed
from newsdiff.adapters.parsers.known_items import FeedItems
from newsdiff.core.library.feeds import FeedState
from newsdiff.errors import PartialFeedError
from support.feed_builders import NOON, subscribed
from support.store_fixtures import temporary_store

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from newsdiff.core.library.feeds import FeedContent

URL = "https://quay.example/feed.xml"
WORDS = ("harbour", "board", "votes", "quay", "rebuilt", "storm", "ferry", "council", "budget", "minister", "delays")


@dataclass(frozen=True)
class Written:
    """An item as a feed writes it."""

    title: str
    text: str
    date: datetime
    date_form: str = "rfc"
    guid: str = ""
    link: str = ""

    def date_text(self) -> str:
        if self.date_form == "rfc":
            return format_datetime(self.date)
        if self.date_form == "day":
            return f"{self.date:%Y-%m-%d}"
        if self.date_form == "slashes":
            return f"{self.date:%d/%m/%Y %H:%M}"
        return f"{self.date:%d %b %Y %H:%M:%S}" if self.date_form == "no zone" else ""

    def rss(self) -> str:
        guid = f"<guid isPermaLink='false'>{self.guid}</guid>" if self.guid else ""
        link = f"<link>{escape(self.link)}</link>" if self.link else ""
        date = f"<pubDate>{self.date_text()}</pubDate>" if self.date_text() else ""
        text = f"<description><![CDATA[<p>{self.text} <a href='/more'>More</a></p>]]></description>"
        return f"<item><title>{self.title}</title>{link}{guid}{date}{text}</item>\n"

    def atom(self) -> str:
        link = f"<link href='{escape(self.link)}'/>" if self.link else ""
        date = f"<updated>{self.date_text()}</updated>" if self.date_text() else ""
        return (
            f"<entry><title>{self.title}</title>{link}<id>{self.guid}</id>{date}"
            f"<summary type='html'>&lt;p&gt;{self.text}&lt;/p&gt;</summary></entry>\n"
        )


def rss(items: list[Written], site: str = "https://quay.example/", built: str = "") -> bytes:
    head = f"<title>Quay News</title><link>{site}</link><lastBuildDate>{built}</lastBuildDate>"
    return f"<rss version='2.0'><channel>{head}{''.join(item.rss() for item in items)}</channel></rss>".encode()


def atom(items: list[Written], site: str = "https://quay.example/", built: str = "") -> bytes:
    head = f"<title>Quay News</title><link href='{site}'/><id>quay</id><updated>{built}</updated>"
    entries = "".join(item.atom() for item in items)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{entries}</feed>".encode()


def story(number: int, *, text: str = "", date_form: str = "rfc", link: str = "") -> Written:
    return Written(
        f"Story {number} of the quay",
        text or f"All about story {number}, as the board has it.",
        NOON + timedelta(minutes=7 * number),
        date_form,
        f"urn:{number}",
        link or f"https://quay.example/{number}/story",
    )


OTHER = Written("Ferry sold", "Nobody knows who bought it.", NOON + timedelta(days=9), guid="urn:other")


def read(body: bytes, known: tuple[str, ...] = ()) -> FeedContent:
    found = parsed(body, {"url": URL, "charset": None, "limit": 100, "known": known})
    return _content(json.loads(json.dumps(found)), "the feed")


def save_whole(store: Store, feed_id: int, body: bytes, now: datetime) -> None:
    store.save(feed_id, read(body), FeedState(), now)


def save_unknown(store: Store, feed_id: int, body: bytes, now: datetime) -> int:
    """Save a feed without reading the items that are known; return how many were left out."""
    content = read(body, store.known_items([feed_id]).get(feed_id, ()))
    try:
        store.save(feed_id, content, FeedState(), now)
    except PartialFeedError:
        save_whole(store, feed_id, body, now)
        return 0
    return content.known


def stored(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that was read from feeds. A name is only looked up by itself, so that their order means nothing."""
    with store._database.reading() as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608  # the names below
            for table in ("entry", "body", "revision", "entry_name", "entry_tag", "searchable")
        }


def test_unchanged_items_are_left_out_and_new_ones_stored(store: Store) -> None:
    feed_id = subscribed(store)
    items = [story(number) for number in range(9, 0, -1)]
    assert save_unknown(store, feed_id, rss(items[1:]), NOON) == 0
    assert save_unknown(store, feed_id, rss(items), NOON + timedelta(hours=1)) == 8
    assert save_unknown(store, feed_id, rss(items[:5], built="today"), NOON + timedelta(hours=2)) == 5
    assert len(stored(store)["entry"]) == 9


POLLS = "https://quay.example/polls/today"


@pytest.mark.parametrize(
    ("kept", "new"),
    [
        pytest.param(story(1), story(1, text="Another text of the same story."), id="a changed text"),
        pytest.param(story(1), story(2, link=story(1).link), id="the address of another item"),
        pytest.param(story(1), replace(OTHER, link=story(1).link), id="that address, and nothing else in common"),
        pytest.param(story(1, date_form="slashes"), story(2, date_form="slashes"), id="a date that others explain"),
        pytest.param(story(1), story(2, date_form="no zone"), id="a date whose zone the others give"),
        pytest.param(story(1), story(2, date_form="day"), id="a mere day"),
        pytest.param(story(1, link=POLLS), story(2, link=POLLS), id="one address"),
    ],
)
def test_all_items_are_read_where_the_known_ones_matter(store: Store, kept: Written, new: Written) -> None:
    feed_id = subscribed(store)
    others = [story(number, link=kept.link if kept.link == POLLS else "") for number in (7, 8)]
    save_whole(store, feed_id, rss([kept, *others]), NOON)
    assert save_unknown(store, feed_id, rss([new, *([kept] if new.guid != kept.guid else []), *others]), NOON) == 0


def test_all_items_are_read_where_what_surrounds_them_has_changed(store: Store) -> None:
    feed_id = subscribed(store)
    items = [story(number) for number in (3, 2, 1)]
    save_whole(store, feed_id, rss(items[1:]), NOON)
    assert save_unknown(store, feed_id, rss(items, site="https://moved.example/"), NOON) == 0


@pytest.mark.parametrize(
    "text",
    [
        "</item>" * 1_000 + "<item>" * 1_000 + "x" * 900_000,
        "<item><item></item></item>",
        "<item/>" + "</item>",
        "<rss:item></item>",
        "<item><![CDATA[</item>]]>",
        "<item>a</item><item>a</item>",
        f"<rss>{'x' * 30_000}<item>a</item>",
    ],
)
def test_items_that_cannot_be_told_apart_for_certain_are_all_read(text: str) -> None:
    assert FeedItems.of(text, "item", "") is None


@pytest.mark.parametrize("write", [rss, atom])
@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(6, 24))])
def test_the_store_is_the_same_as_with_every_item_read(tmp_path: Path, write: object, seed: int) -> None:
    paths = [tmp_path / name / "newsdiff.db" for name in ("whole", "unknown")]
    left_out = 0
    chance = random.Random(seed)  # noqa: S311  # a feed that is the same each time
    with temporary_store(paths[0]) as whole, temporary_store(paths[1]) as unknown:
        feeds = [subscribed(whole), subscribed(unknown)]
        for number, body in enumerate(feed_over_time(chance, atom if write is atom else rss)):
            now = NOON + timedelta(hours=number)
            save_whole(whole, feeds[0], body, now)
            left_out += save_unknown(unknown, feeds[1], body, now)
            assert stored(whole) == stored(unknown), number
    assert left_out or seed % 3 == 2


def feed_over_time(chance: random.Random, write: object) -> list[bytes]:
    """What a feed gives, again and again: tidy for seeds divisible by three, else careless in more and more ways."""
    careless = chance.random()
    items = [_item(chance, number, careless) for number in range(6)]
    bodies = []
    for number in range(30):
        if chance.random() < 0.7:
            items = [_item(chance, 100 + 3 * number + more, careless) for more in range(chance.randint(1, 3))] + items
        if chance.random() < 0.3:
            items = _edited(chance, items)
        items = items[: chance.randint(6, 14)]
        site = "https://moved.example/" if number > 20 else "https://quay.example/"
        body = atom(items, site, f"{number}") if write is atom else rss(items, site, f"{number}")
        bodies.append(body)
    return bodies


def _item(chance: random.Random, number: int, careless: float) -> Written:
    words = [chance.choice(WORDS) for _ in range(5)]
    odd = chance.random() < careless / 3
    return Written(
        f"{' '.join(words)}".capitalize(),
        " ".join(chance.choice(WORDS) for _ in range(25)),
        NOON + timedelta(minutes=11 * number),
        chance.choice(["day", "no zone", "slashes", ""]) if odd else "rfc",
        "" if chance.random() < careless / 4 else f"urn:{chance.randint(0, 20) if odd else number}",
        f"https://quay.example/{chance.choice(WORDS) if odd else number}",
    )


def _edited(chance: random.Random, items: list[Written]) -> list[Written]:
    at = chance.randrange(len(items))
    edits = (
        replace(items[at], text=items[at].text + " And more."),
        replace(items[at], title=f"{items[at].title}, it says"),
        replace(items[at], guid=f"{items[at].guid}-again"),
        replace(items[at], link=chance.choice(items).link),
        replace(items[at], guid=chance.choice(items).guid),
        replace(items[at], date=items[at].date + timedelta(days=2)),
    )
    edited = [*items[:at], chance.choice(edits), *items[at + 1 :]]
    if chance.random() < 0.3:
        edited.append(chance.choice(edited))
    if chance.random() < 0.3:
        chance.shuffle(edited)
    return edited
