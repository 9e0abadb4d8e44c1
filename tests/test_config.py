from __future__ import annotations

import stat
import subprocess
import sys
import threading
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdiff
from newsdiff.config import (
    KINDS,
    Config,
    check,
    config_file,
    data_dir,
    default_file,
    load,
    save_setting,
    shown,
    toml_edit,
)
from newsdiff.errors import ConfigError
from support.full_disk import full_disk

if TYPE_CHECKING:
    from newsdiff.config import Value

SOURCE = str(Path(newsdiff.__file__).parents[1])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "newsdiff" / "config.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def test_without_a_file_every_setting_is_at_its_default(file: Path) -> None:
    assert load(file) == Config()
    assert (Config().theme, Config().view, Config().pane_width) == ("newsdiff-dark", "rows", 76)
    assert not file.parent.exists()


def test_an_empty_file_is_a_file_of_defaults(file: Path) -> None:
    assert load(written(file, "")) == Config()


def test_every_setting_can_be_set(file: Path) -> None:
    text = """
        theme = "nord"
        marks = "ascii"
        home = "stories"
        view = "panes"
        drawer = false
        word_diff = false
        weaker = true
        pane_width = 120
        sync_scroll = false
        refresh_interval = 600
        refresh_on_start = true
        contact = "desk@post.example"
        notify = "osc777"
        model = "off"
        semantic_model = "all-mpnet-base-v2"
        keymap.next-difference = "n, f8"
        outlets."bell.example" = " The  Bell "
    """
    read = load(written(file, text))
    assert read == Config(
        theme="nord",
        marks="ascii",
        home="stories",
        view="panes",
        drawer=False,
        word_diff=False,
        weaker=True,
        pane_width=120,
        sync_scroll=False,
        refresh_interval=600,
        refresh_on_start=True,
        contact="desk@post.example",
        notify="osc777",
        model="off",
        semantic_model="all-mpnet-base-v2",
        keymap={"next-difference": "n,f8"},
        outlets={"bell.example": "The Bell"},
    )
    assert set(tomllib.loads(text)) == {one.name for one in fields(Config)}


def test_a_byte_order_mark_and_windows_line_ends_are_read(file: Path) -> None:
    assert load(written(file, '\ufefftheme = "nord"\r\nweaker = true\r\n')) == Config(theme="nord", weaker=True)


def test_the_file_we_offer_says_the_defaults_and_what_each_setting_is_for(file: Path) -> None:
    text = default_file()
    assert load(written(file, text)) == Config()
    assert set(tomllib.loads(text)) == set(KINDS)
    for one in fields(Config):
        assert one.metadata["about"] in text
    assert "from 40 to 120" in text
    assert max(map(len, text.splitlines())) < 100


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pane_width = 30", '"pane_width" is 30, but must be a whole number from 40 to 120.'),
        ("pane_width = 121", '"pane_width" is 121, but must be a whole number from 40 to 120.'),
        ("pane_width = 76.0", '"pane_width" is 76.0, but must be a whole number from 40 to 120.'),
        ("pane_width = true", '"pane_width" is true, but must be a whole number from 40 to 120.'),
        ('drawer = "yes"', '"drawer" is "yes", but must be true or false.'),
        ("weaker = 1", '"weaker" is 1, but must be true or false.'),
        ('view = "columns"', '"view" is "columns", but must be "rows" or "panes".'),
        ('marks = ["ascii"]', "\"marks\" is ['ascii'], but must be \"auto\", \"unicode\" or \"ascii\"."),
        ('contact = "the desk"', '"contact" is "the desk", but must be an http(s) or e-mail address in quotes, "" for none.'),
        ('contact = "a@b.example)"', '"contact" is "a@b.example)", but must be an http(s) or e-mail address'),
        ("theme = 3", '"theme" is 3, but must be a name in quotes.'),
        ('theme = " "', '"theme" is " ", but must be a name in quotes.'),
        ('pane_with = 80', 'there is no setting "pane_with". Did you mean "pane_width"?'),
        ('Theme = "nord"', 'there is no setting "Theme". Did you mean "theme"?'),
        ("zzz = 1", 'there is no setting "zzz". There are: contact, drawer, home, keymap, marks, model, notify, outlets, pane_width, refresh_interval, '),
        ('keymap = "n"', '"keymap" is "n", but must be a table of its own, [keymap], with lines such as'),
        ("[keymap]\nquit = 5", '"keymap.quit" is 5, but must be keys in quotes with a comma between them'),
        ('[keymap]\nquit = "n,,m"', '"keymap.quit" is "n,,m", but must be keys in quotes'),
        ('[keymap]\nquit = ""', '"keymap.quit" is "", but must be keys in quotes'),
        ('outlets = "n"', '"outlets" is "n", but must be a table of its own, [outlets], with lines such as'),
        ('[outlets]\n"a.example" = ""', '"outlets.a.example" is "", but must be a name in quotes.'),
        ('[keymap.view]\nnext = "n"', "\"keymap.view\" is {'next': 'n'}, but must be keys in quotes"),
        ('"\\u001b[31m" = 1', r'there is no setting "\x1b[31m".'),
        ('theme = ["\\u009b", "\\u202e"]', r"""['\x9b', '\u202e']"""),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_what_was_found_and_what_is_allowed(file: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(written(file, text))
    assert str(raised.value).startswith(f"{file}: ")
    assert sentence in str(raised.value)
    assert str(raised.value).isprintable()


def test_a_long_value_is_cut_in_the_message(file: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        load(written(file, f'view = "{"x" * 5000}"'))
    assert "xxx…" in str(raised.value)
    assert len(str(raised.value)) < 200 + len(str(file))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('theme = "nord"\nview = rows\n', ", line 2, column 8: invalid value. Correct it"),
        ('theme = "nord', ", its end: unterminated string. Correct it"),
        ('theme = "a"\ntheme = "b"\n', ", line 2, column 12: cannot overwrite a value. Correct it"),
        ("a = " + "[" * 100_000, "brackets within brackets beyond reason"),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_the_place(file: Path, text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load(written(file, text))
    assert str(file) in str(raised.value)
    assert sentence in str(raised.value)


def test_a_file_that_is_no_text_is_told(file: Path) -> None:
    written(file, "").write_bytes(b'theme = "caf\xe9"')
    with pytest.raises(ConfigError, match=r"is not UTF-8 text \(see its byte 13\)"):
        load(file)


def test_a_folder_or_a_file_in_the_way_is_told(file: Path, tmp_path: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(ConfigError, match="could not be read"):
        load(file)
    (tmp_path / "flat").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="could not be read"):
        load(tmp_path / "flat" / "config.toml")
    with pytest.raises(ConfigError, match="could not be read"):
        save_setting(file, "theme", "nord")


def checked(settings: Config, file: Path) -> None:
    actions = ["next-difference", "previous-difference", "quit"]
    check(settings, file, themes=["newsdiff-dark", "nord"], actions=actions, is_key=["n", "f8", "ctrl+q"].__contains__)


def test_what_only_the_screen_knows_is_checked_by_it(file: Path) -> None:
    checked(Config(), file)
    checked(Config(theme="nord", keymap={"quit": "ctrl+q", "next-difference": "n,f8"}), file)
    with pytest.raises(ConfigError, match=r'"theme" is "nort", but there is no such theme. Did you mean "nord"\?'):
        checked(Config(theme="nort"), file)
    with pytest.raises(ConfigError, match=r'"keymap" names "next-diff", .* Did you mean "next-difference"\?'):
        checked(Config(keymap={"next-diff": "n"}), file)
    with pytest.raises(ConfigError, match=r'"keymap.quit" names "contrl\+q", but there is no such key'):
        checked(Config(keymap={"quit": "n,contrl+q"}), file)


MINE = """\
# My settings
  # indented

view = "panes"   # I like panes
'theme' = 'nord'

# My keys
[keymap]
quit = "ctrl+q" # never by accident
"""


def test_saving_a_setting_keeps_comments_order_and_spelling(file: Path) -> None:
    written(file, MINE)
    save_setting(file, "theme", "newsdiff-light")
    save_setting(file, "view", "rows")
    expected = MINE.replace("'nord'", '"newsdiff-light"').replace('"panes"', '"rows"')
    assert file.read_text(encoding="utf-8") == expected


def test_a_new_setting_stands_with_the_settings_and_not_between_a_comment_and_its_table(file: Path) -> None:
    written(file, MINE)
    save_setting(file, "pane_width", 60)
    save_setting(file, "keymap.next-difference", "n,f8")
    expected = MINE.replace("'nord'\n", "'nord'\npane_width = 60\n") + 'next-difference = "n,f8"\n'
    assert file.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nothing yet",
        '[keymap]\nquit = "q"',
        '# keys\n[keymap]\nquit = "q"\n',
        '\n\n[keymap]\nquit = "q"\n',
        'keymap.quit = "q"',
        'keymap = {quit = "q"}\n',
        'theme = """\n[a"""\n[keymap]\n',
        'theme = "x" # no line end',
        "[unknown]\n[keymap]\n",
        default_file(),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_whatever_the_file_looks_like_one_setting_changes_and_nothing_else(
    file: Path, before: str, newline: str
) -> None:
    written(file, before.replace("\n", newline))
    settings = tomllib.loads(before)
    save_setting(file, "drawer", value=False)
    save_setting(file, "keymap.a.b c", "f8")
    settings["drawer"] = False
    settings["keymap"] = {**settings.get("keymap", {}), "a.b c": "f8"}
    text = file.read_bytes().decode()
    assert tomllib.loads(text) == settings
    if newline in before.replace("\n", newline):
        assert text.count("\n") == text.count(newline)
    for line in before.splitlines():
        if line.startswith("#"):
            assert line in text


def test_saving_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "config.toml"
    save_setting(file, "weaker", value=True)
    assert load(file) == Config(weaker=True)
    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("bad", ['theme = "nord', "theme = nord\n", "\udcff"])
def test_a_file_that_does_not_parse_is_never_written_over(file: Path, bad: str) -> None:
    content = bad.encode(errors="surrogateescape")
    written(file, "").write_bytes(content)
    with pytest.raises(ConfigError):
        save_setting(file, "theme", "nord")
    assert file.read_bytes() == content
    assert [one.name for one in file.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theem", "nord"),
        ("theme", 1),
        ("theme", "half \ud800"),
        ("drawer", 1),
        ("pane_width", True),
        ("view", "x"),
        ("keymap.quit", ","),
        ("keymap.quit", True),
        ("keymap", "n"),
    ],
)
def test_a_setting_that_could_not_be_read_back_is_not_saved(file: Path, name: str, value: Value) -> None:
    with pytest.raises(ConfigError):
        save_setting(file, name, value)
    assert not file.exists()


def test_a_table_in_another_shape_is_left_as_it_is(file: Path) -> None:
    written(file, "keymap = 3\n")
    with pytest.raises(ConfigError, match="could not be changed and is as it was"):
        save_setting(file, "keymap.quit", "q")
    assert file.read_text(encoding="utf-8") == "keymap = 3\n"


def test_saving_keeps_the_files_mode_and_follows_a_link(file: Path, tmp_path: Path) -> None:
    written(file, 'theme = "nord"\n').chmod(0o640)
    link = tmp_path / "config.toml"
    link.symlink_to(file)
    save_setting(link, "theme", "newsdiff-dark")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == 'theme = "newsdiff-dark"\n'
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_stays_as_it_was(file: Path) -> None:
    written(file, 'theme = "nord"\n')
    with full_disk(), pytest.raises(ConfigError, match=r"could not be written .* as it was"):
        save_setting(file, "theme", "newsdiff-dark")
    assert file.read_text(encoding="utf-8") == 'theme = "nord"\n'


def test_settings_saved_at_once_from_several_threads_are_all_kept(file: Path) -> None:
    saves = [threading.Thread(target=save_setting, args=(file, f"keymap.action-{n}", f"f{n}")) for n in range(1, 13)]
    for save in saves:
        save.start()
    for save in saves:
        save.join()
    assert load(file).keymap == {f"action-{n}": f"f{n}" for n in range(1, 13)}


@given(st.text())
def test_any_theme_that_is_saved_is_read_back(theme: str) -> None:
    text = toml_edit._with("# mine\n", {}, {"theme": theme})
    assert text is not None
    assert tomllib.loads(text) == {"theme": theme}


def test_the_environment_names_the_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NEWSDIFF_CONFIG", "~/mine.toml")
    monkeypatch.setenv("NEWSDIFF_DATA", str(tmp_path / "kept"))
    assert (config_file(), data_dir()) == (tmp_path / "mine.toml", tmp_path / "kept")


@pytest.mark.skipif(sys.platform != "linux", reason="the places are those of Linux")
def test_without_a_word_in_the_environment_the_places_are_the_systems(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NEWSDIFF_CONFIG", "")
    monkeypatch.delenv("NEWSDIFF_DATA", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    assert (config_file(), data_dir()) == (tmp_path / "c" / "newsdiff" / "config.toml", tmp_path / "d" / "newsdiff")
    assert list(tmp_path.iterdir()) == []


def test_values_are_shown_without_anything_a_terminal_would_obey() -> None:
    assert shown("a\x1b[31m\u202e\x9b\n") == '"a\\x1b[31m\\u202e\\x9b\\n"'
    assert shown("say \"no\" to 'this'").isprintable()


def test_reading_settings_imports_nothing_dear(file: Path) -> None:
    written(file, default_file())
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "import newsdiff.config, newsdiff.resources\n"
        "newsdiff.config.load(Path(sys.argv[1]))\n"
        "dear = {'tomlkit', 'sqlite3', 'platformdirs', 'textual', 'rich', 'rapidfuzz', 'numpy', 'difflib', 'click'}\n"
        "print(sorted(dear & sys.modules.keys()))\n"
    )
    environment = {"PYTHONPATH": SOURCE}
    command = [sys.executable, "-c", program, str(file)]
    assert subprocess.run(command, env=environment, capture_output=True, check=True).stdout == b"[]\n"
