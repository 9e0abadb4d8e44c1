"""Our own two themes, and the colour roles that are worked out for every other theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme

from newsdiff.app.role_colours import role_colours

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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

_FALLBACKS = {"news-reworded": "word", "news-differs": "differs", "news-only": "only", "news-muted": "muted"}
"""The roles that a style has to tell from the text where no colour can, by their names in a style variable."""

_STYLES = {"word": "italic", "differs": "bold", "only": "italic", "muted": "italic"}
"""The style of each in that case. A differing detail is underlined in every theme, and the accent has its places."""


def roles(theme: Theme, variables: Mapping[str, str], *, plain: bool = False) -> dict[str, str]:
    """The values of our roles that a theme does not set itself, by name.

    Args:
        theme: The theme.
        variables: The variables that every theme has, as Textual worked them out.
        plain: No colour is shown (NO_COLOR): roles then stand out by their style.
    """
    weak = {"word", "only", "differs"} if plain else set()
    if theme.ansi:
        # The terminal's own palette: its background is not known, so nothing is tinted. Reversed, the row under the
        # cursor is seen on any; a rule parts the drawer from the text.
        return {
            **_ANSI_ROLES,
            "news-text": "ansi_default",
            "news-muted": "ansi_bright_black",
            "news-accent": variables["primary"],
            "news-cursor": variables["background"],
            "news-cursor-style": "reverse",
            "news-rule": "solid ansi_bright_black",
            **_styles(weak),
        }
    # Without colour Textual draws in greys: the tints stay.
    tinted = {"news-cursor-style": "none", "news-rule": "none"}
    if "news-cursor" in theme.variables:
        # One of ours: it sets its colours itself.
        return {**tinted, **_styles(weak)}
    text = Color.parse(variables["foreground"])
    background, surface, panel = (Color.parse(variables[name]) for name in ("background", "surface", "panel"))
    wanted = {**(_DARK_ROLES if theme.dark else _LIGHT_ROLES), "news-accent": variables["primary"]}
    hues = {name: Color.parse(colour) for name, colour in wanted.items()}
    found = role_colours(hues, "news-muted", text, (background, surface, panel), surface)
    weak |= {_FALLBACKS[name] for name in found.weak if name in _FALLBACKS}
    return {
        **{name: colour.hex for name, colour in found.colours.items()},
        "news-text": text.hex,
        "news-cursor": found.cursor.hex,
        **tinted,
        **_styles(weak),
    }


def _styles(weak: Collection[str]) -> dict[str, str]:
    return {f"news-{name}-style": style if name in weak else "none" for name, style in _STYLES.items()}
