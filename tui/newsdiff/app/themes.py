"""Our own two themes, and the colour roles that are worked out for every other theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

DARK = Theme(
    name="newsdiff-dark",
    primary="#74c7b8",
    secondary="#97a1ae",
    accent="#74c7b8",
    foreground="#dfe3e8",
    background="#15181d",
    surface="#1b1f26",
    panel="#232831",
    warning="#f0a45d",
    error="#f0a45d",
    success="#7fb4ea",
    dark=True,
    text_alpha=1.0,
    variables={
        "news-text": "#dfe3e8",
        "news-muted": "#97a1ae",
        "news-cursor": "#2d3644",
        "news-reworded": "#7fb4ea",
        "news-differs": "#f0a45d",
        "news-only": "#e8c660",
        "news-accent": "#74c7b8",
    },
)

LIGHT = Theme(
    name="newsdiff-light",
    primary="#1d665a",
    secondary="#625c51",
    accent="#1d665a",
    foreground="#23211d",
    background="#faf6ee",
    surface="#f3eee3",
    panel="#e9e2d3",
    warning="#94490a",
    error="#94490a",
    success="#1d5c97",
    dark=False,
    text_alpha=1.0,
    variables={
        "news-text": "#23211d",
        "news-muted": "#625c51",
        "news-cursor": "#e0d6c2",
        "news-reworded": "#1d5c97",
        "news-differs": "#94490a",
        "news-only": "#705600",
        "news-accent": "#1d665a",
    },
)

THEMES = (DARK, LIGHT)

_DARK_ROLES = {"news-reworded": "#7fb4ea", "news-differs": "#f0a45d", "news-only": "#e8c660"}
_LIGHT_ROLES = {"news-reworded": "#1d5c97", "news-differs": "#94490a", "news-only": "#705600"}
_ANSI_ROLES = {"news-reworded": "ansi_blue", "news-differs": "ansi_red", "news-only": "ansi_magenta"}

CONTRAST = 4.5
"""The least contrast between text that carries meaning and its background (WCAG 2.1, success criterion 1.4.3)."""


def roles(theme: Theme, variables: Mapping[str, str], *, plain: bool = False) -> dict[str, str]:
    """The values of our roles for a theme that does not set them itself, by name.

    Args:
        theme: The theme.
        variables: The variables that every theme has, as Textual worked them out.
        plain: No colour is shown (NO_COLOR): differing words are then marked by their style.
    """
    words = "italic" if plain else "none"
    if theme.ansi:
        # The terminal's own palette: its background is not known, so nothing is tinted, and the cursor is bold.
        return {
            **_ANSI_ROLES,
            "news-text": "ansi_default",
            "news-muted": "ansi_bright_black",
            "news-accent": variables["primary"],
            "news-cursor": variables["background"],
            "news-cursor-style": "bold",
            "news-word-style": words,
        }
    surface, text = Color.parse(variables["surface"]), Color.parse(variables["foreground"])
    cursor = surface.blend(text, 0.16, alpha=1)
    colours = _DARK_ROLES if theme.dark else _LIGHT_ROLES
    return {
        **{name: readable(Color.parse(colour), cursor, text).hex for name, colour in colours.items()},
        "news-text": text.hex,
        "news-muted": readable(surface.blend(text, 0.6, alpha=1), cursor, text).hex,
        "news-accent": readable(Color.parse(variables["primary"]), cursor, text).hex,
        "news-cursor": cursor.hex,
        "news-cursor-style": "none",
        "news-word-style": words,
    }


def readable(colour: Color, background: Color, text: Color) -> Color:
    """A colour blended with that of the text, in steps of a tenth, until it has enough contrast with a background."""
    for part in range(11):
        found = colour.blend(text, part / 10, alpha=1)
        if contrast(found, background) >= CONTRAST:
            return found
    return text


def contrast(a: Color, b: Color) -> float:
    """The contrast of two colours, 1..21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
