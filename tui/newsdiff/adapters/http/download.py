"""Downloads one large file whose SHA-256 is known: bounded, resumable, and verified before it is moved into place."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag

from newsdiff.adapters import urls
from newsdiff.adapters.http import errors
from newsdiff.adapters.http.errors import FetchFault, megabytes
from newsdiff.adapters.http.redirects import RedirectChain
from newsdiff.adapters.http.user_agent import user_agent
from newsdiff.errors import FetchError
from newsdiff.redact import redact_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aiohttp import ClientResponse

    from newsdiff.adapters.http.session import Sessions

LIMIT: Final = 2 * 2**30
"""Bytes of a file."""

IDLE_SECONDS: Final = 30.0
"""Seconds without data after which a request fails."""

TRIES: Final = 5
"""Consecutive requests without data after which the download fails."""

_REDIRECTS = (301, 302, 303, 307, 308)


async def download(
    url: str,
    path: Path,
    sha256: str,
    *,
    limit: int = LIMIT,
    idle: float = IDLE_SECONDS,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Download a file. After an interruption, the partial file is kept next to `path`, and the next call resumes it.

    Args:
        url: An http or https address that the user typed; its host may lie in a private network.
        path: The path of the file; its folder exists.
        sha256: Its hash, in hexadecimal. The file is moved to `path` only if it has this hash.
        limit: Greatest size in bytes.
        idle: Seconds without data after which a request fails.
        progress: Called repeatedly with the bytes received so far and the total, None if the server does not declare
        it.

    Raises:
        FetchError: It could not be had, or is another file.
        OSError: It could not be written.
    """
    from newsdiff.adapters.http.session import Sessions

    # Named after its target, so that the partial file of another address or hash is never resumed.
    part = path.with_name(f".{path.name}.{sha256[:16]}.part")
    chain = RedirectChain(
        where=urldefrag(urls.safe(url)).url, typed=True, limit=limit, seconds=idle, headers={}, own={}
    )
    sessions = Sessions(await asyncio.to_thread(user_agent))
    try:
        left = TRIES
        while True:
            before = await asyncio.to_thread(_size, part)
            try:
                if await _request(sessions, chain, part, before, limit=limit, idle=idle, progress=progress):
                    break
            except (TimeoutError, *sessions.errors) as error:
                left = TRIES if await asyncio.to_thread(_size, part) > before else left - 1
                if left == 0:
                    fault = errors.out_of_time(idle) if isinstance(error, TimeoutError) else errors.fault(error)
                    raise fault from error
    except FetchFault as fault:
        raise chain.error(fault) from fault.__cause__
    finally:
        await sessions.close()
    found = await asyncio.to_thread(_sha256, part)
    if found != sha256.lower():
        part.unlink()
        raise FetchError(
            f"{redact_url(url)} is not the file that was meant: its SHA-256 is {found}. Nothing of it was kept."
        )
    part.replace(path)


async def _request(
    sessions: Sessions,
    chain: RedirectChain,
    part: Path,
    start: int,
    *,
    limit: int,
    idle: float,
    progress: Callable[[int, int | None], None] | None,
) -> bool:
    """One request for what follows the first `start` bytes. Returns whether the file is complete; never after a
    redirect."""
    # If compressed, offsets in the response would not be offsets in the file.
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
    async with asyncio.timeout(idle) as clock, sessions.get(chain.where, headers, free=chain.free) as answer:
        if answer.status in _REDIRECTS:
            chain.go_on(answer.headers.get("Location"), for_good=False)
            return False
        if answer.status == 416 and start:
            # Nothing follows the bytes received already.
            return True
        if answer.status == 206 and not _goes_on(answer, start):
            raise FetchFault("sent another part of the file than it was asked for")
        if answer.status not in (200, 206):
            raise errors.answered(answer.status)
        if answer.status == 200:
            start = 0
        total = start + answer.content_length if answer.content_length is not None else None
        if (total or 0) > limit:
            raise FetchFault(f"is larger than {megabytes(limit)}")
        file = await asyncio.to_thread(part.open, "ab" if start else "wb")
        try:
            size = start
            async for chunk in answer.content.iter_any():
                clock.reschedule(asyncio.get_running_loop().time() + idle)
                size += len(chunk)
                if size > limit:
                    raise FetchFault(f"is larger than {megabytes(limit)}")
                await asyncio.to_thread(file.write, chunk)
                if progress is not None:
                    progress(size, total)
        finally:
            await asyncio.to_thread(file.close)
        return True


def _goes_on(answer: ClientResponse, start: int) -> bool:
    return answer.headers.get("Content-Range", "").startswith(f"bytes {start}-")


def _size(path: Path) -> int:
    """Bytes of a file; 0 if there is none."""
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
