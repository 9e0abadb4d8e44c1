"""The reader's word on matches: what they accepted, linked by hand or rejected, and which mark of details to compare
they rejected. It is never overruled.

A verdict is kept by what was said (outlet and sentence) and not by where it stood or how it scored, so it is found
again when the same articles are opened in another order, from other files, or after they were cleaned, split or
compared differently. Where only the name of a file names the outlet, the sentence alone counts: a copy may have another
name.
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

_LEAST_SPLIT = 20
"""Characters: shorter words may stand in any sentence, and are found as whole sentences only."""


About = Literal["match", "details"]
"""What a verdict is about: whether two sentences match, or whether details of theirs are to be compared."""


class SentenceKey(NamedTuple):
    """Who said what: an outlet and one of its sentences, in the form that verdicts are kept by."""

    outlet: str
    text: str


class VerdictKey(NamedTuple):
    """What a verdict is about. Of two verdicts with the same key, only one can hold."""

    a: SentenceKey
    b: SentenceKey
    about: About


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reader's word on two sentences. The two are in a fixed order, so that (a, b) and (b, a) are one verdict.

    Raises:
        ValueError: `at` has no time zone.
    """

    a_outlet: str
    a_text: str
    """White space is one blank between words; accents are composed (Unicode NFC)."""
    b_outlet: str
    b_text: str
    linked: bool
    """True: accepted, or linked by hand. False: rejected. Of details: whether their mark holds."""
    at: datetime
    """When the reader said so, in UTC."""
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
            # The class is frozen for everyone else; only here is a value put into its one canonical form.
            object.__setattr__(self, name, value)

    @property
    def key(self) -> VerdictKey:
        """What the verdict is about."""
        return VerdictKey(SentenceKey(self.a_outlet, self.a_text), SentenceKey(self.b_outlet, self.b_text), self.about)


def plain(text: str) -> str:
    """A text as verdicts know it, however it was laid out: one blank between words, accents composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def verdict(alignment: Alignment, a: Ref, b: Ref, linked: bool, at: datetime, about: About = "match") -> Verdict:
    """The reader's word on two sentences of a story, ready to be kept.

    Raises:
        ValueError: The two stand in one article, one of them is a heading, or `at` has no time zone.
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
    """The alignment with the reader's word in it: what they linked is linked, and what they rejected is not.

    Give it the alignment as the texts made it, and all verdicts that hold, each time one changes. A verdict replaces
    what the texts say about a pair, so an alignment that had verdicts applied cannot give the texts' word back.
    A pair the texts did not score gets a match of score 0, unless the verdict is about its details alone. Of several
    verdicts with one key the latest holds (of two at one instant, the rejection). A verdict about other sentences than
    this story's changes nothing.
    Where one outlet says the same words twice, the verdict holds for each place.
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
    # Words on a sentence and words on what it was split into may be about one pair of places: the latest comes last.
    return sorted(held.values(), key=lambda one: (one.at, not one.linked))


def _pairs(alignment: Alignment, verdicts: Iterable[Verdict]) -> Iterator[tuple[tuple[Ref, Ref, About], bool]]:
    """Each pair of places that a verdict speaks of, in the order of `Match`, with what it is about and `linked`."""
    texts: dict[str, list[_Text]] = {}
    for number, article in enumerate(alignment.articles):
        texts.setdefault(plain(article.known_as), []).append(_Text(number, article))
    for one in verdicts:
        found = list(_refs(texts, one.key.a))
        # Most verdicts are about other stories of the same outlets.
        others = list(_refs(texts, one.key.b)) if found else []
        for first, second in product(found, others):
            if first.article != second.article:
                # What was split since is rejected in all its parts, and linked by the longest of them.
                pairs = product(first.refs, second.refs) if not one.linked else [(first.refs[0], second.refs[0])]
                yield from (((min(pair), max(pair), one.about), one.linked) for pair in pairs)


class _Found(NamedTuple):
    """Where an article says something: the sentences that share most of it, the longest share first."""

    article: int
    refs: tuple[Ref, ...]


def _refs(texts: Mapping[str, Sequence[_Text]], key: SentenceKey) -> Iterator[_Found]:
    """Each place where an outlet says something: whole sentences, or, where it has none, what they were split into."""
    own = texts.get(key.outlet, ())
    whole = [_Found(one.article, (Ref(one.article, row),)) for one in own for row in one.rows.get(key.text, ())]
    yield from whole or (found for one in own for found in one.split(key.text))


class _Text:
    """What an article says, as verdicts know it, with the sentences it is split into."""

    def __init__(self, number: int, article: Article) -> None:
        self.article = number
        self.rows: dict[str, list[int]] = {}
        self._spans: list[tuple[int, int, int]] = []
        """First character, the one after the last, and the sentence's number in the article."""
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
        """Where words that are no sentence now stand in one or several: in those that share half of either."""
        start = self._whole.find(said) if len(said) >= _LEAST_SPLIT else -1
        while start >= 0:
            end = start + len(said)
            shares = [(min(end, last) - max(start, first), last - first, row) for first, last, row in self._spans]
            most = sorted(
                (-share, row) for share, size, row in shares if share > 0 and 2 * share >= min(size, len(said))
            )
            if most:
                yield _Found(self.article, tuple(Ref(self.article, row) for _, row in most))
            start = self._whole.find(said, end)
