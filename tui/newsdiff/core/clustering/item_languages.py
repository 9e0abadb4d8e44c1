"""The languages of items: told by their words, by the other items of their feed, or left open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.clustering.tokenize import language_by_script, language_sample
from newsdiff.core.text.language_evidence import (
    ENGLISH,
    NOT_ENGLISH,
    allows,
    english_share,
    grouped_language,
    is_certain,
    may_be,
)
from newsdiff.core.text.language_id import detect

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

LEAST_TOLD: Final = 3
"""Items of a feed that have to tell their language before it is that of the feed, whatever the feed declares."""

LEAST_SHARE: Final = 0.75
"""The share of them that has to be in one language. A feed that mixes two has no language of its own."""

JOINT_ITEMS: Final = 8
"""Open headlines of a feed that are identified together, where one alone is too short."""


class Headline(NamedTuple):
    """An item, as far as its language is concerned."""

    key: int
    """Its id."""
    feed: int
    title: str
    summary: str
    """The beginning of its text; "" where it has none."""
    declared: str
    """The ISO 639-1 code that its feed declares, which is often wrong; "" where it declares none."""

    @property
    def text(self) -> str:
        """What its language is told by."""
        return language_sample(self.title, self.summary)


class ItemLanguages(NamedTuple):
    """The languages of some items."""

    told: dict[int, str]
    """Key -> ISO 639-1 code of those that are known."""
    open: dict[int, list[Headline]]
    """Feed -> the headlines of which nothing is known."""


def told_languages(
    headlines: Iterable[Headline], stored: Mapping[int, Mapping[str, int]], english: Callable[[], Container[str]]
) -> ItemLanguages:
    """The languages of items, as their words and the other items of their feeds tell them.

    Args:
        headlines: The items.
        stored: Feed -> language -> how many of its earlier items are in that; feeds may be missing.
        english: Gives English words in lower case; called for each feed that does not tell whether it is in English.
    """
    told: dict[int, str] = {}
    unsaid: dict[int, list[Headline]] = {}
    counts: dict[int, Counter[str]] = {}
    for one in headlines:
        language = detect(one.text)
        if language and not is_certain(one.text, language):
            language = ""
        told[one.key] = language
        if language:
            counts.setdefault(one.feed, Counter())[language] += 1
        else:
            unsaid.setdefault(one.feed, []).append(one)
    for feed, some in unsaid.items():
        found = counts.get(feed, Counter()) + Counter(stored.get(feed, {}))
        language = grouped_language(_language_of_feed(found, some, english), some[0].text)
        told.update((one.key, language if language and may_be(one.text, language) else "") for one in some)
    still_open = {feed: [one for one in some if not told[one.key]] for feed, some in unsaid.items()}
    return ItemLanguages(
        {key: language for key, language in told.items() if language},
        {feed: some for feed, some in still_open.items() if some},
    )


def _language_of_feed(told: Counter[str], unsaid: Sequence[Headline], english: Callable[[], Container[str]]) -> str:
    """The language that the items of a feed have in common; "" where it is not known.

    Args:
        told: Language -> how many of its items tell that they are in it.
        unsaid: Its other items, of which there is at least one.
        english: As for `told_languages`.
    """
    best, most = told.most_common(1)[0] if told else ("", 0)
    if most >= max(LEAST_TOLD, LEAST_SHARE * told.total()):
        return best
    declared = unsaid[0].declared
    if told.keys() <= {"en"} and declared in {"", "en"} and not (told and declared):
        # Many feeds say "en" because the program that makes them does.
        share = english_share((one.text for one in unsaid), english())
        return "en" if share >= (NOT_ENGLISH if declared else ENGLISH) else ""
    return declared if not told or told[declared] == most else ""


def texts_to_identify(still_open: Mapping[int, Sequence[Headline]]) -> list[str]:
    """The texts by which the languages of open headlines can be identified, for `identified_languages`.

    Args:
        still_open: Feed -> its open headlines.

    Returns:
        For each feed the text of each headline, and then what they say together.
    """
    texts = []
    for some in still_open.values():
        own = [one.text for one in some]
        texts += [*own, "\n".join(own[:JOINT_ITEMS])]
    return texts


def identified_languages(still_open: Mapping[int, Sequence[Headline]], answers: Sequence[str]) -> dict[int, str]:
    """The languages of open headlines: each its own, or else that of its feed, or else the likeliest for its script.

    Args:
        still_open: Feed -> its open headlines.
        answers: The languages of the texts of `texts_to_identify`, in their order; "" for those that are not known, and
            none at all where nothing was identified.

    Returns:
        Key -> ISO 639-1 code, for all of them.
    """
    found = {}
    given = iter(answers)
    for some in still_open.values():
        own = [next(given, "") for _ in some]
        common = next(given, "")
        for one, language in zip(some, own, strict=True):
            found[one.key] = _likeliest(one, language, common)
    return found


def _likeliest(one: Headline, language: str, common: str) -> str:
    """The language of a headline: the one identified, the one that its feed's headlines share, or else a guess."""
    identified = next((code for code in (language, common) if code and allows(one.text, code)), "")
    if identified:
        return identified
    return one.declared if one.declared and may_be(one.text, one.declared) else language_by_script(one.title)
