"""Articles in real files on a real disk, and everything that lies beside them."""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsdiff.adapters.files import MAX_BYTES, HtmlFile, find, parse, read
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from newsdiff.core.models import RawArticle

NOISE = random.Random(7).randbytes(4096)  # noqa: S311 -- any noise will do

TEXT = "The ferry left at nine.\n\nNobody saw it come back."


def one(path: Path) -> RawArticle:
    result = read(path)
    assert isinstance(result, tuple)
    (page,) = result
    return page


def written(folder: Path, name: str, body: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    message = str(caught.value)
    assert message.isprintable()
    assert message.endswith(".")
    return message


def test_plain_text_is_taken_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "ferry.txt", TEXT)
    page = one(path)
    assert (page.text, page.source) == (TEXT, str(path))
    assert (page.title, page.outlet, page.published, page.sample) == (None, None, None, False)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_text_is_read_in_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    text = "Das Café öffnete früh, und niemand kam.\nSo ging es weiter, Tag für Tag."
    assert one(written(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("mark", ["utf-16-be", "utf-32-be"])
def test_the_other_byte_orders_are_read_by_their_mark(tmp_path: Path, mark: str) -> None:
    assert one(written(tmp_path, "a.txt", ("\ufeff" + "新聞が届いた。").encode(mark))).text == "新聞が届いた。"


def test_windows_quotation_marks_and_line_ends_become_proper_ones(tmp_path: Path) -> None:
    assert (
        one(written(tmp_path, "a.txt", b"\x93Yes,\x94 she said.\r\nNo.\rPerhaps.")).text
        == "“Yes,” she said.\nNo.\nPerhaps."
    )


def test_one_bad_byte_does_not_turn_a_utf8_file_into_another_encoding(tmp_path: Path) -> None:
    body = ("Größe und Übermut. " * 20).encode() + b"\xff" + "Ärger.".encode()
    assert "Übermut" in one(written(tmp_path, "a.txt", body)).text


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.md", b" \n\t\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "has no text in it"),
        ("head.md", b"---\ntitle: A\n---\n", "has no text in it"),
        ("noise.txt", bytes(range(256)) * 20, "is not text"),
        ("zeros.txt", bytes(4096), "is not text"),
        ("random.txt", NOISE, "is not text"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        ("renamed.txt", b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        ("a.docx", b"PK\x03\x04....", "an office document"),
        ("a.rtf", b"{\\rtf1\\ansi Hello}", "an RTF document"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.txt", b"\x1f\x8b\x08....", "a compressed file"),
        ("long.md", b"a " * 130_000, "more Markdown than newsdiff reads"),
    ],
    ids=lambda value: f"{len(value)} bytes" if isinstance(value, bytes) else None,
)
def test_what_is_no_article_is_told(tmp_path: Path, name: str, body: bytes, words: str) -> None:
    message = refusal(written(tmp_path, name, body))
    assert message.startswith(str(tmp_path / name))
    assert words in message


def test_a_zip_archive_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
    assert "a zip archive" in refusal(tmp_path / "a.zip")


def test_a_file_that_is_too_big_is_told_with_its_size_and_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(20 * 2**20)
    assert refusal(path) == f"{path} has 20.0 MB; newsdiff reads articles of up to 5 MB."
    fits = written(tmp_path, "fits.txt", b"ab \n" * (MAX_BYTES // 4))
    assert len(one(fits).text) == MAX_BYTES


def test_missing_files_folders_and_odd_names_are_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == f"There is no file {tmp_path / 'none.txt'}."
    assert "There is no file" in refusal(written(tmp_path, "a.txt", TEXT) / "b.txt")
    assert "is a folder, not a file" in refusal(tmp_path)
    assert "There is no file" in refusal(Path("a\x00b"))
    assert "too long" in refusal(tmp_path / ("a" * 300))
    assert "\x1b" not in refusal(tmp_path / "\x1b[31m\udcffred.txt")
    (tmp_path / "loop").symlink_to("loop")
    assert "leads in a circle" in refusal(tmp_path / "loop")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert "permission denied" in refusal(path)


def test_devices_and_pipes_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.txt"))
        for path in (tmp_path / "pipe.txt", tmp_path / "s.txt", Path("/dev/zero"), Path("/dev/null")):
            assert "a device or a pipe" in refusal(path)


def test_a_pipe_that_takes_a_files_place_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: before)
    assert "a device or a pipe" in refusal(path)
    assert stat.S_ISREG(before.st_mode)


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "A.md", "c.HTML", "d.json", "e.markdown", "f.htm", "g.xhtml", "h.text"):
        written(tmp_path, name, TEXT)
    for name in (".hidden.txt", "README.md", "readme.txt", "picture.png", "notes", "b.txt~"):
        written(tmp_path, name, TEXT)
    (tmp_path / "more").mkdir()
    (tmp_path / "folder.txt").mkdir()
    written(tmp_path / "more", "z.txt", TEXT)
    (tmp_path / "broken.txt").symlink_to("nowhere")
    (tmp_path / "linked.txt").symlink_to("b.txt")
    found = [path.name for path in find(tmp_path)]
    assert found == ["A.md", "b.txt", "c.HTML", "d.json", "e.markdown", "f.htm", "g.xhtml", "h.text", "linked.txt"]


def test_a_file_stands_for_itself_whatever_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, "README", TEXT)
    assert find(path) == [path]
    assert one(path).text == TEXT


def test_a_folder_without_articles_and_a_path_without_anything_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no articles in the folder"):
        find(tmp_path)
    with pytest.raises(ReadError, match="There is no file"):
        find(tmp_path / "none")


FRONT = """---
Title: "Ferry \\"Ida\\" is missing"
source: The Tidal Post   # our own
date: 2026-05-12T08:30:00+02:00
URL: https://tidal.example/ferry
lang: en-GB
tags:
  - sea
  - ferry
sample: true
---

The ferry left at nine.
"""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter_is_read_in_text_and_markdown(tmp_path: Path, name: str) -> None:
    page = one(written(tmp_path, name, FRONT))
    assert (page.title, page.outlet, page.language) == ('Ferry "Ida" is missing', "The Tidal Post", "en")
    assert (page.published, page.day_only) == (datetime(2026, 5, 12, 6, 30, tzinfo=UTC), False)
    assert (page.url, page.sample) == ("https://tidal.example/ferry", True)
    assert page.text.strip() == "The ferry left at nine."


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("+++\ntitle = 'A'\ndate = 2026-05-12\n+++\n", "title", "A"),
        ("+++\ndate = 2026-05-12\n+++\n", "published", datetime(2026, 5, 12, tzinfo=UTC)),
        ("+++\ndate = 2026-05-12T08:30:00Z\n+++\n", "published", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
        ("+++\nsample = true\n+++\n", "sample", True),
        ("---\ntitle: A\n...\n", "title", "A"),
        ("\ufeff\n---\ntitle: A\n---\n", "title", "A"),
        ("---\ntitle: 'It''s A'\n---\n", "title", "It's A"),
        ("---\ntitle: >\n  A\n  long one\n---\n", "title", "A long one"),
        ("---\n# a note\n\ntitle: A\n---\n", "title", "A"),
        ("---\ntitle: A: B #1\n---\n", "title", "A: B"),
        ("---\npublished: true\ndate-published: 2026-05-12\n---\n", "published", datetime(2026, 5, 12, tzinfo=UTC)),
        ("---\nsource: https://a.example/x\n---\n", "url", "https://a.example/x"),
        ("---\nsource: https://a.example/x\n---\n", "outlet", None),
        ("---\nurl: javascript:alert(1)\n---\n", "url", None),
        ("---\ntitle: \x1b[31mA\x07\n---\n", "title", "A"),
        ("---\ndate: soon\n---\n", "published", None),
        ("---\nlanguage: English\n---\n", "language", None),
    ],
)
def test_fields_are_understood_as_people_write_them(front: str, field: str, value: object) -> None:
    result = parse((front + TEXT).encode(), "a.txt")
    assert isinstance(result, tuple)
    assert getattr(result[0], field) == value
    assert result[0].text.strip() == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule stands above this line.\n---\nAnd below.",
        "---\ntitle: but it never ends\n\nText.",
        "+++\nnot = [toml\n+++\nText.",
        "--- he said ---\ntitle: x\n---\n",
        "---\n---\nText.",
    ],
)
def test_what_only_looks_like_front_matter_stays_text(tmp_path: Path, text: str) -> None:
    page = one(written(tmp_path, "a.txt", text))
    assert page.text == text
    assert page.title is None


MARKDOWN = """# The ferry *Ida* is missing

The [ferry](https://tidal.example "title") left **at nine**,
with ~~ten~~ `12` people. ![a picture](x.png)
A line that ends hard\\
goes on here.<br>And here.

What the master said
--------------------

> “Nobody saw it.”
>
> “Not one.”

* first point
* second point
    1. inner point

<div class="ad"><!-- no --><script>evil()</script><p>Words in HTML.</p></div>

| Year | Ferries |
|------|---------|
| 2026 | 4       |

```
code stays
  as it is
```

***

An &amp; and \\*stars\\*. <https://a.example/> [broken] [ref][1]

[1]: https://b.example
"""


def test_markdown_becomes_what_a_reader_would_see(tmp_path: Path) -> None:
    page = one(written(tmp_path, "a.md", MARKDOWN))
    assert page.title == "The ferry Ida is missing"
    assert page.text.split("\n\n") == [
        "The ferry left at nine, with ten 12 people.  A line that ends hard",
        "goes on here.",
        "And here.",
        "# What the master said",
        "“Nobody saw it.”",
        "“Not one.”",
        "first point",
        "second point",
        "inner point",
        "Words in HTML.",
        "Year | Ferries",
        "2026 | 4",
        "code stays\n  as it is",
        "An & and *stars*. https://a.example/ [broken] ref",
    ]


def test_a_title_in_front_matter_comes_before_the_heading(tmp_path: Path) -> None:
    page = one(written(tmp_path, "a.md", "---\ntitle: Field\n---\n# Heading\n\nText."))
    assert (page.title, page.text) == ("Field", "Text.")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.html", b"<p>Text</p>"),
        ("a.XHTML", b"\x89 whatever"),
        ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><html>"),
        ("a", b'<?xml version="1.0"?>\n<!-- saved --><html lang="en">'),
    ],
)
def test_a_web_page_is_left_to_the_process_that_reads_pages(tmp_path: Path, name: str, body: bytes) -> None:
    path = written(tmp_path, name, body)
    assert read(path) == HtmlFile(str(path), body)


def test_text_about_html_is_text(tmp_path: Path) -> None:
    assert one(written(tmp_path, "a.md", "<html> is a tag.\n\nYes.")).text
    assert one(written(tmp_path, "a.txt", "The <html> tag.")).text == "The <html> tag."


def test_json_gives_an_article(tmp_path: Path) -> None:
    fields = {
        "outlet": "Post",
        "title": "A",
        "date": "2026-05-12",
        "url": "http://a.example",
        "language": "de",
        "text": TEXT,
    }
    page = one(written(tmp_path, "a.json", json.dumps(fields)))
    assert (page.outlet, page.title, page.url, page.language, page.text) == (
        "Post",
        "A",
        "http://a.example/",
        "de",
        TEXT,
    )
    assert (page.published, page.day_only, page.sentences) == (datetime(2026, 5, 12, tzinfo=UTC), True, None)


def test_sentences_in_json_are_taken_as_they_are(tmp_path: Path) -> None:
    sentences = ["  Two spaces. And two sentences.", "Read more", "", "Read more"]
    page = one(written(tmp_path, "a.json", json.dumps({"sentences": sentences, "title": None})))
    assert page.sentences == tuple(sentences)


def test_a_json_list_gives_several_articles(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps([{"outlet": "A", "text": "a"}, {"outlet": "B", "sentences": ["b"]}]))
    result = read(path)
    assert isinstance(result, tuple)
    assert [page.outlet for page in result] == ["A", "B"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{", "is not valid JSON: line 1, column 2"),
        ("[" * 100_000, "nested too deep"),
        ("1" * 5_000, "too long numbers"),
        ('"text"', "must be an object with the keys of an article, and is a text"),
        ("[]", "its list is empty"),
        ('[{"text": "a"}, 3]', "article 2, must be an object with the keys of an article, and is a number"),
        ("{}", 'has no text: it needs "text", or "sentences" as a list of texts'),
        ('{"text": " "}', "has no text"),
        ('{"text": 3}', 'is wrong at "text": it must be text, and is a number'),
        ('{"text": "a", "title": ["b"]}', 'is wrong at "title": it must be text, and is a list'),
        ('{"text": "a", "outlet": {"name": "b"}}', 'is wrong at "outlet": it must be text, and is an object'),
        ('{"text": "a", "date": false}', 'is wrong at "date": it must be text, and is true or false'),
        ('{"sentences": "a"}', 'is wrong at "sentences": it must be a list of texts, and is a text'),
        ('{"sentences": ["a", null]}', 'is wrong at "sentences": number 2 must be text, and is null'),
        ('{"sentences": [" "]}', 'is wrong at "sentences": there is no text in them'),
    ],
)
def test_wrong_json_is_told_with_the_key_and_what_was_expected(tmp_path: Path, data: str, words: str) -> None:
    assert words in refusal(written(tmp_path, "a.json", data))


def test_half_characters_in_json_do_not_come_in(tmp_path: Path) -> None:
    page = one(written(tmp_path, "a.json", '{"sentences": ["a\\ud800b"], "title": "\\udfff\\ud83d\\ude00"}'))
    assert page.sentences == ("a\ufffdb",)
    assert (page.title or "").encode()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(_bytes),
        st.text(alphabet="-+:=#*_`[]()<>!|\"'{}\\ \n\tab1\ud800", max_size=120).map(_bytes),
    ),
    suffix=st.sampled_from([".txt", ".md", ".json", ".html", ""]),
    head=st.sampled_from([b"", b"---\n", b"+++\n", b'{"text": "', b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00"]),
)
@example(body=b"a = 9999999999999999999\n+++\nx", suffix=".txt", head=b"+++\n")
@example(body=b"\xd8\x00", suffix=".txt", head=b"\xfe\xff")
def test_whatever_the_bytes_reading_gives_a_page_or_a_refusal(
    tmp_path: Path, body: bytes, suffix: str, head: bytes
) -> None:
    path = written(tmp_path, f"a{suffix}", head + body)
    result: object = ()
    with contextlib.suppress(ReadError):
        result = read(path)
    for page in result if isinstance(result, tuple) else ():
        page.text.encode()
        assert page.text.strip() or page.sentences
