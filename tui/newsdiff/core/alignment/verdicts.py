"""The user's decisions on matches (accepted, hand-linked, rejected) and marks (rejected), which override scores.

A verdict is stored by outlet and sentence, not by position or score, so it is found again when the same articles are
opened in another order, from other files, or after they were cleaned, split or compared differently. If only a file
name identifies the outlet, the sentence alone counts, since a copy may have another name.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from newsdiff.core.models import Alignment, Match, Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from newsdiff.core.models import Article

_MIN_SPLIT = 20
"""Characters below which a text is found as a whole sentence only, since any sentence may contain it."""


About = Literal["match", "details"]
"""What a verdict is about: whether two sentences match, or whether details of theirs are to be compared."""


class SentenceKey(NamedTuple):
    """An outlet and one of its sentences, in the form in which verdicts are stored."""

    outlet: str
    text: str


class VerdictKey(NamedTuple):
    """What a verdict is about. Of two verdicts with the same key, only one applies."""

    a: SentenceKey
    b: SentenceKey
    about: About


@dataclass(frozen=True, slots=True)
class Verdict:
    """The user's decision on two sentences, in a fixed order, so that (a, b) and (b, a) are one verdict.

    Raises:
        ValueError: `at` has no time zone.
    """

    a_outlet: str
    a_text: str
    """One space between words; accents are composed (Unicode NFC)."""
    b_outlet: str
    b_text: str
    linked: bool
    """True: accepted, or linked by hand. False: rejected. For details: whether their mark stays."""
    at: datetime
    """When the user decided, in UTC."""
    about: About = "match"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a verdict's time needs a time zone")
        a, b = sorted(
            (
                SentenceKey(plain(self.a_outlet), plain(self.a_text)),
                SentenceKey(plain(self.b_outlet), plain(self.b_text)),
            )
        )
        settled = (("a_outlet", a.outlet), ("a_text", a.text), ("b_outlet", b.outlet), ("b_text", b.text))
        for name, value in (*settled, ("at", self.at.astimezone(UTC))):
            # The class is frozen; only here are its values normalised.
            object.__setattr__(self, name, value)

    @property
    def key(self) -> VerdictKey:
        """What the verdict is about."""
        return VerdictKey(SentenceKey(self.a_outlet, self.a_text), SentenceKey(self.b_outlet, self.b_text), self.about)


def plain(text: str) -> str:
    """A text as verdicts store it: one space between words, accents composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def verdict(alignment: Alignment, a: Ref, b: Ref, linked: bool, at: datetime, about: About = "match") -> Verdict:
    """The user's decision on two sentences of a story, ready to be stored.

    Raises:
        ValueError: Both are in one article, one of them is a heading, or `at` has no time zone.
    """
    if a.article == b.article:
        raise ValueError("two sentences of one article cannot be matched")
    if any(alignment.sentence(ref).heading for ref in (a, b)):
        raise ValueError("a heading cannot be matched")
    articles = alignment.articles
    return Verdict(
        articles[a.article].known_as,
        alignment.sentence(a).text,
        articles[b.article].known_as,
        alignment.sentence(b).text,
        linked,
        at,
        about,
    )


def apply(alignment: Alignment, verdicts: Iterable[Verdict]) -> Alignment:
    """The alignment with the user's decisions applied: linked pairs are linked, rejected pairs are not.

    Pass the original alignment and all current verdicts each time one changes: a verdict replaces the level of a pair,
    which cannot be restored from the result. A pair without a match gets one of score 0, unless the verdict is about
    its details alone. Of several verdicts with one key the latest applies (of two at the same time, the rejection).
    Verdicts about sentences that are not in this story change nothing. If one outlet has the same sentence twice, the
    verdict applies to both.
    """
    latest = _latest(verdicts)
    decided = dict(_pairs(alignment, latest)) if latest else {}
    if not decided:
        return alignment
    matches = {(match.a, match.b): match for match in alignment.matches}
    for (a, b, about), linked in decided.items():
        if about == "match":
            match = matches.get((a, b)) or Match(a, b, score=0.0, level=None)
            level = (match.level or "similar") if linked else None
            matches[a, b] = replace(match, level=level, by="reader")
    for (a, b, about), linked in decided.items():
        if about == "details" and (a, b) in matches:
            matches[a, b] = replace(matches[a, b], details_rejected=not linked)
    return Alignment(alignment.articles, tuple(matches[pair] for pair in sorted(matches)), alignment.tokens)


def _latest(verdicts: Iterable[Verdict]) -> Collection[Verdict]:
    held: dict[VerdictKey, Verdict] = {}
    for one in verdicts:
        other = held.get(one.key)
        if other is None or (one.at, not one.linked) > (other.at, not other.linked):
            held[one.key] = one
    # A verdict on a sentence and one on its later parts can hit the same pair; sort so the latest wins.
    return sorted(held.values(), key=lambda one: (one.at, not one.linked))


def _pairs(alignment: Alignment, verdicts: Iterable[Verdict]) -> Iterator[tuple[tuple[Ref, Ref, About], bool]]:
    """Each pair of sentences that a verdict applies to, in the order of `Match`, with what it is about and `linked`."""
    texts: dict[str, list[_Text]] = {}
    for number, article in enumerate(alignment.articles):
        texts.setdefault(plain(article.known_as), []).append(_Text(number, article))
    for one in verdicts:
        found = list(_refs(texts, one.key.a))
        # Most verdicts are about other stories of the same outlets.
        others = list(_refs(texts, one.key.b)) if found else []
        for first, second in product(found, others):
            if first.article != second.article:
                # If a sentence was split since, a rejection applies to every part, a link only to the longest.
                pairs = product(first.refs, second.refs) if not one.linked else [(first.refs[0], second.refs[0])]
                yield from (((min(pair), max(pair), one.about), one.linked) for pair in pairs)


class _Found(NamedTuple):
    """The sentences of an article that contain a text or parts of it, the longest overlap first."""

    article: int
    refs: tuple[Ref, ...]


def _refs(texts: Mapping[str, Sequence[_Text]], key: SentenceKey) -> Iterator[_Found]:
    """Each occurrence of a sentence: whole sentences, or else the parts that it was split into."""
    own = texts.get(key.outlet, ())
    whole = [_Found(one.article, (Ref(one.article, row),)) for one in own for row in one.rows.get(key.text, ())]
    yield from whole or (found for one in own for found in one.split(key.text))


class _Text:
    """The text of an article as verdicts store it, with its sentences."""

    def __init__(self, number: int, article: Article) -> None:
        self.article = number
        self.rows: dict[str, list[int]] = {}
        self._spans: list[tuple[int, int, int]] = []
        """Start and end offset, and the number of the sentence in the article."""
        said: list[str] = []
        at = 0
        for row, sentence in enumerate(article.sentences):
            if not sentence.heading:
                said.append(plain(sentence.text))
                self.rows.setdefault(said[-1], []).append(row)
                self._spans.append((at, at + len(said[-1]), row))
                at += len(said[-1]) + 1
        self._whole = " ".join(said)

    def split(self, said: str) -> Iterator[_Found]:
        """Find a former sentence inside the current sentences; those sharing at least half match."""
        start = self._whole.find(said) if len(said) >= _MIN_SPLIT else -1
        while start >= 0:
            end = start + len(said)
            shares = [(min(end, last) - max(start, first), last - first, row) for first, last, row in self._spans]
            most = sorted(
                (-share, row) for share, size, row in shares if share > 0 and 2 * share >= min(size, len(said))
            )
            if most:
                yield _Found(self.article, tuple(Ref(self.article, row) for _, row in most))
            start = self._whole.find(said, end)
