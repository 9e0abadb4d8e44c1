"""Extracts the article from a web page: validates the result of the child process and makes a `RawArticle` of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsdiff.adapters import urls
from newsdiff.adapters.sandbox.answer import text_of
from newsdiff.adapters.sandbox.pool import SECONDS, Pool
from newsdiff.adapters.sandbox.process import WorkerError
from newsdiff.core.models import RawArticle
from newsdiff.core.text.dates import parse_date
from newsdiff.core.text.emphasis import emphasis_of
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ExtractError, FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.adapters.sandbox.process import Reason

MAX_BYTES = 5 * 2**20
"""Of a page. trafilatura takes 1.4 s and 190 MB for as much plain text."""

MAX_TAGS = 60_000
"""In a page. trafilatura takes 2.5 s for as many line breaks, and too long for as many bold words: see THREATS, 11."""

MIN_TEXT = 100
"""Characters of text that a page must give: what is shorter is a notice, a login or a menu."""

MIN_NOTICE = 30
"""Of a page that says which part of it is the article: a notice of two sentences is one."""

_ASKS = re.compile(
    r"java\s?script|log ?in|sign ?in|subscri|cookie|anmelden|abonn|connect(?:ez|er)|iniciar sesi|captcha", re.IGNORECASE
)
"""What stands where the article would be, if the page were shown to somebody else."""

_TITLE, _OUTLET = 300, 80
"""Characters of a title and of an outlet's name that are kept."""

_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"ID3", b"\x00\x00\x00")
_LANGUAGE = re.compile(r"[a-z]{2}")

_REASONS: dict[Reason, str] = {
    "time": "takes too long to read; newsdiff gave up after {seconds:g} seconds",
    "memory": "needs more memory to read than newsdiff allows",
    "size": "gives more text than newsdiff takes",
    "died": "made the process that reads pages crash",
    "failed": "could not be read as a web page",
}


async def warm(pool: Pool) -> None:
    """Have a worker load the extraction library while the page is still being fetched. Never raises."""
    try:
        await pool.run("article")
    except WorkerError:
        # If something is wrong, the extraction itself will report it.
        return


async def extract(
    pool: Pool, body: bytes, url: str | None, charset: str | None, source: str, *, seconds: float = SECONDS
) -> RawArticle:
    """The article in a web page.

    Args:
        pool: Where it is worked on.
        body: The page.
        url: Where it came from; `None` for a file, which may name its address itself.
        charset: What came with it as the name of its encoding, if anything.
        source: The file or address as the user gave it, for the `RawArticle` and for messages.
        seconds: The time for it.

    Raises:
        ExtractError: There is none, or it could not be extracted.
    """
    name = urls.source_name(source)
    _check(body, name)
    try:
        found = await pool.run("article", body, {"url": url, "charset": charset}, seconds=seconds)
    except WorkerError as error:
        raise ExtractError(f"{name} {_REASONS[error.reason].format(seconds=seconds)}.") from error
    text = clean(text_of(found, "text"))
    if len(text) < (MIN_NOTICE if found.get("own_body") is True and not _ASKS.search(text) else MIN_TEXT):
        raise ExtractError(
            f"{name} was read, but no article text was found in it. If it needs a login or JavaScript, "
            "save its text to a file and open that."
        )
    published, day_only = _date(found)
    address = url or _safe(text_of(found, "url"))
    code = text_of(found, "language")
    return RawArticle(
        text=text,
        source=source,
        outlet=_outlet(text_of(found, "outlet"), address),
        title=clean(text_of(found, "title"), lines=False, limit=_TITLE) or None,
        published=published,
        day_only=day_only,
        url=address,
        language=code if _LANGUAGE.fullmatch(code) else None,
        links=tuple(_links(found, len(text))),
        emphasis=emphasis_of(found.get("emphasis"), len(text)),
    )


def _links(found: dict[str, Any], length: int) -> Iterator[tuple[int, str]]:
    """Where the links of a text of this length end, in order, and where they lead."""
    before = 0
    for link in found["links"] if isinstance(found.get("links"), list) else ():
        if not (isinstance(link, list) and list(map(type, link)) == [int, str]):
            continue
        offset, address = link[0], _safe(link[1])
        if before <= offset <= length and address:
            before = offset
            yield offset, address


def _check(body: bytes, name: str) -> None:
    """Reject input that a worker would only waste its time on."""
    if not body.strip():
        raise ExtractError(f"{name} is empty.")
    if len(body) > MAX_BYTES:
        raise ExtractError(
            f"{name} has {len(body) / 2**20:.1f} MB; newsdiff reads pages of up to {MAX_BYTES >> 20} MB."
        )
    if body.startswith(_BINARY):
        raise ExtractError(
            f"{name} is not a web page but a file of another kind. Save its text to a file and open that."
        )
    if body.count(b"<") > MAX_TAGS:
        raise ExtractError(f"{name} has more than {MAX_TAGS:,} tags in it, too many to find an article.")


def _date(found: dict[str, Any]) -> tuple[Any, bool]:
    values = found.get("dates")
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str) and (parsed := parse_date(value)):
            return parsed
    return None, False


def _outlet(name: str, url: str | None) -> str | None:
    """The outlet's name; if the page has none, its host."""
    given = clean(name, lines=False, limit=_OUTLET).removeprefix("@").strip()
    return given or (urls.host(url).removeprefix("www.") if url else None) or None


def _safe(url: str) -> str | None:
    try:
        return urls.safe(url) if url else None
    except FetchError:
        return None
