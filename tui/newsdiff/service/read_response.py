"""From the answer to a request to the articles in it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from newsdiff.errors import FetchError

if TYPE_CHECKING:
    from newsdiff.adapters.http import Response
    from newsdiff.adapters.sandbox.pool import Pool
    from newsdiff.core.models import RawArticle

_SUFFIXES: Final = {"text/plain": ".txt", "text/markdown": ".md", "application/json": ".json"}
"""Content types of answers that are read like a file with this suffix."""


async def read_response(pool: Pool, response: Response, source: str) -> list[RawArticle]:
    """The articles in an answer: one of a web page or a plain text, one or more of JSON.

    Args:
        pool: Where a page is parsed.
        response: The answer.
        source: The address as it may be shown, without secrets.

    Raises:
        FetchError: It is a PDF.
        ReadError, ExtractError: It has no article.
    """
    from newsdiff.adapters.extract import extract

    if response.content_type == "application/pdf":
        raise FetchError(f"{source} is a PDF; newsdiff reads pages. Save its text to a file and open that.")
    suffix = _SUFFIXES.get(response.content_type or "")
    if suffix is None:
        return [await extract(pool, response.body, response.url, response.charset, source)]
    from newsdiff.adapters import files

    read = await asyncio.to_thread(files.parse, response.body, source, suffix)
    # A page may call itself plain text.
    if isinstance(read, files.HtmlFile):
        return [await extract(pool, read.body, response.url, response.charset, read.source)]
    return list(read)
