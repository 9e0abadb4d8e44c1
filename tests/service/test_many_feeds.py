"""Two hundred feeds, every fourth of them faulty: all good ones are stored, and each failure is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.config import Config
from newsdiff.core.library.entries import ListScope
from newsdiff.service import AppContext, feed_client
from support.faulty_server import answer, encoded
from support.feed_server import XML, FeedServer, feed, get_feed, rss, subscribe, titles

if TYPE_CHECKING:
    import pytest

    from newsdiff.service.feed_service import FeedProgress

SECONDS = 8.0
"""For an exchange, here: less than a reader's feeds get, so that hanging ones do not make the test slow."""

GOOD = 150

_RSS = b"<rss version='2.0'><channel><title>t</title>%b</channel></rss>"
_CATEGORIES = b"".join(b"<category>%d</category>" % number for number in range(32_000))

HARD = {
    "/categories": _RSS % (b"<item><title>t</title>" + _CATEGORIES + b"</item>"),
    "/text": b"The harbour is closed.",
    "/no-feed": b"<html><body>hi</body></html>",
    "/empty": b"",
    "/cut": b"<rss version='2.0'><channel><title>t</title><item><title>",
    "/png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "/other-xml": b"<?xml version='1.0'?><urlset/>",
}
"""Bodies that are no feed, or cannot be read as one in time."""

_LATER = (
    "/busy:600 /busydate /busybad /status:500 /status:502 /status:400 /status:401 /status:403 /status:404 /status:410"
)
_LOST = "/loop /chain:50 /tofile /toftp /tometa /tolocalhost /toodd /tobad /nowhere /status:418 /missing"
_BROKEN = (
    "/bomb:64 /garbage /nothing /bigheader /short /long /hostile /badgzip /cutgzip /gzipgzip /brotli /cutbody /reset"
)
_SLOW = "/hang /hang?2 /hang?3 /drip /drip?2 /dripheader /endless /endless?2"

FAULTY = [*HARD, *f"{_LATER} {_LOST} {_BROKEN} {_SLOW}".split(), "/deflated"]
"""Paths of the server, each with a fault."""


async def test_good_feeds_come_through_beside_fifty_faulty_ones(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_client, "FETCH_SECONDS", SECONDS)
    assert len(FAULTY) == 50
    for path, body in HARD.items():
        server.serves(path, answer(body, headers=XML))
    server.serves("/cutbody", answer(rss("a"), length=10_000, headers=XML))
    server.serves("/deflated", encoded(b"\x00\x01not deflated at all", "deflate"))
    good = [server.serves(f"/good{number}", feed(f"news {number}", title=f"Outlet {number}")) for number in range(GOOD)]
    urls = list(good)
    for number, path in enumerate(FAULTY):
        urls.insert(number * 4, server.url(path))
    done: list[FeedProgress] = []
    async with AppContext(Config()) as context:
        feed_service = context.feed_service
        ids = subscribe(feed_service, *urls)
        assert len(set(ids)) == 200
        report = await feed_service.refresh(progress=done.append)
        assert titles(feed_service) == {f"news {number}" for number in range(GOOD)}
        assert (report.feeds, report.new, len(report.failed), report.waiting) == (200, GOOD, 50, ())
        assert sorted(one.done for one in done) == list(range(1, 201))
        told = dict(report.failed)
        for feed_id, url in zip(ids, urls, strict=True):
            one = get_feed(feed_service, feed_id)
            if url in good:
                assert (one.state.error, one.items) == (None, 1)
            else:
                error = one.state.error or ""
                assert error == told[feed_id]
                assert error.startswith(url)
                assert error.endswith(".")
                assert "a bug in newsdiff" not in error
                assert error.isprintable()
                assert feed_service.store.entries(ListScope("feed", feed=feed_id), 10) == ()
