"""From files, folders and addresses to the articles of one story."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.config import user_path
from newsdiff.errors import NewsdiffError, ReadError
from newsdiff.service.read_response import read_response

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.core.library.stories import ComparedStory, OutletEntries
    from newsdiff.core.models import Article, RawArticle
    from newsdiff.service.protocols import HttpClient

MOST_ARTICLES = 20
"""Articles in one story. Every pair of them is compared: twenty make 190 pairs."""


@dataclass(frozen=True, slots=True)
class LoadedArticles:
    """The articles of a story, in the order in which they were named."""

    articles: tuple[Article, ...]
    notices: tuple[str, ...] = ()
    """Sentences for the user, about sources that could not be read and articles that are not whole."""
    story: ComparedStory | None = None
    """The story in the library; None where the articles are of none."""

    @property
    def outlets(self) -> tuple[OutletEntries, ...]:
        """Of a stored story, for each article the entries of its outlet."""
        return self.story.outlets if self.story else ()


@dataclass(frozen=True, slots=True)
class _Source:
    """What was read from one source."""

    articles: list[RawArticle]
    folder: bool = False
    """It is a folder, in which a file that is no article does not spoil the others."""
    failures: tuple[NewsdiffError, ...] = ()
    """The errors of files in a folder that could not be read."""


async def load_articles(
    sources: Sequence[str],
    *,
    fetcher: Callable[[], HttpClient],
    pool: Callable[[], Pool],
    beside: Sequence[Article] = (),
    strict: bool = True,
) -> LoadedArticles:
    """Read files, folders and addresses, all at once, as one story.

    A file in a folder that cannot be read leads to a notice, as long as another one in that folder can be read.

    Args:
        sources: Paths and addresses.
        fetcher: Returns a client; called only if there is an address.
        pool: Returns a pool; called only if there is an address or an HTML file.
        beside: Articles that the story has already; they come first.
        strict: Raise an error for any source that cannot be read. Otherwise it leads to a notice, as long as there is
            an article.

    Returns:
        The articles; one that is there twice is taken once, with a notice.

    Raises:
        ReadError, FetchError, ExtractError: A source cannot be read, nothing is there that is not in `beside` already,
            or there are more than `MOST_ARTICLES`.
    """
    results = await asyncio.gather(*(_read(source, fetcher, pool) for source in sources), return_exceptions=True)
    found: list[_Source] = []
    failures: list[NewsdiffError] = []
    for one in results:
        if isinstance(one, NewsdiffError):
            failures.append(one)
        elif isinstance(one, BaseException):
            raise one
        else:
            found.append(one)
    if failures and (strict or not found):
        raise failures[0]
    count = len(beside) + sum(len(one.articles) for one in found)
    if count > MOST_ARTICLES:
        raise ReadError(f"{count} articles are too many for one story; newsdiff compares up to {MOST_ARTICLES}.")
    new, skipped = await asyncio.to_thread(_articles, found)
    articles, duplicates = _without_duplicates([*beside, *new])
    if beside and len(articles) == len(beside):
        raise ReadError(duplicates[0])
    return LoadedArticles(tuple(articles), (*(str(failure) for failure in failures), *skipped, *duplicates))


def _articles(sources: Sequence[_Source]) -> tuple[list[Article], list[str]]:
    """The articles of all sources, and a sentence about each file of a folder that contains none."""
    from newsdiff.core.articles.build import article

    articles: list[Article] = []
    skipped: list[str] = []
    for one in sources:
        failures = list(one.failures)
        found: list[Article] = []
        for raw in one.articles:
            try:
                found.append(article(raw))
            except ReadError as error:
                if not one.folder:
                    raise
                failures.append(error)
        if not found:
            raise failures[0]
        articles += found
        skipped += (f"{failure} The rest of its folder was read." for failure in failures)
    return articles, skipped


async def _read(source: str, fetcher: Callable[[], HttpClient], pool: Callable[[], Pool]) -> _Source:
    from newsdiff.adapters.urls import is_address

    if is_address(source):
        return _Source(await _from_address(source, fetcher(), pool()))
    return await _from_files(source, pool)


async def _from_address(url: str, fetcher: HttpClient, pool: Pool) -> list[RawArticle]:
    from newsdiff.adapters.extract import warm
    from newsdiff.redact import redact_url

    # The worker loads what it needs while the page is on its way.
    warming = asyncio.create_task(warm(pool))
    try:
        response = await fetcher.fetch(url, typed=True)
    finally:
        await warming
    return await read_response(pool, response, redact_url(url))


async def _from_files(source: str, pool: Callable[[], Pool]) -> _Source:
    from newsdiff.adapters import files

    named = await asyncio.to_thread(user_path, source, ReadError)
    paths = await asyncio.to_thread(files.find, named)
    # A folder stands for the files in it; a file, for itself.
    if paths == [named]:
        return _Source(await _from_file(named, pool))
    articles: list[RawArticle] = []
    failures: list[NewsdiffError] = []
    for path in paths:
        try:
            articles += await _from_file(path, pool)
        except NewsdiffError as error:
            failures.append(error)
    if not articles:
        raise failures[0]
    return _Source(articles, folder=True, failures=tuple(failures))


async def _from_file(path: Path, pool: Callable[[], Pool]) -> list[RawArticle]:
    from newsdiff.adapters import files

    read = await asyncio.to_thread(files.read, path)
    if not isinstance(read, files.HtmlFile):
        return list(read)
    from newsdiff.adapters.extract import extract

    return [await extract(pool(), read.body, None, None, read.source)]


def _without_duplicates(articles: Sequence[Article]) -> tuple[list[Article], list[str]]:
    """The articles without those that are there twice, and a sentence about each of these."""
    unique: list[Article] = []
    notices = []
    for one in articles:
        same = next(
            (other for other in unique if [s.text for s in other.sentences] == [s.text for s in one.sentences]), None
        )
        if same is None:
            unique.append(one)
        else:
            notices.append(
                f"{one.source} was named twice; its article is compared once."
                if one.source == same.source
                else f"{one.source} has the same text as {same.source}; only the latter is compared."
            )
    return unique, notices
