"""One large file over a server that breaks off, redirects, lies about its length and sends something else."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.http.download import download
from newsdiff.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class FileServer(ThreadingHTTPServer):
    """Serves `CONTENT`, and breaks off after each of `breaks` bytes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ranges: list[str | None] = []
        self.breaks: list[int] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: FileServer

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.ranges.append(asked)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/file")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(410)
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and self.path != "/whole" else 0
        if start >= len(CONTENT):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        if start:
            first = 7 if self.path == "/elsewhere" else start
            self.send_header("Content-Range", f"bytes {first}-{len(CONTENT) - 1}/{len(CONTENT)}")
        if self.path != "/endless":
            self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        end = start + self.server.breaks.pop(0) if self.server.breaks else len(CONTENT)
        # In two parts, so that the first is read before the connection breaks.
        half = (start + end) // 2
        self.wfile.write(CONTENT[start:half])
        self.wfile.flush()
        time.sleep(0.05)
        self.wfile.write(CONTENT[half:end])
        if self.path == "/endless":
            for _ in range(100):
                self.wfile.write(CONTENT)
        if self.path == "/hang":
            self.wfile.flush()
            threading.Event().wait(3)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.fixture
def server() -> Iterator[FileServer]:
    @contextmanager
    def serving() -> Iterator[FileServer]:
        found = FileServer()
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield found
        finally:
            found.shutdown()
            found.server_close()
            thread.join()

    with serving() as found:
        yield found


@pytest.mark.parametrize("path", ["/file", "/moved"])
async def test_a_file_is_there_once_it_is_the_right_one(server: FileServer, tmp_path: Path, path: str) -> None:
    seen: list[tuple[int, int | None]] = []
    await download(server.url(path), tmp_path / "m.zip", SHA256, progress=lambda *now: seen.append(now))
    assert (tmp_path / "m.zip").read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert names(tmp_path) == ["m.zip"]


async def test_a_download_goes_on_where_it_broke_off(server: FileServer, tmp_path: Path) -> None:
    server.breaks = [100_000, 300_000]
    await download(server.url("/file"), tmp_path / "m.zip", SHA256)
    assert (tmp_path / "m.zip").read_bytes() == CONTENT
    assert server.ranges[0] is None
    first, second = (int((one or "").removeprefix("bytes=").removesuffix("-")) for one in server.ranges[1:])
    assert 0 < first <= 100_000 < second <= 400_000


async def test_what_came_is_kept_for_the_next_time(server: FileServer, tmp_path: Path) -> None:
    server.breaks = [100_000, 0, 0, 0, 0, 0]
    with pytest.raises(FetchError, match="stopped in the middle of its answer"):
        await download(server.url("/file"), tmp_path / "m.zip", SHA256)
    assert not (tmp_path / "m.zip").exists()
    await download(server.url("/file"), tmp_path / "m.zip", SHA256)
    assert (tmp_path / "m.zip").read_bytes() == CONTENT
    assert server.ranges[-1] not in {None, "bytes=0-"}


async def test_a_server_that_knows_no_ranges_begins_anew(server: FileServer, tmp_path: Path) -> None:
    server.breaks = [100_000]
    await download(server.url("/whole"), tmp_path / "m.zip", SHA256)
    assert (tmp_path / "m.zip").read_bytes() == CONTENT


async def test_a_complete_file_that_was_not_moved_yet_is_not_fetched_again(server: FileServer, tmp_path: Path) -> None:
    (tmp_path / f".m.zip.{SHA256[:16]}.part").write_bytes(CONTENT)
    await download(server.url("/file"), tmp_path / "m.zip", SHA256)
    assert (tmp_path / "m.zip").read_bytes() == CONTENT


async def test_another_file_is_refused_and_nothing_of_it_kept(server: FileServer, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=f"is not the file that was meant: its SHA-256 is {SHA256}"):
        await download(server.url("/file"), tmp_path / "m.zip", "0" * 64)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "breaks", "why"),
    [
        ("/gone", [], "answered 410 Gone"),
        ("/elsewhere", [100_000], "sent another part of the file than it was asked for"),
        ("/file", [], "is larger than 500 KB"),
        ("/endless", [], "is larger than 500 KB"),
    ],
)
async def test_what_cannot_be_had_is_told(
    server: FileServer, tmp_path: Path, path: str, breaks: list[int], why: str
) -> None:
    server.breaks = breaks
    limit = 500 * 2**10 if "larger" in why else 2**30
    with pytest.raises(FetchError, match=why):
        await download(server.url(path), tmp_path / "m.zip", SHA256, limit=limit)
    assert not (tmp_path / "m.zip").exists()


async def test_a_server_that_hangs_is_given_up(server: FileServer, tmp_path: Path) -> None:
    server.breaks = [1000, 0, 0, 0, 0, 0]
    with pytest.raises(FetchError, match=r"gave no complete answer within 0\.3 seconds"):
        await download(server.url("/hang"), tmp_path / "m.zip", SHA256, idle=0.3)
