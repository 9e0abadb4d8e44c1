"""Gathering: from what the reader named (files, folders, addresses) to the articles of one story."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.core.articles import article
from newsdiff.errors import FetchError, NewsdiffError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdiff.adapters.fetch import Fetcher
    from newsdiff.adapters.worker import Pool
    from newsdiff.core.models import Article, Page

MOST_ARTICLES = 20
"""Articles in one story. Comparing goes over every pair of them: twenty are 190 pairs."""

_TEXT = {"text/plain": ".txt", "text/markdown": ".md", "application/json": ".json"}
"""What is read as a file with this ending would be, by the content type of an answer."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles of a story, in the order they were named, and what should be said about getting them."""

    articles: tuple[Article, ...]
    notices: tuple[str, ...] = ()


async def gather(
    places: Sequence[str],
    *,
    fetcher: Callable[[], Fetcher],
    pool: Callable[[], Pool],
    beside: Sequence[Article] = (),
    strict: bool = True,
) -> Gathered:
    """Read files, folders and addresses, all at once, as one story.

    Args:
        places: What the reader named.
        fetcher: Gives one, for addresses.
        pool: Gives one, for pages.
        beside: Articles that the story has already; they come first.
        strict: Any place that cannot be read is an error. Else it is only told, as long as an article can be shown.

    Raises:
        ReadError, FetchError, ExtractError: A place cannot be read, or there are too many articles.
    """
    found = await asyncio.gather(*(_pages(place, fetcher, pool) for place in places), return_exceptions=True)
    pages, failures = [], []
    for one in found:
        if isinstance(one, NewsdiffError):
            failures.append(one)
        elif isinstance(one, BaseException):
            raise one
        else:
            pages += one
    if failures and (strict or not pages):
        raise failures[0]
    if len(beside) + len(pages) > MOST_ARTICLES:
        raise ReadError(
            f"{len(beside) + len(pages)} articles are too many for one story; newsdiff compares up to {MOST_ARTICLES}."
        )
    fresh = await asyncio.to_thread(lambda: [article(page) for page in pages])
    articles, doubles = _apart([*beside, *fresh])
    if beside and len(articles) == len(beside):
        raise ReadError(doubles[0])
    return Gathered(tuple(articles), (*(str(failure) for failure in failures), *doubles))


async def _pages(place: str, fetcher: Callable[[], Fetcher], pool: Callable[[], Pool]) -> list[Page]:
    from newsdiff.adapters.addresses import is_address

    if is_address(place):
        return await _from_address(place, fetcher(), pool())
    return await _from_files(place, pool)


async def _from_address(url: str, fetcher: Fetcher, pool: Pool) -> list[Page]:
    from newsdiff.adapters.addresses import redact
    from newsdiff.adapters.extract import extract, warm

    # The worker loads what it needs while the page is on its way.
    warming = asyncio.create_task(warm(pool))
    try:
        response = await fetcher.fetch(url, typed=True)
    finally:
        await warming
    if response.content_type == "application/pdf":
        raise FetchError(f"{redact(url)} is a PDF; newsdiff reads pages. Save its text to a file and open that.")
    suffix = _TEXT.get(response.content_type or "")
    if suffix is None:
        return [await extract(pool, response.body, response.url, response.charset, redact(url))]
    from newsdiff.adapters import files

    read = await asyncio.to_thread(files.parse, response.body, redact(url), suffix)
    # A page may call itself plain text.
    return [await extract(pool, read.body, url, None, read.source)] if isinstance(read, files.HtmlFile) else list(read)


async def _from_files(place: str, pool: Callable[[], Pool]) -> list[Page]:
    from newsdiff.adapters import files

    paths = await asyncio.to_thread(lambda: files.find(Path(place).expanduser()))
    pages: list[Page] = []
    for path in paths:
        read = await asyncio.to_thread(files.read, path)
        if isinstance(read, files.HtmlFile):
            from newsdiff.adapters.extract import extract

            pages.append(await extract(pool(), read.body, None, None, read.source))
        else:
            pages += read
    return pages


def _apart(articles: Sequence[Article]) -> tuple[list[Article], list[str]]:
    """The articles without those that are there twice, and a sentence about each of these."""
    kept: list[Article] = []
    doubles = []
    for one in articles:
        same = next(
            (other for other in kept if [s.text for s in other.sentences] == [s.text for s in one.sentences]), None
        )
        if same is None:
            kept.append(one)
        else:
            doubles.append(f"{one.source} holds the same article as {same.source}, so it is taken once.")
    return kept, doubles
