"""Gathering: a folder's bad files do not spoil its good ones, and a place named by hand has to be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsdiff.errors import ReadError
from newsdiff.service import AppContext

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.service import LoadedArticles

ONE = "The old bridge over the Lorn was closed on Friday after an inspection.\n\nEngineers found 12 cracks in its pier."
TWO = "Commuters walked home on Friday evening.\n\nThe bridge across the river had been shut without any warning."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, an empty file, and one that holds no sentence."""
    made = tmp_path / "story"
    made.mkdir()
    for name, text in {"a-empty.txt": "", "b.txt": ONE, "c-signs.txt": "*** --- ***\n", "d.txt": TWO}.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


async def gathered(*places: Path | str, strict: bool) -> LoadedArticles:
    async with AppContext() as context:
        return await context.load_articles([str(place) for place in places], strict=strict)


@pytest.mark.parametrize("strict", [True, False])
async def test_the_bad_files_of_a_folder_are_told_and_the_others_read(folder: Path, strict: bool) -> None:
    found = await gathered(folder, strict=strict)
    assert [one.text for one in found.articles] == [ONE, TWO]
    assert len(found.notices) == 2
    assert "a-empty.txt is empty. The rest of its folder was read." in found.notices[0]
    assert "c-signs.txt" in found.notices[1]


@pytest.mark.parametrize("strict", [True, False])
async def test_a_folder_of_bad_files_gives_the_error_of_the_first(folder: Path, strict: bool) -> None:
    (folder / "b.txt").unlink()
    (folder / "d.txt").unlink()
    with pytest.raises(ReadError, match=r"a-empty\.txt"):
        await gathered(folder, strict=strict)


@pytest.mark.parametrize("name", ["a-empty.txt", "c-signs.txt"])
async def test_a_bad_file_that_was_named_is_an_error(folder: Path, name: str) -> None:
    with pytest.raises(ReadError, match=name.replace(".", r"\.")):
        await gathered(folder / name, folder / "b.txt", strict=True)


async def test_a_tilde_without_such_a_user_is_part_of_a_name_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~nosuchuser.txt").write_text(ONE, encoding="utf-8")
    assert [one.text for one in (await gathered("~nosuchuser.txt", strict=True)).articles] == [ONE]
    with pytest.raises(ReadError, match="There is no home folder ~nosuchuser"):
        await gathered("~nosuchuser/x.md", strict=True)


async def test_a_folder_without_articles_does_not_spoil_the_places_beside_it(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = await gathered(empty, folder / "b.txt", folder / "d.txt", strict=False)
    assert len(found.articles) == 2
    assert "empty" in found.notices[0]


@pytest.mark.parametrize("strict", [True, False])
async def test_a_folder_of_files_without_sentences_gives_the_error_of_the_first(folder: Path, strict: bool) -> None:
    for name in ("a-empty.txt", "b.txt", "d.txt"):
        (folder / name).unlink()
    with pytest.raises(ReadError, match=r"c-signs\.txt"):
        await gathered(folder, strict=strict)


async def test_a_name_that_looks_like_a_users_is_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~nobody-of-that-name.txt").write_text(ONE, encoding="utf-8")
    assert len((await gathered("~nobody-of-that-name.txt", strict=True)).articles) == 1
