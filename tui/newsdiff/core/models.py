"""The central values: articles, their sentences, and the matches between them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

    from newsdiff.core.emphasis_span import Emphasis

# A string, because `re` compiles it when it is first needed, and most texts have none.
_IDEOGRAPHS = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"

Level = Literal["same", "similar"]
"""How sure a link between two sentences is: `same` is right at least 85% of the time, `similar` at least half."""

By = Literal["text", "reader"]
"""Why two sentences match, or do not: by the score of their texts, or by a decision of the user."""


class Ref(NamedTuple):
    """The position of a sentence: the index of its article in the story, and its index in the article, from 0."""

    article: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one heading, of an article."""

    text: str
    start: int
    """Offset of its first character in `Article.text`."""
    end: int
    """Offset after its last character in `Article.text`."""
    paragraph: int = 0
    """Counted from 0; sentences of one paragraph share it."""
    heading: bool = False
    """Headings are shown, but neither aligned nor counted."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was removed from an article, and the reason in words for the user ("page furniture")."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """The raw text from a file or an address, before it is cleaned and split. Every article is made from one."""

    text: str
    source: str
    """The file or address as the user gave it; for messages only, never for reading it again."""
    outlet: str | None = None
    title: str | None = None
    published: datetime | None = None
    day_only: bool = False
    """Only the day of `published` is known; its time of day means nothing."""
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code, where the page names it."""
    sentences: tuple[str, ...] | None = None
    """Sentences that are split already: used as they are, neither cleaned nor renumbered."""
    sample: bool = False
    """One of the sample articles shipped with newsdiff."""
    links: tuple[tuple[int, str], ...] = ()
    """Where each link in the text ends, by its characters and in order, and where it leads."""
    emphasis: tuple[Emphasis, ...] = ()
    """The bold and italic words of the text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's account of an event, cleaned and split into sentences."""

    outlet: str
    title: str
    text: str
    """The cleaned text, with an empty line between paragraphs."""
    sentences: tuple[Sentence, ...]
    source: str
    published: datetime | None = None
    """In UTC."""
    day_only: bool = False
    """Only the day of `published` is known; its time of day means nothing."""
    url: str | None = None
    language: str = "en"
    """ISO 639-1 code; "" if it could not be identified."""
    removed: tuple[Removed, ...] = ()
    sample: bool = False
    named: bool = True
    """Something in the article names the outlet; false where only the name of its file does."""
    words: int = field(init=False, repr=False, compare=False)
    """The number of words in the text: between white space, and each ideograph or kana as one."""

    def __post_init__(self) -> None:
        # Cached: the screen needs it for every heading, on every key.
        object.__setattr__(self, "words", _count(self.text))

    @property
    def known_as(self) -> str:
        """Who the reader's word is about: the outlet, or nobody in particular where a copy may be called otherwise."""
        return self.outlet if self.named else ""


def _count(text: str) -> int:
    if text.isascii() or max(text) < "\u3040":
        return len(text.split())
    return sum(1 if word.isascii() else max(1, len(re.findall(_IDEOGRAPHS, word))) for word in text.split())


class Paraphrase(NamedTuple):
    """A word of one sentence and the corresponding word of another."""

    a: tuple[int, int]
    """Its first character in the first sentence and the one after its last."""
    b: tuple[int, int]
    """The same in the second."""
    written: str
    """Both, with a slash between them (`adopted/approved`)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two sentences share: the evidence behind a score, for the reader to judge."""

    words: tuple[str, ...] = ()
    """Words both have, the rarest first, as the first sentence writes them; where the second has another form or
    spelling, a slash and that one follow (`Ukrainian/Ukraine`). In scripts without spaces, runs that stand in both."""
    figures: tuple[str, ...] = ()
    """Numbers both have, as the first sentence writes them."""
    quotation: str | None = None
    """Words that one of them quotes and the other has as well, as the first sentence writes them."""
    paraphrases: tuple[Paraphrase, ...] = ()
    """Words that say the same in other words, as a language model reads them, in the order of the first sentence."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of different articles that may say the same."""

    a: Ref
    b: Ref
    """`a.article < b.article`, always."""
    score: float
    """0..1, the estimated share of such pairs that are right."""
    level: Level | None
    """`None`: scored, but too weak to be linked, or rejected by the reader."""
    why: Evidence = Evidence()
    by: By = "text"
    details_rejected: bool = False
    """The reader said that no detail of the two is to be compared, whatever their texts seem to say."""

    def other(self, ref: Ref) -> Ref:
        """The counterpart of `ref`, which is one of the two."""
        return self.b if ref == self.a else self.a

    @property
    def rejected(self) -> bool:
        """The reader said that these two do not match."""
        return self.by == "reader" and self.level is None


class SentenceTokens(Protocol):
    """The tokens of one sentence as a language model reads them."""

    @property
    def vectors(self) -> NDArray[np.float16]:
        """One vector of unit length for each token: `(n, size)`."""

    @property
    def spans(self) -> NDArray[np.int32]:
        """Start and end of each token in the sentence, in characters: `(n, 2)`, ascending."""


@dataclass(frozen=True)
class Alignment:
    """All matches between the articles of one story, linked or only scored, in order of their sentences."""

    articles: tuple[Article, ...]
    matches: tuple[Match, ...]
    """Sorted by (a, b)."""
    tokens: Mapping[str, SentenceTokens] = field(default_factory=dict, repr=False, compare=False)
    """By the text of a sentence, its tokens, where a language model has read it."""
    _of: dict[Ref, tuple[Match, ...]] = field(init=False, repr=False, compare=False)
    """Every match of a sentence, best first."""
    _linked: dict[tuple[Ref, int], tuple[Match, ...]] = field(init=False, repr=False, compare=False)
    """Those of them in one article that are linked."""
    _weaker: dict[tuple[Ref, int], tuple[Match, ...]] = field(init=False, repr=False, compare=False)
    """Those of them in one article that the reader has not rejected."""

    def __post_init__(self) -> None:
        of: dict[Ref, list[Match]] = defaultdict(list)
        linked: dict[tuple[Ref, int], list[Match]] = defaultdict(list)
        weaker: dict[tuple[Ref, int], list[Match]] = defaultdict(list)
        for match in sorted(self.matches, key=lambda match: (match.level is None, -match.score)):
            for ref, other in ((match.a, match.b), (match.b, match.a)):
                of[ref].append(match)
                if match.level:
                    linked[ref, other.article].append(match)
                if not match.rejected:
                    weaker[ref, other.article].append(match)
        object.__setattr__(self, "_of", {ref: tuple(found) for ref, found in of.items()})
        object.__setattr__(self, "_linked", {place: tuple(found) for place, found in linked.items()})
        object.__setattr__(self, "_weaker", {place: tuple(found) for place, found in weaker.items()})

    def is_compared(self, a: int, b: int) -> bool:
        """Whether two articles were held against each other: they are in one language, or that of one is not known."""
        languages = {self.articles[a].language, self.articles[b].language}
        return len(languages) == 1 or "" in languages

    @property
    def not_compared(self) -> tuple[tuple[int, int], ...]:
        """Every two articles that were not held against each other, by their places, the earlier first."""
        pairs = combinations(range(len(self.articles)), 2)
        return tuple((a, b) for a, b in pairs if not self.is_compared(a, b))

    def sentence(self, ref: Ref) -> Sentence:
        """The sentence at a position."""
        return self.articles[ref.article].sentences[ref.sentence]

    def refs(self) -> Iterator[Ref]:
        """The position of every sentence of the story, article by article, headings included."""
        for a, article in enumerate(self.articles):
            for s in range(len(article.sentences)):
                yield Ref(a, s)

    def of(self, ref: Ref) -> tuple[Match, ...]:
        """Every match of a sentence, linked ones first and the best of them first."""
        return self._of.get(ref, ())

    def counterparts(self, ref: Ref, article: int, *, weaker: bool = False) -> tuple[Match, ...]:
        """The matches of a sentence in another article, best first; with `weaker`, those too weak to be linked too."""
        return (self._weaker if weaker else self._linked).get((ref, article), ())
