"""Full texts from pages, and entries as articles to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.core.emphasis_span import Emphasis
from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import ExtractError, FetchError, NewsdiffError, ReadError
from newsdiff.service.full_text import moved_emphasis, numbered, without_link_numbers
from support.faulty_server import PAGE, PARAGRAPHS, answer
from support.feed_server import XML, FeedServer, feed, subscribe

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import FullText
    from newsdiff.service.feed_service import FeedService


async def taken(server: FeedServer, feed_service: FeedService, *names: str, full_text: FullText = "auto") -> list[int]:
    """Ids of entries with these names, which lead to pages of the agent."""
    (one,) = subscribe(feed_service, server.serves("/feed", feed(*names, link=server.url("/{}"))))
    feed_service.store.set_settings(one, FeedSettings(full_text=full_text))
    await feed_service.refresh()
    by_title = {entry.title: entry.id for entry in feed_service.store.entries()}
    return [by_title[name] for name in names]


async def test_the_text_of_a_page_is_kept_beside_the_feeds(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = await taken(server, feed_service, "ok")
    await feed_service.full_text(one)
    text = feed_service.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert PARAGRAPHS[0] in text.page.text
    assert (text.text, text.shown, text.page.url) == ("Rain fell.", "page", server.url("/ok"))


@pytest.mark.parametrize(
    ("name", "error", "says"),
    [
        ("notext", ExtractError, "no article text was found"),
        ("status:404", FetchError, "answered 404"),
        ("png", ExtractError, "not a web page but a file of another kind"),
        ("tolocalhost", FetchError, "lies in a private network"),
    ],
)
async def test_a_page_that_gives_nothing_says_so(
    server: FeedServer, feed_service: FeedService, name: str, error: type[NewsdiffError], says: str
) -> None:
    (one,) = await taken(server, feed_service, name)
    with pytest.raises(error, match=says):
        await feed_service.full_text(one)
    text = feed_service.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert says in (text.page.error or "")
    assert text.shown == "feed"


async def test_the_links_of_a_page_are_numbered_and_left_out_of_what_is_compared(
    server: FeedServer, feed_service: FeedService
) -> None:
    (one,) = await taken(server, feed_service, "linked")
    first = PARAGRAPHS[0].split()[0]
    linked = PAGE.replace(PARAGRAPHS[0].encode(), f"<a href='/x'>{first}</a>{PARAGRAPHS[0][len(first) :]}".encode())
    assert linked != PAGE
    server.serves("/linked", answer(linked))
    await feed_service.full_text(one)
    text = feed_service.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert f"{first} [1]{PARAGRAPHS[0][len(first) :]}" in text.page.text
    assert text.page.links == (server.url("/x"),)
    (compared,) = (await feed_service.articles([one])).articles
    assert PARAGRAPHS[0] in compared.text


def test_the_same_address_keeps_its_number() -> None:
    assert numbered("one two three", [(3, "https://a/"), (7, "https://b/"), (13, "https://a/")]) == (
        "one [1] two [2] three [1]",
        ("https://a/", "https://b/"),
    )


def test_emphasis_stays_where_it_was_among_the_numbers_of_links() -> None:
    text, links = "one two three", [(3, "https://a/"), (7, "https://b/"), (7, "https://a/")]
    spans = [Emphasis(0, 3, strong=True), Emphasis(0, 7, strong=False), Emphasis(8, 13, strong=True)]
    shown, addresses = numbered(text, links)
    moved = moved_emphasis(spans, links, addresses)
    assert [shown[start:end] for start, end, _ in moved] == ["one", "one [1] two", "three"]


async def test_bold_words_of_a_page_are_stored(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = await taken(server, feed_service, "bold")
    first = PARAGRAPHS[0].split()[0]
    marked = f"<a href='/x'>{first}</a> <b>truly</b>{PARAGRAPHS[0][len(first) :]}"
    server.serves("/bold", answer(PAGE.replace(PARAGRAPHS[0].encode(), marked.encode())))
    await feed_service.full_text(one)
    text = feed_service.store.entry_text(one)
    assert text is not None
    words, links, emphasis = text.shown_text
    assert links == (server.url("/x"),)
    assert [words[start:end] for start, end, strong in emphasis if strong] == ["truly"]


async def test_a_page_in_plain_text_is_taken_as_it_is(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = await taken(server, feed_service, "plain")
    await feed_service.full_text(one)
    text = feed_service.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert PARAGRAPHS[3] in text.page.text


async def test_a_page_in_json_is_an_article_or_says_why_not(server: FeedServer, feed_service: FeedService) -> None:
    good, bad = await taken(server, feed_service, "good.json", "bad.json", full_text="never")
    kind = {"Content-Type": "application/json"}
    server.serves("/good.json", answer(b'{"title": "Ferry", "text": "The ferry sails again."}', headers=kind))
    server.serves("/bad.json", answer(b'{"items": []}', headers=kind))
    await feed_service.full_text(good)
    with pytest.raises(ReadError, match="no text"):
        await feed_service.full_text(bad)
    pages = [text.page for one in (good, bad) if (text := feed_service.store.entry_text(one))]
    assert [page and (page.text, bool(page.error)) for page in pages] == [("The ferry sails again.", False), ("", True)]


async def test_a_link_leads_into_no_private_host_but_the_feeds_own(
    server: FeedServer, feed_service: FeedService
) -> None:
    server.serves("/feed", feed("ok", link=server.url("/{}", "localhost")))
    subscribe(feed_service, server.url("/feed"))
    await feed_service.refresh()
    (entry,) = feed_service.store.entries()
    with pytest.raises(FetchError, match="private network"):
        await feed_service.full_text(entry.id)
    assert "/ok" not in server.paths()


async def test_an_entry_without_a_page_has_no_full_text(server: FeedServer, feed_service: FeedService) -> None:
    server.serves(
        "/feed", answer(b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>", headers=XML)
    )
    subscribe(feed_service, server.url("/feed"))
    await feed_service.refresh()
    (entry,) = feed_service.store.entries()
    with pytest.raises(FetchError, match="names no page"):
        await feed_service.full_text(entry.id)
    with pytest.raises(ReadError, match="not in the store"):
        await feed_service.full_text(999)


async def test_new_entries_bring_their_pages_where_that_is_wished(
    server: FeedServer, feed_service: FeedService
) -> None:
    one, two = await taken(server, feed_service, "ok", "notext", full_text="always")
    texts = [feed_service.store.entry_text(entry_id) for entry_id in (one, two)]
    assert [text.page is not None and bool(text.page.text) for text in texts if text] == [True, False]
    assert server.asked("/ok") == 1


async def test_entries_are_articles_to_be_compared(server: FeedServer, feed_service: FeedService) -> None:
    server.serves("/other", answer(PAGE.replace(b"4.2 million", b"5 million")))
    one, two = await taken(server, feed_service, "ok", "other")
    gathered = await feed_service.articles([two, one, two])
    assert [article.title for article in gathered.articles] == ["other", "ok"]
    assert [article.outlet for article in gathered.articles] == ["The Bell", "The Bell"]
    assert "5 million" in gathered.articles[0].text
    assert gathered.articles[1].url == server.url("/ok")
    assert gathered.notices == ()
    # The second time nothing is fetched.
    await feed_service.articles([one, two])
    assert server.asked("/ok") == 1


async def test_a_summary_stands_in_for_a_page_that_cannot_be_had(server: FeedServer, feed_service: FeedService) -> None:
    one, two = await taken(server, feed_service, "ok", "status:404")
    gathered = await feed_service.articles([one, two])
    assert gathered.articles[1].text == "Rain fell."
    assert gathered.notices[0].startswith("Only what the feed of The Bell gives is compared. ")


async def test_no_page_is_fetched_for_a_feed_that_must_not(server: FeedServer, feed_service: FeedService) -> None:
    (one,) = await taken(server, feed_service, "ok", full_text="never")
    assert (await feed_service.articles([one])).articles[0].text == "Rain fell."
    assert "/ok" not in server.paths()


async def test_what_cannot_be_compared_is_told(feed_service: FeedService) -> None:
    with pytest.raises(ReadError, match="not in the store"):
        await feed_service.articles([1])
    with pytest.raises(ReadError, match="21 articles are too many"):
        await feed_service.articles(range(21))


def test_only_our_own_numbers_are_taken_out() -> None:
    assert without_link_numbers("The plan [1] cost [3] as said [2].", 2) == "The plan cost [3] as said."
