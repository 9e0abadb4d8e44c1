"""Colours for the roles of text that can be read on every ground of a theme and told from its text."""

from __future__ import annotations

from cmath import rect
from math import dist, radians
from typing import TYPE_CHECKING, NamedTuple

from textual.color import Color, Lab, lab_to_rgb, rgb_to_lab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CONTRAST = 4.5
"""The least contrast between text that carries meaning and its ground (WCAG 2.1, success criterion 1.4.3). Where the
theme's own text has less, a role has no less than that."""

APART = 15.0
"""The least distance (CIE76) of a role's colour from that of the text: under it, a word in a line is not found."""

TINTS = (0.16, 0.14, 0.12, 0.1, 0.08, 0.06)
"""How much of the text's colour the row under the cursor may have, the most visible first."""

_STEP, _STEPS = 2.5, 40
"""Lightness (0..100) that a colour is moved by until it can be read, and how often."""


_DARKEST, _LIGHTEST = 12.0, 93.0
"""Lightness beyond which a hue is hardly seen."""

_TURNS = (0, -15, -30, 15, 30)
"""Degrees of hue that a colour may be turned by where its lightness alone does not help; the first ones turn orange to
red."""


class RoleColours(NamedTuple):
    """Colours of the roles in one theme."""

    cursor: Color
    """The ground of the row under the cursor."""
    colours: Mapping[str, Color]
    """By the name of a role."""
    weak: frozenset[str]
    """Roles whose colour cannot be told from the text in this theme, so that a style has to."""


def role_colours(
    hues: Mapping[str, Color], muted: str, text: Color, grounds: Sequence[Color], surface: Color
) -> RoleColours:
    """Colours near the wanted ones. The tint under the cursor gives way before they do.

    Args:
        hues: By role, the colour that it has where that can be read; its hue is kept.
        muted: The role that recedes; its colour lies between the surface and the text.
        text: The colour of the text.
        grounds: All that text is drawn on, except for the row under the cursor.
        surface: The ground that is tinted for the row under the cursor.
    """
    best = _with_tint(hues, muted, text, grounds, surface, TINTS[0])
    for tint in TINTS[1:]:
        if not best.weak:
            break
        found = _with_tint(hues, muted, text, grounds, surface, tint)
        # Words that recede may look like text; what differs may not.
        if not found.weak or len(found.weak - {muted}) < len(best.weak - {muted}):
            best = found
    return best


def _with_tint(
    hues: Mapping[str, Color], muted: str, text: Color, grounds: Sequence[Color], surface: Color, tint: float
) -> RoleColours:
    cursor = surface.blend(text, tint, alpha=1)
    every = [*grounds, cursor]
    colours: dict[str, Color] = {}
    weak: set[str] = set()
    shades = {name: _lightened(hue, text, surface) for name, hue in hues.items()}
    shades[muted] = (surface.blend(text, part / 20, alpha=1) for part in range(12, 21))
    for name, some in shades.items():
        first = apart = None
        # Lightened colours come near one another as well as near the text.
        others = [text, *(colour for role, colour in colours.items() if role not in weak)] if name != muted else [text]
        for shade in some:
            if is_readable(shade, text, every):
                first = first or shade
                if all(distance(shade, other) >= APART for other in others):
                    apart = shade
                    break
        colours[name] = apart or first or text
        if apart is None:
            weak.add(name)
    return RoleColours(cursor, colours, frozenset(weak))


def _lightened(hue: Color, text: Color, surface: Color) -> Iterator[Color]:
    """A colour, and then the same ever lighter where the text is lighter than its ground, else ever darker.

    Its neighbours in hue come after it.
    """
    lab, towards = rgb_to_lab(hue), 1 if _luminance(text) > _luminance(surface) else -1
    yield hue
    for angle in _TURNS:
        turned = complex(lab.a, lab.b) * rect(1, radians(angle))
        for step in range(_STEPS + 1):
            lightness = lab.L + towards * step * _STEP
            if not _DARKEST <= lightness <= _LIGHTEST:
                break
            yield lab_to_rgb(Lab(lightness, turned.real, turned.imag)).clamped


def is_readable(colour: Color, text: Color, grounds: Sequence[Color]) -> bool:
    """Whether a colour has `CONTRAST` with every ground, or no less than the text has."""
    return all(contrast(colour, ground) >= min(CONTRAST, contrast(text, ground)) for ground in grounds)


def distance(a: Color, b: Color) -> float:
    """How far apart two colours are to the eye (CIE76); about 2 can just be seen side by side."""
    one, other = rgb_to_lab(a), rgb_to_lab(b)
    return dist((one.L, one.a, one.b), (other.L, other.a, other.b))


def contrast(a: Color, b: Color) -> float:
    """The contrast of two colours, 1..21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
