from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from newsdiff.app.themes import CONTRAST, DARK, LIGHT, THEMES, contrast, roles

SHADES = ("background", "surface", "panel")
ROLES = ("news-muted", "news-reworded", "news-differs", "news-only", "news-accent")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_of_our_themes_can_be_read_on_every_ground(theme: type) -> None:
    grounds = [Color.parse(getattr(theme, shade)) for shade in SHADES] + [Color.parse(theme.variables["news-cursor"])]  # type: ignore[attr-defined]
    for ground in grounds:
        assert contrast(Color.parse(theme.variables["news-text"]), ground) >= 9.4  # type: ignore[attr-defined]
        for role in ROLES:
            # look.md: 4.5 to 1 within rounding.
            assert contrast(Color.parse(theme.variables[role]), ground) >= 4.4, role  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_our_roles_can_be_read_in_every_theme_of_textual(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    found = roles(theme, theme.to_color_system().generate())
    cursor = Color.parse(found["news-cursor"])
    text = Color.parse(found["news-text"])
    for role in ROLES:
        assert contrast(Color.parse(found[role]), cursor) >= min(CONTRAST, contrast(text, cursor)), role


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if theme.ansi])
def test_the_terminals_own_colours_stay_its_own(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    found = roles(theme, theme.to_color_system().generate())
    assert found["news-text"] == "ansi_default"
    assert found["news-reworded"].startswith("ansi_")


def test_without_colour_differing_words_stand_out_by_a_style() -> None:
    found = roles(BUILTIN_THEMES["nord"], BUILTIN_THEMES["nord"].to_color_system().generate(), plain=True)
    assert found["news-word-style"] != "none"


def test_no_two_roles_of_a_theme_look_alike() -> None:
    for theme in (DARK, LIGHT):
        colours = [theme.variables[role] for role in ("news-reworded", "news-differs", "news-only", "news-text")]
        assert len(set(colours)) == len(colours)
