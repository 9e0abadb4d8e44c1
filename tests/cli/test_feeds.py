"""The commands about feeds: what they print, and the status they end with."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from newsdiff.cli.exit_status import ExitStatus
from newsdiff.config import data_dir
from support.faulty_server import answer
from support.feed_server import XML, FeedServer, feed, rss

if TYPE_CHECKING:
    from pathlib import Path

    from support.command_line import Said


def page(*links: str) -> bytes:
    named = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    return answer(f"<!doctype html><html><head>{named}</head><body></body></html>".encode())


def listed(said: Said) -> list[dict[str, object]]:
    status, out, _ = said("feeds", "--json")
    assert status == ExitStatus.FINE
    found: list[dict[str, object]] = json.loads(out)
    return found


def test_several_feeds_are_added_at_once(server: FeedServer, said: Said) -> None:
    one, two = server.serves("/one", feed("a", "b")), server.serves("/two", feed("c", title="Post"))
    status, out, err = said("add", one, two, "--group", "Towns", "--tag", "sea", "--name", "Mine")
    assert (status, err) == (ExitStatus.FINE, "")
    assert out == f"Mine was added with 2 articles ({one}).\nMine was added with 1 article ({two}).\n"
    assert [(one["group"], one["tags"], one["unread"]) for one in listed(said)] == [
        ("Towns", ["sea"], 2),
        ("Towns", ["sea"], 1),
    ]


def test_a_feed_gets_its_settings_with_its_address(server: FeedServer, said: Said) -> None:
    one = server.serves("/one", feed("a"))
    words = (
        "--every",
        "2h",
        "--full-text",
        "never",
        "--user-agent",
        "Reader 1",
        "--header",
        "X-Key: a:b c",
        "--header",
        "X-B:1",
    )
    assert said("add", one, *words)[0] == ExitStatus.FINE
    sent = server.headers("/one")
    assert (sent["user-agent"], sent["x-key"], sent["x-b"]) == ("Reader 1", "a:b c", "1")
    (told,) = listed(said)
    assert (told["interval"], told["full_text"]) == (7_200, "never")


def test_what_a_terminal_would_obey_is_not_kept_of_a_name_a_group_or_a_tag(server: FeedServer, said: Said) -> None:
    one = server.serves("/one", feed("a"))
    nasty = "Bell\x1b[1337z \x9b2J\u202eevil\udcff"
    status, out, _ = said("add", one, "--name", nasty, "--group", nasty, "--tag", nasty, "--tag", "\x1b[2J")
    assert status == ExitStatus.FINE
    assert out.startswith("Bell evil\ufffd was added")
    (told,) = listed(said)
    assert (told["title"], told["group"], told["tags"]) == ("Bell evil\ufffd", "Bell evil\ufffd", ["Bell evil\ufffd"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--every", "10s"), "too short"),
        (("--every", "60d"), "too long"),
        (("--every", "soon"), "is not a duration"),
        (("--header", "hunter2"), "a header is written as NAME: VALUE"),
        (("--header", "X Y: hunter2"), "cannot be sent"),
        (("--user-agent", "a\nb"), "cannot be sent"),
    ],
)
def test_settings_that_make_no_sense_add_nothing(
    server: FeedServer, said: Said, words: tuple[str, ...], why: str
) -> None:
    status, _, err = said("add", server.serves("/one", feed("a")), *words)
    assert status == ExitStatus.BAD_INPUT
    assert why in err
    assert "hunter2" not in err
    assert listed(said) == []
    assert server.paths() == []


def test_how_a_feed_was_read_stands_in_the_list_until_it_is_read_well(server: FeedServer, said: Said) -> None:
    one = server.serves("/one", answer(rss("a", "b")[:-30], headers=XML))
    said("add", one)
    said("refresh", "--force")
    server.serves("/one", answer(status=500))
    said("refresh", "--force")
    (told,) = listed(said)
    assert told["notices"] == ["The feed breaks off; 1 item before the break could be taken."]
    assert "The feed breaks off" in said("feeds")[1]
    server.serves("/one", feed("a", "b"))
    said("refresh", "--force")
    assert listed(said)[0]["notices"] == []


def test_what_is_not_added_gets_a_line_and_the_rest_is_added(server: FeedServer, said: Said) -> None:
    good, bad = server.serves("/one", feed("a")), server.url("/status:404")
    status, out, err = said("add", bad, good, "file:///etc/passwd")
    assert status == ExitStatus.BAD_INPUT
    assert out == f"The Bell was added with 1 article ({good}).\n"
    assert err.splitlines()[0] == f"newsdiff: {bad} answered 404 Not Found."
    assert "not an http or https address" in err.splitlines()[1]
    assert said("add", good)[:2] == (ExitStatus.FINE, f"The Bell was already there with 1 article ({good}).\n")


def test_the_only_feed_of_a_page_is_added_and_of_several_none(server: FeedServer, said: Said) -> None:
    a, b = server.serves("/a", feed("a", title="News")), server.serves("/b", feed("b", "c", title="Sport"))
    single, double = server.serves("/single", page("/a")), server.serves("/double", page("/a", "/b"))
    assert said("add", single)[1] == f"News was added with 1 article ({a}).\n"
    status, out, err = said("add", double)
    assert (status, out) == (ExitStatus.BAD_INPUT, "")
    assert f"{double} has 2 feeds" in err
    assert f"{a}: News (rss, 1 article, newest of 2026-11-20" in err
    assert "subscribed already" in err.splitlines()[1]
    status, out, _ = said("add", "--all", double)
    assert (status, out.splitlines()[1]) == (ExitStatus.FINE, f"Sport was added with 2 articles ({b}).")


def test_a_page_that_plays_a_feed_does_not_lead_on_for_ever(server: FeedServer, said: Said) -> None:
    # A feed when it is looked at, a page when it is added.
    server.routes["/a"] = lambda _: page("/a") if server.asked("/a") % 2 == 0 else feed("a")
    server.serves("/", page("/a"))
    status, out, err = said("add", server.url("/"))
    assert (status, out) == (ExitStatus.BAD_INPUT, "")
    assert "add one of them" in err or "could be read" in err


def test_a_refresh_says_what_came_and_what_failed(server: FeedServer, said: Said) -> None:
    server.serves("/one", feed("a"))
    said("add", server.url("/one"))
    server.serves("/one", feed("a", "b"))
    status, out, err = said("refresh")
    assert (status, err) == (ExitStatus.FINE, "")
    assert out.startswith("1 feed fetched in ")
    assert out.endswith(" seconds: 1 new article.\n")
    server.serves("/one", answer(status=500))
    status, out, err = said("refresh")
    assert (status, err) == (
        ExitStatus.SOME_FAILED,
        f"newsdiff: The Bell: {server.url('/one')} answered 500 Internal Server Error.\n",
    )
    assert "1 feed failed" in out
    assert said("refresh")[1] == "No feed is due.\n"
    assert said("refresh", "--force")[0] == ExitStatus.SOME_FAILED


def test_a_refresh_in_json_is_for_programs(server: FeedServer, said: Said, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{server.serves('/one', feed('a'))}\n{server.url('/status:410')}\n")
    assert said("import", str(tmp_path / "urls"))[1] == "2 feeds added. “newsdiff refresh” fetches them.\n"
    status, out, _ = said("refresh", "--json")
    told = json.loads(out)
    assert status == ExitStatus.SOME_FAILED
    assert (told["feeds"], told["new"], told["unchanged"], told["waiting"]) == (2, 1, 0, [])
    assert told["failed"][0]["url"] == server.url("/status:410")
    by_url = {one["url"]: one for one in listed(said)}
    gone, good = by_url[server.url("/status:410")], by_url[server.url("/one")]
    assert (gone["gone"], gone["next_try"], gone["last_good"]) == (True, None, None)
    assert "it is not asked again" in str(gone["error"])
    assert (good["error"], good["items"], good["unread"]) == (None, 1, 1)
    assert all(good[moment] for moment in ("last_try", "last_good", "next_try"))


def test_a_refresh_beside_another_one_is_told(said: Said) -> None:
    code = (
        "import sys\n"
        "from newsdiff.adapters.store import FILE_NAME, open_store\n"
        "from newsdiff.config import data_dir\n"
        "with open_store(data_dir() / FILE_NAME).store as store, store.refresh_lock():\n"
        "    print('holds', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"holds\n"
        status, out, err = said("refresh")
        other.kill()
    assert (status, out) == (ExitStatus.BUSY, "")
    assert f"process {other.pid}" in err


def test_the_list_says_what_is_wrong_and_shows_no_secret(server: FeedServer, said: Said, tmp_path: Path) -> None:
    server.serves("/missing?token=s3cret", answer(status=404))
    place = server.url("/missing?token=s3cret").replace("//", "//ida:hunter2@")
    (tmp_path / "urls").write_text(place)
    everything = [said("import", str(tmp_path / "urls")), said("refresh"), said("feeds"), said("feeds", "--json")]
    everything += [said("export-opml"), said("remove", place)]
    assert "answered 404 Not Found. (since " in everything[2][1]
    assert not any(secret in str(everything) for secret in ("hunter2", "s3cret", "ida"))


def test_an_empty_list_says_how_to_begin(said: Said) -> None:
    assert said("feeds") == (ExitStatus.FINE, "", 'newsdiff: no feeds yet; "newsdiff add URL" adds one.\n')
    assert listed(said) == []
    assert said("refresh")[:2] == (ExitStatus.FINE, "No feed is due.\n")


def test_a_feed_is_removed_by_title_or_address_and_comes_back(server: FeedServer, said: Said) -> None:
    one, two = server.serves("/one", feed("a")), server.serves("/two", feed("b", title="Post"))
    said("add", one, two)
    assert said("remove", "the bell")[1].startswith("The Bell is removed.")
    assert said("remove", two)[0] == ExitStatus.FINE
    assert listed(said) == []
    status, _, err = said("remove", "the bell")
    assert (status, "No feed has the address or the title" in err) == (ExitStatus.BAD_INPUT, True)
    assert said("add", one)[1] == f"The Bell is back with 1 article ({one}).\n"


def test_a_title_that_two_feeds_have_removes_none(server: FeedServer, said: Said) -> None:
    said("add", server.serves("/one", feed("a")), server.serves("/two", feed("b")))
    status, _, err = said("remove", "The Bell")
    assert (status, server.url("/two") in err) == (ExitStatus.BAD_INPUT, True)
    assert len(listed(said)) == 2


def test_lists_go_out_and_come_in(server: FeedServer, said: Said, tmp_path: Path) -> None:
    said("add", server.serves("/one", feed("a")))
    path = str(tmp_path / "out.opml")
    assert said("export-opml", path) == (ExitStatus.FINE, "", "")
    assert said("export-opml")[1].encode() == (tmp_path / "out.opml").read_bytes()
    assert said("export-opml", path)[0] == ExitStatus.BAD_INPUT
    assert said("export-opml", "--force", path)[0] == ExitStatus.FINE
    assert said("import", path)[1] == "0 feeds added, 1 known already.\n"
    (tmp_path / "bad").write_text("<html></html>")
    assert said("import", str(tmp_path / "bad"))[0] == ExitStatus.BAD_INPUT


def test_articles_are_found(server: FeedServer, said: Said) -> None:
    said("add", server.serves("/one", feed("Harbour bridge closed", "Ferries run", link="https://bell.example/x")))
    status, out, err = said("search", "harbour", "is:unread")
    assert (status, err) == (ExitStatus.FINE, "")
    assert out.splitlines()[0].endswith("  The Bell  Harbour bridge closed")
    assert out.splitlines()[1].strip() == "https://bell.example/x"
    found = json.loads(said("search", "--json", "rain")[1])
    assert {one["title"] for one in found} == {"Harbour bridge closed", "Ferries run"}
    assert said("search", "zebra") == (ExitStatus.FINE, "", "newsdiff: no articles found.\n")
    assert said("search", "since:never")[0] == ExitStatus.BAD_INPUT


def test_a_store_that_cannot_be_used_has_a_status_of_its_own(said: Said) -> None:
    data_dir().parent.mkdir(parents=True, exist_ok=True)
    data_dir().write_text("a file in the way")
    for command in (("feeds",), ("refresh",), ("add", "https://bell.example/"), ("search", "x")):
        assert said(*command)[0] == ExitStatus.BAD_STORE


def test_a_list_without_a_feed_is_no_success_and_an_address_is_a_list_too(
    server: FeedServer, said: Said, tmp_path: Path
) -> None:
    outline = b"<outline text='Bell' xmlUrl='%s'/>" % server.serves("/one", feed("a")).encode()
    whole = b"<opml version='2.0'><body>" + outline + b"</body></opml>"
    path = str(tmp_path / "list")
    for body, lines in ((b"", 1), (whole[:20], 2), (whole.replace(outline, b""), 1)):
        (tmp_path / "list").write_bytes(body)
        status, out, err = said("import", path)
        assert (status, out, len(err.splitlines())) == (ExitStatus.BAD_INPUT, "", lines)
        assert err.endswith(f"newsdiff: {path} has no feed that could be taken, so nothing was imported.\n")
    status, out, err = said("import", server.serves("/list?key=hunter2", answer(whole)))
    assert (status, out) == (ExitStatus.FINE, "1 feed added. “newsdiff refresh” fetches them.\n")
    # Grammar for one.
    assert "1 feed of the list lies in a private network and is not fetched." in err
    status, _, err = said("import", server.serves("/none?key=hunter2", answer(status=404)))
    assert status == ExitStatus.BAD_INPUT
    assert "answered 404" in err
    assert "hunter2" not in err


@pytest.mark.parametrize("command", ["add", "feeds", "refresh", "import", "export-opml", "remove", "search"])
def test_every_command_explains_itself_without_loading_the_store(command: str) -> None:
    code = (
        f"import sys\nfrom newsdiff.cli import run\nstatus = run(['{command}', '--help'])\n"
        "sys.exit(status or any(one in sys.modules for one in ('sqlite3', 'aiohttp', 'asyncio', 'textual')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert b"Usage: " in done.stdout


def test_a_search_shows_keys_in_links_only_where_they_are_asked_for(server: FeedServer, said: Said) -> None:
    one = server.serves("/one", feed("a", link="https://bell.example/{}?code=12&token=hunter2"))
    assert said("add", one)[0] == ExitStatus.FINE
    masked, whole = "https://bell.example/a?code=…&token=…", "https://bell.example/a?code=12&token=hunter2"
    assert masked in said("search", "a")[1]
    assert json.loads(said("search", "a", "--json")[1])[0]["url"] == masked
    assert whole in said("search", "a", "--secrets")[1]
    assert json.loads(said("search", "a", "--json", "--secrets")[1])[0]["url"] == whole
    plain = server.serves("/two", feed("b", link="https://bell.example/{}?code=12"))
    said("add", plain)
    assert "https://bell.example/b?code=12\n" in said("search", "b")[1]
