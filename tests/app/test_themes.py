from __future__ import annotations

from itertools import combinations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsdiff.app.app import NewsdiffApp
from newsdiff.app.role_colours import APART, CONTRAST, TINTS, contrast, distance, role_colours
from newsdiff.app.themes import DARK, LIGHT, THEMES, roles
from newsdiff.config import Config
from support.fake_context import FakeContext

SHADES = ("background", "surface", "panel")
ROLES = ("news-muted", "news-reworded", "news-differs", "news-only", "news-accent")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_of_our_themes_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = [Color.parse(getattr(theme, shade)) for shade in SHADES] + [Color.parse(theme.variables["news-cursor"])]
    for ground in grounds:
        assert contrast(Color.parse(theme.variables["news-text"]), ground) >= 9.4
        for role in ROLES:
            # look.md: 4.5 to 1 within rounding.
            assert contrast(Color.parse(theme.variables[role]), ground) >= 4.4, role


def named(theme: Theme, *, plain: bool = False) -> dict[str, str]:
    """What a style sheet is given in a theme."""
    generated = theme.to_color_system().generate()
    return {**roles(theme, {**generated, **theme.variables}, plain=plain), **generated, **theme.variables}


COLOURED = [theme for theme in (*BUILTIN_THEMES.values(), *THEMES) if not theme.ansi]


def test_the_app_has_no_theme_that_is_not_tried_here() -> None:
    tried = {theme.name for theme in (*BUILTIN_THEMES.values(), *THEMES)}
    assert set(NewsdiffApp(FakeContext(), Config()).available_themes) == tried


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_what_differs_is_told_from_the_text_in_every_theme(theme: Theme) -> None:
    found = named(theme)
    text = Color.parse(found["news-text"])
    for role in ("news-reworded", "news-differs", "news-only", "news-accent"):
        assert distance(Color.parse(found[role]), text) >= APART, role
    # No theme of today needs a style for these; a new one may.
    assert {found[f"news-{role}-style"] for role in ("word", "differs", "only")} == {"none"}


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_what_differs_is_told_apart_in_every_theme(theme: Theme) -> None:
    found = [Color.parse(named(theme)[role]) for role in ("news-reworded", "news-differs", "news-only")]
    assert all(distance(one, other) >= APART for one, other in combinations(found, 2))


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_words_that_recede_do_so_by_their_colour_or_their_style(theme: Theme) -> None:
    found = named(theme)
    apart = distance(Color.parse(found["news-muted"]), Color.parse(found["news-text"])) >= APART
    assert apart or found["news-muted-style"] == "italic"
    assert not (apart and found["news-muted-style"] == "italic")


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_role_can_be_read_on_every_ground(theme: Theme) -> None:
    found = named(theme)
    text = Color.parse(found["news-text"])
    for ground in (Color.parse(found[name]) for name in (*SHADES, "news-cursor")):
        for role in ROLES:
            # 4.5 to 1 within rounding, or as well as the theme's own text.
            least = min(CONTRAST - 0.1, contrast(text, ground))
            assert contrast(Color.parse(found[role]), ground) >= least - 0.001, (role, ground)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_the_row_under_the_cursor_is_seen_in_every_theme(theme: Theme) -> None:
    found = named(theme)
    assert distance(Color.parse(found["news-cursor"]), Color.parse(found["surface"])) >= 5


def test_the_tint_under_the_cursor_gives_way_before_the_colours_do() -> None:
    # As in Monokai: grey words can be read on the full tint or be told from the text, but not both.
    text, ground = Color.parse("#d6d6d6"), Color.parse("#2e2e2e")
    found = role_colours({}, "muted", text, [ground], ground)
    assert distance(found.colours["muted"], text) >= APART
    assert distance(found.cursor, ground) < distance(ground.blend(text, max(TINTS), alpha=1), ground)


def test_where_no_colour_can_tell_a_role_it_is_said_so() -> None:
    white, black = Color.parse("#ffffff"), Color.parse("#000000")
    found = role_colours({"loud": white}, "muted", white, [black], black)
    assert "loud" in found.weak
    assert "muted" not in found.weak


@pytest.mark.parametrize("theme", [theme for theme in BUILTIN_THEMES.values() if theme.ansi], ids=lambda one: one.name)
def test_the_terminals_own_colours_stay_its_own(theme: Theme) -> None:
    found = named(theme)
    assert found["news-text"] == "ansi_default"
    assert found["news-reworded"].startswith("ansi_")
    # Nothing is tinted, so that the row under the cursor and the drawer need another sign.
    assert found["news-cursor-style"] == "reverse"
    assert found["news-rule"].startswith("solid ")


@pytest.mark.parametrize("theme", [BUILTIN_THEMES["nord"], BUILTIN_THEMES["ansi-dark"], DARK], ids=lambda one: one.name)
def test_without_colour_roles_stand_out_by_a_style(theme: Theme) -> None:
    found = named(theme, plain=True)
    assert (found["news-word-style"], found["news-only-style"]) == ("italic", "italic")
    assert found["news-differs-style"] == "bold"


def test_no_two_roles_of_a_theme_look_alike() -> None:
    for theme in (DARK, LIGHT):
        colours = [theme.variables[role] for role in ("news-reworded", "news-differs", "news-only", "news-text")]
        assert len(set(colours)) == len(colours)
