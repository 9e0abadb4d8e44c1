"""Every path of the shared fault server through the real feed service: each gives what its list line says.

The feeds are refreshed together, as a reader's are, so that each case also shows that no other one got in its way. Those
whose answers are large come one by one afterwards: they wait for one another by design (`http.limits`), on a busy
machine for longer than a server that set a time asks to be left alone. `tests/adapters/http` has them together.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from newsdiff.core.library.entries import ListScope
from newsdiff.core.text.normalize import clean
from newsdiff.errors import FeedError, FetchError
from newsdiff.service import AppContext, feed_client
from newsdiff.service.schedule import LONGEST_BACK_OFF
from newsdiff.text_format import hour_and_day
from newsdiff.wording import feed_notice
from support.feed_server import FeedServer, feed, get_feed, subscribe
from support.shared_scripts import load_script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdiff.core.library.entries import EntryText
    from newsdiff.core.library.feeds import Entry, Feed
    from newsdiff.service.feed_service import FeedService, RefreshReport

# One process refreshes them for all the tests, where the suite runs in several.
pytestmark = pytest.mark.xdist_group("faultserver")

SECONDS = feed_client.FETCH_SECONDS
"""For an exchange."""

_NO_ANSWER = f"gave no complete answer within {SECONDS:g} seconds."
_TOO_BIG = "sent more than 15 MB, which is as much as newsdiff takes from one address."

PLAIN = {"Item 0", "Item 1", "Item 2"}
"""The titles of the server's usual feed."""

STORED: dict[str, set[str]] = {
    "/ok": PLAIN,
    "/304": PLAIN,
    "/301": PLAIN,
    "/302": PLAIN,
    "/nofeed": set(),
    "/textplain": PLAIN,
    "/octet": PLAIN,
    "/cp1251": PLAIN,
    "/sjis": PLAIN,
    "/utf16": PLAIN,
    "/koi8": PLAIN,
    "/gb": PLAIN,
    "/bom": PLAIN,
    "/wrongenc": PLAIN,
    "/wrongheader": PLAIN,
    "/links": {"l"},
    "/xxe": {"Item 0"},
    "/xdtd": PLAIN,
    "/noguid": {"a", "b"},
    "/dupguid": {"a", "b"},
    "/guidreuse": {"v1"},
    "/shrink": {"5", "6", "7", "8", "9"},
}
"""The titles that are stored, without an error."""

NAMED = {
    "/cp1251": "Новости дня",
    "/koi8": "Новости дня",
    "/utf16": "Новости дня",
    "/sjis": "日本の新聞",
    "/gb": "中国新闻",
    "/bom": "Café",
    "/wrongenc": "Café",
    "/wrongheader": "Café",
    "/xxe": "A&x;B",
}
"""What feeds call themselves."""

FAILED = {
    "/400": "answered 400 Bad Request.",
    "/401": "answered 401 Unauthorized: it needs a login.",
    "/403": "answered 403 Forbidden: it may refuse programs; a browser's user agent may help (--user-agent).",
    "/404": "answered 404 Not Found.",
    "/410": "answered 410 Gone: it is not asked again.",
    "/418": "answered 418 I'm a Teapot.",
    "/500": "answered 500 Internal Server Error.",
    "/502": "answered 502 Bad Gateway.",
    "/429": "answered 429 Too Many Requests: it asks to be left alone until ",
    "/429date": "answered 429 Too Many Requests: it asks to be left alone until ",
    "/503": "answered 503 Service Unavailable: it asks to be left alone until ",
    "/retrybad": "answered 429 Too Many Requests.",
    "/loop": "redirects in a circle.",
    "/chain": "redirects more than 5 times.",
    "/tofile": "redirects to what newsdiff does not open",
    "/toftp": "redirects to what newsdiff does not open",
    "/tometa": "lies in a private network, and newsdiff goes there only when you type the address yourself.",
    "/tobad": "redirects to what newsdiff does not open",
    "/noloc": "redirects without saying where to.",
    "/slow": _NO_ANSWER,
    "/drip": _NO_ANSWER,
    "/dripheader": _NO_ANSWER,
    "/hang": _NO_ANSWER,
    "/endless": _TOO_BIG,
    "/bomb.gz": _TOO_BIG,
    "/bomb.deflate": _TOO_BIG,
    "/bomb2.gz": _TOO_BIG,
    "/badgzip": "sent a compressed answer that is damaged, or not compressed at all.",
    "/cutgzip": "stopped in the middle of its compressed answer.",
    "/empty": "is empty, so there is no feed in it.",
    "/short": "stopped in the middle of its answer.",
    "/bigheader": "sent an answer that is not valid HTTP, or has too long a header.",
    "/garbage": "sent an answer that is not valid HTTP, or has too long a header.",
    "/html": "is a web page, not a feed; newsdiff add ADDRESS looks for its feeds.",
    "/htmlnofeed": "is a web page, not a feed; newsdiff add ADDRESS looks for its feeds.",
    "/article": "is a web page, not a feed; newsdiff add ADDRESS looks for its feeds.",
    "/binary": "is a file of another kind (a picture, a document or an archive), not a feed.",
    "/ansierror": "answered 500 Internal Server Error.",
    "/evil.dtd": "is not a feed.",
}
"""How the sentence ends that says why a feed failed."""

BY_THEMSELVES = {
    *("/reset", "/huge", "/ansi", "/ansiref", "/ansiref2", "/markup", "/surrogate", "/bigref", "/lol", "/quad"),
    *("/deep", "/bigtitle", "/author", "/cut", "/dates", "/attrs"),
}
"""Paths with a test of their own alone."""

LARGE = ("/huge", "/endless", "/bomb.gz", "/bomb.deflate", "/bomb2.gz")
"""Paths whose answers are larger than the room that bodies have together."""

TRIES = 3
"""How often `/huge` may be asked: a busy machine may need more seconds for it than an exchange has."""

TWICE = {
    *("/304", "/410", "/429", "/429date", "/503", "/retrybad", "/301", "/302", "/noguid", "/dupguid", "/guidreuse"),
    *("/shrink", "/dates", "/404"),
}
"""Paths that are asked a second time at once, as by a reader who insists."""


class Kept(NamedTuple):
    """A feed and all that is stored of it."""

    feed: Feed
    entries: tuple[Entry, ...]
    texts: tuple[EntryText, ...]
    notices: tuple[str, ...]
    hits: int
    """How often it was asked for so far."""

    @property
    def titles(self) -> set[str]:
        return {entry.title for entry in self.entries}

    @property
    def words(self) -> Iterator[str]:
        """All that it could show."""
        yield from (self.feed.title, self.feed.url, self.feed.state.error or "", self.feed.site or "", *self.notices)
        for entry in self.entries:
            yield from (entry.title, entry.url or "", entry.author or "", entry.outlet)
        for text in self.texts:
            yield from (text.text, *text.links, *text.categories, text.published_text or "")


@dataclass
class Results:
    """What became of every path."""

    root: str
    first: dict[str, Kept] = field(default_factory=dict)
    again: dict[str, Kept] = field(default_factory=dict)
    """The same after a second refresh of some."""
    evil: int = 0
    """Requests for what a document type names."""


@pytest.fixture(scope="module")
def module(shared: Path) -> Any:
    return load_script(shared / "faults" / "faultserver.py")


@pytest.fixture(scope="module")
def results(module: Any, tmp_path_factory: pytest.TempPathFactory) -> Results:
    # Made before anybody waits for them.
    module._bomb(1000, 31)
    module._bomb(1000, 15)
    with ExitStack() as left:
        patch = left.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("NEWSDIFF_DATA", str(tmp_path_factory.mktemp("faults")))
        server = left.enter_context(module.FaultServer())
        return asyncio.run(_refreshed(server, tuple(module.EXPECT)))


async def _refreshed(server: Any, paths: tuple[str, ...]) -> Results:
    results = Results(server.url(""))
    async with AppContext() as context:
        feed_service = context.feed_service
        asked = [path for path in paths if path != "/evil.dtd" and path not in LARGE]
        ids = dict(zip(asked, subscribe(feed_service, *map(server.url, asked)), strict=True))
        report = await feed_service.refresh()
        results.evil = server.hits["/evil.dtd"]
        results.first = {path: _kept(feed_service, ids[path], report, server.hits[path]) for path in asked}
        (evil,) = subscribe(feed_service, server.url("/evil.dtd"))
        report = await feed_service.refresh([evil])
        results.first["/evil.dtd"] = _kept(feed_service, evil, report, server.hits["/evil.dtd"])
        named = [ids[path] for path in TWICE if path != "/410"]
        await feed_service.refresh(forced=True, feed_ids=named)
        report = await feed_service.refresh()
        results.again = {path: _kept(feed_service, ids[path], report, server.hits[path]) for path in TWICE}
        for path in LARGE:
            (one,) = subscribe(feed_service, server.url(path))
            for _ in range(TRIES if path == "/huge" else 1):
                report = await feed_service.refresh([one], forced=True)
                results.first[path] = _kept(feed_service, one, report, server.hits[path])
                if results.first[path].feed.state.error is None:
                    break
    return results


def _kept(feed_service: FeedService, feed_id: int, report: RefreshReport, hits: int) -> Kept:
    entries = feed_service.store.entries(ListScope("feed", feed=feed_id), 10_000)
    texts = [feed_service.store.entry_text(entry.id) for entry in entries]
    notices = tuple(feed_notice(notice) for one, notice in report.notices if one == feed_id)
    return Kept(get_feed(feed_service, feed_id), entries, tuple(text for text in texts if text), notices, hits)


def test_every_path_of_the_server_is_in_a_table(module: Any) -> None:
    assert set(module.EXPECT) == STORED.keys() | FAILED.keys() | BY_THEMSELVES
    assert NAMED.keys() <= STORED.keys()


@pytest.mark.parametrize("path", STORED)
def test_what_can_be_read_is_stored_without_an_error(results: Results, path: str) -> None:
    kept = results.first[path]
    assert (kept.feed.state.error, kept.feed.state.failures) == (None, 0)
    assert kept.titles == STORED[path]
    assert kept.feed.state.last_good is not None
    assert kept.feed.title == NAMED.get(path, "Fault feed")


@pytest.mark.parametrize("path", FAILED)
def test_what_cannot_be_read_says_why_and_stores_nothing(results: Results, path: str) -> None:
    kept = results.first[path]
    assert kept.feed.state.error is not None
    assert kept.feed.state.error.startswith(results.root + path)
    # Where the machine is busy, the time ends before 15 MB have come.
    ends = (FAILED[path], _NO_ANSWER) if FAILED[path] == _TOO_BIG else (FAILED[path],)
    assert any(end in kept.feed.state.error for end in ends)
    assert (kept.feed.items, kept.feed.state.failures) == (0, 1)
    assert kept.feed.state.last_good is None


def test_nothing_that_is_shown_of_any_path_can_act_on_a_terminal(results: Results) -> None:
    for path, kept in (*results.first.items(), *results.again.items()):
        for words in kept.words:
            assert clean(words) == words, path
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", words), path


def test_a_reset_connection_is_told(results: Results) -> None:
    error = results.first["/reset"].feed.state.error or ""
    assert error.endswith(("broke off the connection.", "stopped in the middle of its answer."))
    assert results.first["/reset"].feed.items == 0


def test_an_endless_list_is_cut_and_that_is_told(results: Results) -> None:
    kept = results.first["/huge"]
    assert kept.feed.state.error is None
    assert kept.feed.items + kept.feed.also == len(kept.entries) == 2_000
    assert kept.notices == ("48,000 items of 50,000 were not taken: newsdiff takes the first 2,000 of a feed.",)


@pytest.mark.parametrize("path", ["/ansi", "/ansiref", "/ansiref2"])
def test_terminal_sequences_go_and_their_words_stay(results: Results, path: str) -> None:
    kept = results.first[path]
    assert kept.feed.state.error is None
    assert kept.titles
    for title in (*kept.titles, kept.feed.title):
        assert title.startswith("AB")
        assert "ZXZpbA" not in title
        assert not set(title) & set("\x07\x08\x1b\x7f\x90\x9b\x9d\u202e\u200b\u2066")


def test_markup_stands_as_it_is(results: Results, module: Any) -> None:
    kept = results.first["/markup"]
    assert (kept.feed.title, kept.titles) == (module.MARK, {module.MARK})


def test_links_that_are_no_addresses_lead_nowhere(results: Results) -> None:
    entries = results.first["/links"].entries
    assert len(entries) == 6
    urls = {entry.url for entry in entries}
    assert urls == {None, "http://a/%27;touch%20x;%27"}


@pytest.mark.parametrize("path", ["/surrogate", "/bigref"])
def test_references_to_no_character_break_nothing(results: Results, path: str) -> None:
    kept = results.first[path]
    # Where feedparser cannot read them, the feed says so; where it can, they are gone.
    assert kept.feed.items == 2 if kept.feed.state.error is None else "could not be read" in kept.feed.state.error
    assert not any("\ud800" <= char <= "\udfff" for words in kept.words for char in words)


def test_an_item_of_nothing_but_a_long_author_is_told_and_holds_nothing_up(results: Results) -> None:
    kept = results.first["/author"]
    assert (kept.feed.state.error, kept.entries) == (None, ())
    assert kept.notices[0].startswith("1 ")


@pytest.mark.parametrize("path", ["/lol", "/quad", "/deep", "/bigtitle"])
def test_bombs_are_read_within_bounds_or_refused_in_words(results: Results, path: str) -> None:
    kept = results.first[path]
    if kept.feed.state.error is None:
        # The only item of some is an article that other feeds of the server tell too.
        assert kept.feed.items + kept.feed.also == len(kept.entries) == 1
        assert max(map(len, kept.titles)) <= 300
        assert len(kept.feed.title) <= 300
    else:
        assert kept.feed.items == 0
        assert kept.feed.state.error.startswith(results.root + path)


def test_attributes_beyond_reason_cost_no_more_than_themselves(results: Results) -> None:
    kept = results.first["/attrs"]
    assert (kept.feed.state.error, kept.feed.title, kept.entries) == (None, "t", ())


def test_nothing_that_a_document_type_names_is_fetched_or_read(results: Results) -> None:
    assert results.evil == 0
    assert "root:" not in "".join(results.first["/xxe"].words)


def test_of_a_feed_that_breaks_off_the_whole_entries_are_kept(results: Results) -> None:
    kept = results.first["/cut"]
    assert kept.feed.state.error is None
    assert kept.titles == {f"Item {number}" for number in range(len(kept.titles))}
    assert kept.titles
    assert "breaks off" in kept.notices[0]


def test_every_date_is_listed_and_none_stays_on_top(results: Results) -> None:
    kept = results.again["/dates"]
    assert len(kept.entries) == 7
    assert all(entry.published <= datetime.now(UTC) + timedelta(days=1) for entry in kept.entries)
    assert sum(entry.published == entry.first_seen for entry in kept.entries) >= 5


# Asked again


def test_an_unchanged_feed_stays_quiet_and_keeps_its_entries(results: Results) -> None:
    kept = results.again["/304"]
    assert kept.hits == 2
    assert (kept.feed.state.error, kept.titles, kept.feed.state.etag) == (None, PLAIN, '"v1"')


@pytest.mark.parametrize("path", ["/429", "/429date", "/503"])
def test_nobody_is_asked_before_the_time_it_has_set(results: Results, path: str) -> None:
    kept = results.again[path]
    assert kept.hits == 1
    state = kept.feed.state
    assert state.next_try is not None
    assert state.last_try is not None
    wait = state.next_try - state.last_try
    expected = LONGEST_BACK_OFF if path == "/429date" else timedelta(seconds=120)
    assert abs(wait - expected) < timedelta(seconds=30)
    # The minute that is told may have ended by the time at which the next try was worked out.
    told = {hour_and_day((state.next_try - timedelta(seconds=late)).astimezone()) for late in (0, 30)}
    assert any((state.error or "").endswith(f": it asks to be left alone until {when}.") for when in told)


def test_a_time_that_makes_no_sense_is_no_time(results: Results) -> None:
    kept = results.again["/retrybad"]
    assert (kept.hits, kept.feed.state.failures) == (2, 2)


def test_what_is_gone_is_not_asked_again(results: Results) -> None:
    kept = results.again["/410"]
    assert (kept.hits, kept.feed.state.gone, kept.feed.state.next_try) == (1, True, None)


def test_a_failure_that_may_pass_is_tried_again_later(results: Results) -> None:
    for path in ("/500", "/502", "/404", "/hang"):
        state = results.first[path].feed.state
        assert state.next_try is not None
        assert state.last_try is not None
        assert not state.gone
        assert state.next_try - state.last_try == timedelta(minutes=5)
    assert results.again["/404"].hits == 2


def test_only_a_move_for_good_changes_the_address(results: Results) -> None:
    for kept in (results.first, results.again):
        assert kept["/302"].feed.url == f"{results.root}/302"
    # The address that it moved to is that of another feed already: both stay, and the old one leads on.
    assert results.first["/301"].feed.url == f"{results.root}/301"


@pytest.mark.parametrize(("path", "titles"), [("/noguid", {"a", "b"}), ("/dupguid", {"a", "b"})])
def test_entries_are_known_again(results: Results, path: str, titles: set[str]) -> None:
    assert results.again[path].titles == titles
    assert len(results.again[path].entries) == len(titles)


def test_an_entry_with_a_new_text_keeps_the_old_one(results: Results) -> None:
    (entry,) = results.again["/guidreuse"].entries
    assert (entry.title, entry.revised) == ("v2", 1)


def test_what_left_the_feed_is_still_there(results: Results) -> None:
    assert results.again["/shrink"].titles == {str(number) for number in range(5, 15)}


# One at a time


async def test_a_move_for_good_is_remembered(module: Any, feed_service: FeedService) -> None:
    with module.FaultServer() as server:
        (one,) = subscribe(feed_service, server.url("/301"))
        await feed_service.refresh()
        assert get_feed(feed_service, one).url == server.url("/ok")


async def test_nothing_is_lost_in_twenty_refreshes(module: Any, feed_service: FeedService) -> None:
    with module.FaultServer() as server:
        (one, two) = subscribe(feed_service, server.url("/shrink"), server.url("/guidreuse"))
        for _ in range(20):
            await feed_service.refresh([one, two], forced=True)
        assert len(feed_service.store.entries(ListScope("feed", feed=one), 1_000)) == 100
        (entry,) = feed_service.store.entries(ListScope("feed", feed=two), 10)
        assert (entry.title, entry.revised) == ("v20", 19)


async def test_the_feeds_of_a_page_are_offered_or_it_says_that_there_are_none(
    module: Any, feed_service: FeedService
) -> None:
    with module.FaultServer() as server:
        added = await feed_service.add(server.url("/html"))
        assert added.feed is None
        assert [(one.url, one.title, one.items) for one in added.candidates] == [(server.url("/ok"), "Fault feed", 3)]
        with pytest.raises(FeedError, match="it names no feed, and none was found in the usual places"):
            await feed_service.add(server.url("/htmlnofeed"))
        with pytest.raises(FetchError, match="answered 404"):
            await feed_service.add(server.url("/404"))
    assert feed_service.store.feeds() == ()


async def test_the_text_of_an_article_has_no_control_characters(
    module: Any, server: FeedServer, feed_service: FeedService
) -> None:
    with module.FaultServer() as faults:
        (one,) = subscribe(feed_service, server.serves("/one", feed("a", link=faults.url("/article"))))
        await feed_service.refresh()
        (entry,) = feed_service.store.entries(ListScope("feed", feed=one), 10)
        await feed_service.full_text(entry.id)
        text = feed_service.store.entry_text(entry.id)
    assert text is not None
    assert text.page is not None
    assert "The council voted on Tuesday to approve the plan." in text.page.text
    assert clean(text.page.text) == text.page.text
    assert "eA==" not in text.page.text
