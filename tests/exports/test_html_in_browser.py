"""The HTML page in a real browser: it fits, it keeps quiet, and it is laid out for the room that it has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from newsdiff.exports.html_export import to_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsdiff.core.models import Alignment

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1400,1000",
)  # fmt: skip

FRAME = """<!doctype html><link rel="icon" href="data:,">
<iframe src="/page" style="width:{width}px;height:900px"></iframe>
<pre id="measured"></pre><script>
addEventListener("load", () => {{
  const frame = document.querySelector("iframe"), inside = frame.contentDocument, view = frame.contentWindow;
  const at = (selector) => inside.querySelector(selector)?.getBoundingClientRect();
  const count = () => [...inside.querySelectorAll(".row")].filter((one) => one.offsetHeight).length;
  const row = inside.querySelector(".row.differs:not(.only)");
  const [lead, other] = ["lead", "other"].map((kind) => row?.querySelector(`.cell.${{kind}}`)?.getBoundingClientRect());
  document.getElementById("measured").textContent = JSON.stringify({{
    wide: inside.scrollingElement.scrollWidth, inner: view.innerWidth,
    sentences: inside.querySelectorAll(".said").length,
    lead: lead && [lead.left, lead.top], other: other && [other.left, other.top],
    ground: view.getComputedStyle(inside.body).backgroundColor, size: view.getComputedStyle(inside.body).fontSize,
    shown: count(), chosen: (inside.getElementById("show-only").click(), count()),
  }});
}});
</script>"""


class Site(ThreadingHTTPServer):
    """Serves one page, and a frame around it that measures it; keeps what was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.html = ""
        self.asked: list[str] = []


class Answer(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        width = self.path.removeprefix("/frame-")
        body = FRAME.format(width=width) if width.isdigit() else self.server.html
        self.send_response(200 if width.isdigit() or self.path == "/page" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"there is no browser on the path ({', '.join(NAMES)})")
    return found


def measured(browser: str, site: Site, html: str, width: int, profile: Path, *flags: str) -> dict[str, Any]:
    site.html = html
    address = f"http://127.0.0.1:{site.server_port}/frame-{width}"
    done = subprocess.run(
        [browser, *FLAGS, *flags, f"--user-data-dir={profile}", "--dump-dom", address],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r'<pre id="measured">(.+?)</pre>', done.stdout)
    assert found, done.stderr
    values: dict[str, Any] = json.loads(unescape(found[1]))
    return values


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", ["pair", "story", "many", "hostile"])
def test_the_page_is_never_wider_than_the_window_and_asks_for_nothing(
    name: str, width: int, browser: str, site: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    alignment: Alignment = request.getfixturevalue(name)
    values = measured(browser, site, to_html(alignment), width, tmp_path)
    assert values["inner"] == width
    assert values["wide"] <= width
    assert values["sentences"] >= sum(not alignment.sentence(ref).heading for ref in alignment.refs())
    assert site.asked == [f"/frame-{width}", "/page"]


def test_on_a_phone_the_counterpart_follows_below(browser: str, site: Site, tmp_path: Path, pair: Alignment) -> None:
    values = measured(browser, site, to_html(pair), 390, tmp_path)
    assert values["other"][1] > values["lead"][1]
    assert float(values["size"].removesuffix("px")) >= 16


def test_on_a_desk_the_counterpart_stands_beside(browser: str, site: Site, tmp_path: Path, pair: Alignment) -> None:
    values = measured(browser, site, to_html(pair), 1280, tmp_path)
    assert values["other"][1] == values["lead"][1]
    assert values["other"][0] > values["lead"][0]


def test_the_choice_of_rows_works_without_a_script(browser: str, site: Site, tmp_path: Path, pair: Alignment) -> None:
    values = measured(browser, site, to_html(pair), 1280, tmp_path)
    assert (values["shown"], values["chosen"]) == (5, 2)


@pytest.mark.parametrize(("scheme", "ground"), [(0, "rgb(21, 24, 29)"), (1, "rgb(250, 246, 238)")])
def test_the_page_follows_the_light(
    scheme: int, ground: str, browser: str, site: Site, tmp_path: Path, pair: Alignment
) -> None:
    flag = f"--blink-settings=preferredColorScheme={scheme}"
    assert measured(browser, site, to_html(pair), 390, tmp_path, flag)["ground"] == ground
