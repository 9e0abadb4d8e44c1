"""The words for articles, entries and matches that all exports for readers share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import decision, percent
from newsdiff.core.text.normalize import clean
from newsdiff.text_format import long_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.feeds import Entry
    from newsdiff.core.models import Article, Match


def line(text: str) -> str:
    """A text on one line, cleaned (`core.text.normalize.clean`)."""
    return clean(text, lines=False)


def date(article: Article) -> str:
    """When an article was published: "12 May 2025, 18:02 UTC", or the day alone; "" if it is not known."""
    return long_time(article.published, day_only=article.day_only)


def entry_name(entry: Entry) -> str:
    """An entry by its outlet and its time: "Herald, 12 May 2025, 18:02 UTC"."""
    return f"{line(entry.outlet)}, {long_time(entry.published, day_only=entry.day_only)}"


def verdict(match: Match, *, details_differ: bool = False) -> str:
    """The level of a match and its score, "similar, 62%", or what the user decided, "linked by you".

    Two sentences of which a detail differs are not said to be the same: "match, 97%".
    """
    level = "match" if details_differ and match.level == "same" else match.level or "weaker"
    return decision(match) or f"{level}, {percent(match)}%"


def outlet_names(articles: Sequence[Article]) -> tuple[str, ...]:
    """The name of each article: that of its outlet, numbered if the outlet has several articles."""
    plain = [line(article.outlet) or "Unnamed outlet" for article in articles]
    often, seen, names = Counter(plain), Counter[str](), []
    for name in plain:
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if often[name] > 1 else name)
    return tuple(names)
