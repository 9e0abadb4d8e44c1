"""Identifies the languages of short texts by py3langid in a child process."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from py3langid.langid import LanguageIdentifier

MOST_GIVEN: Final = 12
"""Languages that are given for a text, the likeliest ones."""


def identify(body: bytes, _: dict[str, Any]) -> dict[str, Any]:
    """The likeliest languages of texts.

    Args:
        body: The texts, a list in JSON.

    Returns:
        `languages`: for each text a list of pairs, an ISO 639 code and its share (0..1), the likeliest first, at most
        `MOST_GIVEN`. The shares of all languages, those left out included, add up to 1.
    """
    identifier = _identifier()
    return {"languages": [identifier.rank(text)[:MOST_GIVEN] for text in json.loads(body)]}


@cache
def _identifier() -> LanguageIdentifier:
    """The model: 0.8 s of computing and 130 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {"identify": identify}
"""Name of a task -> a function from bytes and JSON arguments to a JSON object."""
