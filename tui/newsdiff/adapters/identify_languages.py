"""Identifies the languages of short texts in a child process, and validates its answer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.text.language_evidence import allows, grouped_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.adapters.sandbox.pool import Pool

TASKS: Final = "newsdiff.adapters.parsers.text_languages"
"""The module of the tasks that a pool needs."""

PACKAGE: Final = "py3langid"
"""What the child has to import."""

MEMORY: Final = 1024 * 2**20
"""Limit on the address space of the child, in bytes. Measured: 250 MB mapped, of which 130 are used; libraries map more
than they touch, and how much more depends on the machine."""

SECONDS: Final = 20.0
"""Time limit for one call, in seconds of wall-clock time. On an idle machine, the first call takes a second, and each
later one of `BATCH` texts a tenth."""

BATCH: Final = 500
"""Texts in one call."""

LEAST_SHARE: Final = 0.6
"""The share from which the likeliest language is believed, of those that the letters of a text allow. Source: of 346
headlines in 48 languages that their letters and function words leave open, 309 come out right, 3 wrong, and 34 stay
open; with .5 it is 322, 5 and 19, with .7 it is 294, 2 and 50. On the last 70 of them, written after the choice, it is
61, none and 9."""

LEAST_OF_ALL: Final = 0.2
"""The share that it needs of all languages."""

_CODE: Final = re.compile(r"[a-z]{2}")
"""An ISO 639-1 code. Languages that have none have few feeds, and are told apart badly."""

_LITTLE_NEWS: Final = frozenset({"an", "eo", "la", "oc", "sa", "se", "vo", "wa"})
"""Languages with such a code and hardly any news, for which short texts in others are taken."""


async def identify(pool: Pool, texts: Sequence[str]) -> list[str]:
    """The languages of texts as ISO 639-1 codes; "" for each that cannot be identified.

    Args:
        pool: Where they are identified; it has the tasks of `TASKS`.
        texts: The texts, of a few hundred characters each.

    Raises:
        WorkerError: There is no answer.
    """
    found: list[str] = []
    for start in range(0, len(texts), BATCH):
        some = texts[start : start + BATCH]
        answer = await pool.run("identify", json.dumps(list(some)).encode("ascii"), seconds=SECONDS)
        ranked = answer.get("languages")
        for at, text in enumerate(some):
            found.append(_believed(text, ranked[at] if isinstance(ranked, list) and at < len(ranked) else None))
    return found


def _believed(text: str, ranked: object) -> str:
    """The likeliest language of a text where it is believed, else ""."""
    shares: dict[str, float] = {}
    for code, share in _pairs(ranked):
        if _CODE.fullmatch(code) and code not in _LITTLE_NEWS and allows(text, code):
            name = grouped_language(code, text)
            shares[name] = shares.get(name, 0.0) + share
    if not shares:
        return ""
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= max(LEAST_OF_ALL, LEAST_SHARE * sum(shares.values())) else ""


def _pairs(ranked: object) -> list[tuple[str, float]]:
    found = []
    for pair in ranked if isinstance(ranked, list) else ():
        match pair:
            case [str(code), float(share)] if 0 <= share <= 1:
                found.append((code, share))
    return found
