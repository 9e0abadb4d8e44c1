"""The commands about stories, as they are typed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsdiff.adapters.store import FILE_NAME, open_store
from newsdiff.cli import run
from newsdiff.cli.exit_status import ExitStatus
from newsdiff.config import data_dir
from newsdiff.core.library.feeds import FeedSettings
from support.faulty_server import answer
from support.feed_builders import at, entry, saved, subscribed
from support.feed_server import XML, rss
from support.headlines import HEADLINES
from support.store_fixtures import open_new_store
from support.stored_stories import BRIDGE, cluster, feeds, publish_and_cluster, summary, titles_by_story

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.adapters.store import Store
    from support.command_line import Said
    from support.feed_server import FeedServer

LINES = (
    {"id": "a1", "title": "Ship hits pillar of Norvik harbour bridge", "summary": "The bridge was closed after a cargo ship hit it.", "outlet": "Bell", "published": "2026-11-20T10:00:00+00:00"},
    {"id": 7, "title": "Bakers praise cheaper flour imports", "summary": None, "published": "2026-11-20T10:30:00Z"},
    {"id": "b1", "title": "Norvik bridge shut as cargo ship rams pillar", "summary": "Engineers inspect the harbour bridge.", "outlet": "Post", "published": "2026-11-20T13:00:00+02:00"},
)  # fmt: skip
FINE = '{"id": 1, "title": "A", "published": "2026-11-20"}'


def test_group_gives_every_item_its_story(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "items.jsonl"
    file.write_text("\n\n".join(map(json.dumps, LINES)) + "\n")
    assert run(["group", "--json", str(file)]) == ExitStatus.FINE
    told = {one["id"]: one["story"] for one in map(json.loads, capfd.readouterr().out.splitlines())}
    assert told["a1"] == told["b1"] != told[7]
    assert set(told) == {"a1", "b1", 7}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (f"{FINE}\nnonsense", "Line 2 of {} is not JSON."),
        ("[" * 200_000, "Line 1 of {} is not JSON."),
        ("[1]", "Line 1 of {} is not a JSON object."),
        ('{"title": "A", "published": "2026-11-20"}', "Line 1 of {} has no “id” that is a text or a whole number."),
        ('{"id": true, "title": "A", "published": "2026-11-20"}', "Line 1 of {} has no “id” that is a text or a whole number."),
        ('{"id": 1, "published": "2026-11-20"}', "Line 1 of {} has no text as its “title”."),
        ('{"id": 1, "title": "A", "summary": 3, "published": "2026-11-20"}', "Line 1 of {} has no text as its “summary”."),
        ('{"id": 1, "title": "A", "published": "soon"}', "Line 1 of {} has a “published” that is no ISO 8601 time: 'soon'."),
        (f"\n{FINE}\n\n{FINE}", "Line 4 of {} has the id 1, as line 2 has."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], lines: str, said: str
) -> None:
    file = tmp_path / "items.jsonl"
    file.write_text(lines)
    assert run(["group", "--json", str(file)]) == ExitStatus.BAD_INPUT
    output = capfd.readouterr()
    assert output.out == ""
    assert output.err == f"newsdiff: {said.format(file)}\n"


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b'{"id": 1, "title": "\xff", "published": "2026-11-20"}'])
def test_a_file_in_another_encoding_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes) -> None:
    file = tmp_path / "items.jsonl"
    file.write_bytes(content)
    assert run(["group", str(file)]) == ExitStatus.BAD_INPUT
    assert capfd.readouterr().err == f"newsdiff: Line 1 of {file} is not UTF-8.\n"


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["group", str(tmp_path / "none")]) == ExitStatus.BAD_INPUT
    assert "could not be read (No such file or directory)." in capfd.readouterr().err


def test_a_language_counts_however_it_is_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "items.jsonl"
    told = {"title": BRIDGE[0][0], "summary": BRIDGE[0][1], "published": "2026-11-20T10:00:00Z"}
    languages = ("en", "en-GB", "EN", "", "../en", "de")
    file.write_text("\n".join(json.dumps({**told, "id": one, "language": one}) for one in languages))
    assert run(["group", "--json", str(file)]) == ExitStatus.FINE
    found = {one["id"]: one["story"] for one in map(json.loads, capfd.readouterr().out.splitlines())}
    assert len({found[one] for one in languages[:-1]}) == 1
    assert found["de"] != found["en"]


def test_an_empty_file_has_no_items(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "items.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + FINE.encode())
    assert run(["group", str(file)]) == ExitStatus.FINE
    assert capfd.readouterr().out == '{"id": 1, "story": 1}\n'
    file.write_text("\n")
    assert run(["group", str(file)]) == ExitStatus.FINE
    assert capfd.readouterr().out == ""


UKRAINIAN = (
    (
        "Президент Зеленський зустрівся з канцлером",
        "Верховна Рада ухвалила державний бюджет України",
        "Негода в Карпатах",
    ),
    ("Зеленський провів зустріч з канцлером Німеччини", "Рада ухвалила бюджет України", "Землетрус під Полтавою"),
)


def test_titles_alone_of_one_event_find_each_other_in_other_languages(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "items.jsonl"
    items = [
        {"id": 10 * number + place, "title": title, "outlet": outlet, "published": f"2026-11-20T1{place}:00:00Z"}
        for number, outlet in enumerate(("Pravda", "Suspilne"))
        for place, title in enumerate(UKRAINIAN[number])
    ]
    file.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    assert run(["group", str(file)]) == ExitStatus.FINE
    found = {told["id"]: told["story"] for told in map(json.loads, capfd.readouterr().out.splitlines())}
    assert (found[0], found[1]) == (found[10], found[11])
    assert len({found[0], found[1], found[2], found[12]}) == 4


# The stored stories


def stored() -> None:
    """The usual town, in the store that the commands open."""
    with open_new_store(data_dir() / FILE_NAME).store as store:
        publish_and_cluster(store)


def test_stories_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    stored()
    assert run(["stories", "--min-outlets", "2"]) == ExitStatus.FINE
    out = capfd.readouterr().out
    assert out.count("\n") == 4
    assert "Harbour bridge in Norvik closed after ship strikes pillar\n" in out
    assert "3 outlets: Bell, Post, Tide (3 unread)\n" in out
    assert run(["stories", "--json", "--limit", "1", "--min-outlets", "3"]) == ExitStatus.FINE
    (told,) = json.loads(capfd.readouterr().out)
    assert told["headline"].startswith("Harbour bridge")
    assert [one["outlet"] for one in told["outlets"]] == ["Bell", "Post", "Tide"]
    assert f"story {told['id']} " in out
    assert (told["articles"], told["unread"], told["compared"]) == (3, 3, None)


def test_only_watched_stories_are_listed_if_wished(capfd: pytest.CaptureFixture[str]) -> None:
    stored()
    with open_store(data_dir() / FILE_NAME).store as store:
        watched = summary(store, "Aldmark").id
        store.watch_story(watched)
    assert run(["stories", "--watched", "--json"]) == ExitStatus.FINE
    assert [one["id"] for one in json.loads(capfd.readouterr().out)] == [watched]


def publish_two_by_bell(store: Store) -> None:
    """A story of two outlets, of which the Bell tells of four people on board at first, and then of six."""
    first = entry("a", -60, BRIDGE[0][0], f"{BRIDGE[0][1]}\n\nFour people were on board, the harbour police said.")
    newest = entry("c", -10, BRIDGE[0][0], f"{BRIDGE[0][1]}\n\nSix people were on board, the harbour police said.")
    bell, post = feeds(store, "Bell", "Post")
    for feed in (bell, post):
        store.set_settings(feed, FeedSettings(full_text="never"))
    saved(store, bell, newest, first, title="Bell")
    saved(store, post, entry("b", -30, *BRIDGE[1]), title="Post")
    cluster(store)


def test_a_story_is_compared_by_its_id_and_stays_unread(said: Said, tmp_path: Path) -> None:
    with open_new_store(data_dir() / FILE_NAME).store as store:
        publish_two_by_bell(store)
        story = summary(store, "Norvik")
        assert (story.outlets, story.entries) == (2, 3)
    status, out, err = said("compare", "--story", str(story.id), "--json")
    assert status == ExitStatus.FINE, err
    told = json.loads(out)
    assert [one["outlet"] for one in told["articles"]] == ["Bell", "Post"]
    assert "Six people" in out
    assert "Four people" not in out
    assert json.loads(said("stories", "--json")[1])[0]["unread"] == 3
    assert said("compare", "--story", "99") == (
        ExitStatus.BAD_INPUT,
        "",
        'newsdiff: there is no story 99; "newsdiff stories" lists those there are.\n',
    )
    assert said("compare", "--story", str(story.id), str(tmp_path))[0] == ExitStatus.BAD_INPUT


def test_the_articles_of_a_story_that_are_not_compared_are_named_and_can_be_compared(said: Said) -> None:
    with open_store(data_dir() / FILE_NAME).store as store:
        publish_two_by_bell(store)
        story = summary(store, "Norvik")
        earlier = next(one for one in store.story_entries(story.id) if one.published == at(-60))
    status, out, err = said("compare", "--story", str(story.id))
    assert status == ExitStatus.FINE, err
    assert out.startswith(f"{story.headline}\n")
    named = f"1 other article was not compared: Bell, 20 November 2026, 11:00 UTC: “{BRIDGE[0][0]}”."
    assert named in " ".join(out.split())
    assert f"--article ID compares another: {earlier.id} (Bell, 20 November 2026, 11:00 UTC)\n" in err
    for form in ("--markdown", "--html"):
        assert (
            "1 other article was not compared: Bell, 20 November 2026"
            in said("compare", "--story", str(story.id), form)[1]
        )
    told = json.loads(said("compare", "--story", str(story.id), "--json")[1])["story"]
    other = {"id": earlier.id, "outlet": "Bell", "title": BRIDGE[0][0], "date": "2026-11-20T11:00:00Z"}
    assert told == {"id": story.id, "headline": story.headline, "other_articles": [other]}
    assert said("stories", "--json")[1].count(story.headline) == 1
    status, out, err = said("compare", "--story", str(story.id), "--article", str(earlier.id))
    assert status == ExitStatus.FINE, err
    assert "Four people" in out
    assert "Six people" not in out
    assert "11:50 UTC" in err
    for wrong in (("--story", str(story.id), "--article", "99"), ("--article", str(earlier.id))):
        assert said("compare", *wrong)[0] == ExitStatus.BAD_INPUT


def test_a_comparison_has_the_headline_of_the_story_in_every_format(said: Said, tmp_path: Path) -> None:
    with open_store(data_dir() / FILE_NAME).store as store:
        for feed in publish_and_cluster(store):
            store.set_settings(feed, FeedSettings(full_text="never"))
        story = summary(store, "Norvik")
        store.set_lead(story.id, story.accounts[1].entry)
        headline = store.some_stories([story.id])[0].headline
    assert headline == BRIDGE[1][0]
    asked = ("compare", "--story", str(story.id))
    assert said(*asked)[1].startswith(f"{headline}\n")
    assert said(*asked, "--markdown")[1].startswith(f"# {headline}\n")
    assert f"<title>{headline}</title>" in said(*asked, "--html")[1]
    assert json.loads(said(*asked, "--json")[1])["story"] == {
        "id": story.id,
        "headline": headline,
        "other_articles": [],
    }
    articles = [tmp_path / f"{number}.txt" for number in (1, 2)]
    for one in articles:
        one.write_text(f"{one.stem}. A headline of its own\n\n{BRIDGE[0][1]} {one.stem}", encoding="utf-8")
    assert "story" not in json.loads(said("compare", "--json", *map(str, articles))[1])


def test_stories_of_a_span_of_time(capfd: pytest.CaptureFixture[str]) -> None:
    stored()
    assert run(["stories", "--since", "9999w", "--json"]) == ExitStatus.FINE
    assert len(json.loads(capfd.readouterr().out)) == 5
    assert run(["stories", "--since", "0m"]) == ExitStatus.FINE
    assert capfd.readouterr() == ("", "newsdiff: no stories found.\n")


@pytest.mark.parametrize("span", ["", "d", "1", "1y", "one d", "-1d", "1_0d", "9" * 9 + "w", "9" * 12 + "w"])
def test_a_span_that_is_none_is_told(capfd: pytest.CaptureFixture[str], span: str) -> None:
    expected = ExitStatus.BAD_INPUT if span else ExitStatus.FINE
    assert run(["stories", "--since", span]) == expected
    assert ("is not a duration" in capfd.readouterr().err) == bool(span)


def test_what_waits_for_a_refresh_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with open_new_store(data_dir() / FILE_NAME).store as store:
        store.record_refresh_start(datetime.now(UTC))
        saved(store, subscribed(store), entry("1"))
    assert run(["stories"]) == ExitStatus.FINE
    assert "1 article not grouped yet" in capfd.readouterr().err


@pytest.mark.parametrize("language", ["uk", "pl", "lt"])
def test_titles_alone_of_two_feeds_find_each_other(server: FeedServer, said: Said, language: str) -> None:
    one, another, other, other_again = HEADLINES[language]
    for path, titles in (("/bell", (one, other)), ("/post", (another, other_again))):
        xml = rss(*titles, title=path, text="", link=f"https://{path[1:]}.example/{{}}")
        assert said("add", server.serves(path, answer(xml, headers=XML)))[0] == ExitStatus.FINE
    assert said("refresh", "--force")[0] == ExitStatus.FINE
    status, out, _ = said("stories", "--json")
    assert status == ExitStatus.FINE
    with open_store(data_dir() / FILE_NAME).store as store:
        assert titles_by_story(store) == {frozenset({one, another}), frozenset({other, other_again})}
    assert len(json.loads(out)) == 2
