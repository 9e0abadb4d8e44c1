"""Full texts from pages, and entries as articles to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.core.library.feeds import FeedSettings
from newsdiff.errors import ExtractError, FetchError, NewsdiffError, ReadError
from newsdiff.service.full_text import without_link_numbers
from support.faulty_server import PAGE, PARAGRAPHS, answer
from support.feed_server import XML, FeedServer, feed, subscribe

if TYPE_CHECKING:
    from newsdiff.core.library.feeds import FullText
    from newsdiff.service.feed_service import FeedService


async def taken(agent: FeedServer, stand: FeedService, *names: str, full_text: FullText = "auto") -> list[int]:
    """Ids of entries with these names, which lead to pages of the agent."""
    (one,) = subscribe(stand, agent.serves("/feed", feed(*names, link=agent.url("/{}"))))
    stand.store.set_settings(one, FeedSettings(full_text=full_text))
    await stand.refresh()
    by_title = {entry.title: entry.id for entry in stand.store.entries()}
    return [by_title[name] for name in names]


async def test_the_text_of_a_page_is_kept_beside_the_feeds(agent: FeedServer, stand: FeedService) -> None:
    (one,) = await taken(agent, stand, "ok")
    await stand.full_text(one)
    text = stand.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert PARAGRAPHS[0] in text.page.text
    assert (text.text, text.shown, text.page.url) == ("Rain fell.", "page", agent.url("/ok"))


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
    agent: FeedServer, stand: FeedService, name: str, error: type[NewsdiffError], says: str
) -> None:
    (one,) = await taken(agent, stand, name)
    with pytest.raises(error, match=says):
        await stand.full_text(one)
    text = stand.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert says in (text.page.error or "")
    assert text.shown == "feed"


async def test_a_page_in_plain_text_is_taken_as_it_is(agent: FeedServer, stand: FeedService) -> None:
    (one,) = await taken(agent, stand, "plain")
    await stand.full_text(one)
    text = stand.store.entry_text(one)
    assert text is not None
    assert text.page is not None
    assert PARAGRAPHS[3] in text.page.text


async def test_a_link_leads_into_no_private_host_but_the_feeds_own(agent: FeedServer, stand: FeedService) -> None:
    agent.serves("/feed", feed("ok", link=agent.url("/{}", "localhost")))
    subscribe(stand, agent.url("/feed"))
    await stand.refresh()
    (entry,) = stand.store.entries()
    with pytest.raises(FetchError, match="private network"):
        await stand.full_text(entry.id)
    assert "/ok" not in agent.paths()


async def test_an_entry_without_a_page_has_no_full_text(agent: FeedServer, stand: FeedService) -> None:
    agent.serves(
        "/feed", answer(b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>", headers=XML)
    )
    subscribe(stand, agent.url("/feed"))
    await stand.refresh()
    (entry,) = stand.store.entries()
    with pytest.raises(FetchError, match="names no page"):
        await stand.full_text(entry.id)
    with pytest.raises(ReadError, match="not in the store"):
        await stand.full_text(999)


async def test_new_entries_bring_their_pages_where_that_is_wished(agent: FeedServer, stand: FeedService) -> None:
    one, two = await taken(agent, stand, "ok", "notext", full_text="always")
    texts = [stand.store.entry_text(entry_id) for entry_id in (one, two)]
    assert [text.page is not None and bool(text.page.text) for text in texts if text] == [True, False]
    assert agent.asked("/ok") == 1


async def test_entries_are_articles_to_be_compared(agent: FeedServer, stand: FeedService) -> None:
    agent.serves("/other", answer(PAGE.replace(b"4.2 million", b"5 million")))
    one, two = await taken(agent, stand, "ok", "other")
    gathered = await stand.articles([two, one, two])
    assert [article.title for article in gathered.articles] == ["other", "ok"]
    assert [article.outlet for article in gathered.articles] == ["The Bell", "The Bell"]
    assert "5 million" in gathered.articles[0].text
    assert gathered.articles[1].url == agent.url("/ok")
    assert gathered.notices == ()
    # The second time nothing is fetched.
    await stand.articles([one, two])
    assert agent.asked("/ok") == 1


async def test_a_summary_stands_in_for_a_page_that_cannot_be_had(agent: FeedServer, stand: FeedService) -> None:
    one, two = await taken(agent, stand, "ok", "status:404")
    gathered = await stand.articles([one, two])
    assert gathered.articles[1].text == "Rain fell."
    assert gathered.notices[0].startswith("Only what the feed of The Bell gives is compared. ")


async def test_no_page_is_fetched_for_a_feed_that_must_not(agent: FeedServer, stand: FeedService) -> None:
    (one,) = await taken(agent, stand, "ok", full_text="never")
    assert (await stand.articles([one])).articles[0].text == "Rain fell."
    assert "/ok" not in agent.paths()


async def test_what_cannot_be_compared_is_told(stand: FeedService) -> None:
    with pytest.raises(ReadError, match="not in the store"):
        await stand.articles([1])
    with pytest.raises(ReadError, match="21 articles are too many"):
        await stand.articles(range(21))


def test_only_our_own_numbers_are_taken_out() -> None:
    assert without_link_numbers("The plan [1] cost [3] as said [2].", 2) == "The plan cost [3] as said."
