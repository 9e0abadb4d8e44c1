"""Gathering: from what the reader named (files, folders, addresses) to the articles of one story."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.core.articles.build import article
from newsdiff.errors import FetchError, NewsdiffError, ReadError
from newsdiff.redact import redact_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdiff.adapters.sandbox import Pool
    from newsdiff.core.models import Article, RawArticle
    from newsdiff.service.protocols import HttpClient

MOST_ARTICLES = 20
"""Articles in one story. Comparing goes over every pair of them: twenty are 190 pairs."""

_TEXT = {"text/plain": ".txt", "text/markdown": ".md", "application/json": ".json"}
"""What is read as a file with this ending would be, by the content type of an answer."""


@dataclass(frozen=True, slots=True)
class LoadedArticles:
    """The articles of a story, in the order they were named, and what should be said about getting them."""

    articles: tuple[Article, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What one place gave."""

    pages: list[RawArticle]
    folder: bool = False
    """The reader named the folder and not each file in it, so a file that is no article does not spoil the others."""
    failures: tuple[NewsdiffError, ...] = ()
    """The files of a folder that could not be read."""


async def gather(
    places: Sequence[str],
    *,
    fetcher: Callable[[], HttpClient],
    pool: Callable[[], Pool],
    beside: Sequence[Article] = (),
    strict: bool = True,
) -> LoadedArticles:
    """Read files, folders and addresses, all at once, as one story.

    A file of a folder that cannot be read is only told, as long as another one of that folder can.

    Args:
        places: What the reader named.
        fetcher: Gives one, for addresses.
        pool: Gives one, for pages.
        beside: Articles that the story has already; they come first.
        strict: Any place that cannot be read is an error. Else it is only told, as long as an article can be shown.

    Raises:
        ReadError, FetchError, ExtractError: A place cannot be read, or there are too many articles.
    """
    read = await asyncio.gather(*(_pages(place, fetcher, pool) for place in places), return_exceptions=True)
    found: list[_Found] = []
    failures: list[NewsdiffError] = []
    for one in read:
        if isinstance(one, NewsdiffError):
            failures.append(one)
        elif isinstance(one, BaseException):
            raise one
        else:
            found.append(one)
    if failures and (strict or not found):
        raise failures[0]
    count = len(beside) + sum(len(one.pages) for one in found)
    if count > MOST_ARTICLES:
        raise ReadError(f"{count} articles are too many for one story; newsdiff compares up to {MOST_ARTICLES}.")
    fresh, skipped = await asyncio.to_thread(_articles, found)
    articles, doubles = _apart([*beside, *fresh])
    if beside and len(articles) == len(beside):
        raise ReadError(doubles[0])
    return LoadedArticles(tuple(articles), (*(str(failure) for failure in failures), *skipped, *doubles))


def _articles(found: Sequence[_Found]) -> tuple[list[Article], list[str]]:
    """The articles of all places, and a sentence about each file of a folder that holds none."""
    articles: list[Article] = []
    skipped: list[str] = []
    for one in found:
        failures = list(one.failures)
        made: list[Article] = []
        for page in one.pages:
            try:
                made.append(article(page))
            except ReadError as error:
                if not one.folder:
                    raise
                failures.append(error)
        if not made:
            raise failures[0]
        articles += made
        skipped += (f"{failure} The rest of its folder was read." for failure in failures)
    return articles, skipped


async def _pages(place: str, fetcher: Callable[[], HttpClient], pool: Callable[[], Pool]) -> _Found:
    from newsdiff.adapters.urls import is_address

    if is_address(place):
        return _Found(await _from_address(place, fetcher(), pool()))
    return await _from_files(place, pool)


async def _from_address(url: str, fetcher: HttpClient, pool: Pool) -> list[RawArticle]:
    from newsdiff.adapters.extract import extract, warm

    # The worker loads what it needs while the page is on its way.
    warming = asyncio.create_task(warm(pool))
    try:
        response = await fetcher.fetch(url, typed=True)
    finally:
        await warming
    if response.content_type == "application/pdf":
        raise FetchError(f"{redact_url(url)} is a PDF; newsdiff reads pages. Save its text to a file and open that.")
    suffix = _TEXT.get(response.content_type or "")
    if suffix is None:
        return [await extract(pool, response.body, response.url, response.charset, redact_url(url))]
    from newsdiff.adapters import files

    read = await asyncio.to_thread(files.parse, response.body, redact_url(url), suffix)
    # A page may call itself plain text.
    return [await extract(pool, read.body, url, None, read.source)] if isinstance(read, files.HtmlFile) else list(read)


async def _from_files(place: str, pool: Callable[[], Pool]) -> _Found:
    from newsdiff.adapters import files

    named = await asyncio.to_thread(_path, place)
    paths = await asyncio.to_thread(files.find, named)
    # A folder stands for the files in it; a file, for itself.
    if paths == [named]:
        return _Found(await _from_file(named, pool))
    pages: list[RawArticle] = []
    failures: list[NewsdiffError] = []
    for path in paths:
        try:
            pages += await _from_file(path, pool)
        except NewsdiffError as error:
            failures.append(error)
    if not pages:
        raise failures[0]
    return _Found(pages, folder=True, failures=tuple(failures))


def _path(place: str) -> Path:
    try:
        return Path(place).expanduser()
    except RuntimeError:
        # There is no such user, so the name is what it says.
        return Path(place)


async def _from_file(path: Path, pool: Callable[[], Pool]) -> list[RawArticle]:
    from newsdiff.adapters import files

    read = await asyncio.to_thread(files.read, path)
    if not isinstance(read, files.HtmlFile):
        return list(read)
    from newsdiff.adapters.extract import extract

    return [await extract(pool(), read.body, None, None, read.source)]


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
