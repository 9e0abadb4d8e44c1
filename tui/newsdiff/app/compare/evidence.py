"""What is known of a sentence and not on the screen: counterparts elsewhere, why it matches, who has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsdiff.app.compare.shown_rows import weaker_matches
from newsdiff.app.rendering.text_strips import StyledSpan
from newsdiff.core.diff.match_marks import REJECTED, MatchMark, decision, empty_mark, percent
from newsdiff.core.text.stopwords import stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from newsdiff.app.compare.sentence_renderer import SentenceRenderer
    from newsdiff.app.compare.state import CompareState
    from newsdiff.core.models import Evidence, Match, Ref

MOST_WORDS, MOST_PARAPHRASES, MOST_FIGURES = 4, 2, 2
"""What is told of each kind of evidence: a few strong words say more than all of them."""
_HALF = 2

Part = tuple[str, str]
"""A text and the role it is drawn in."""


class Answer(NamedTuple):
    """What an outlet without a column says of the sentence."""

    label: tuple[Part, ...]
    """Its name and how sure the match is."""
    text: str
    role: str = "text"
    spans: tuple[StyledSpan, ...] = ()
    cut: bool = False
    """It takes one line."""


class SentenceEvidence(NamedTuple):
    """All there is to say of one sentence."""

    answers: tuple[Answer, ...] = ()
    """Matches first, then what the user rejected."""
    notes: tuple[tuple[Part, ...], ...] = ()
    """Short notes: why it matches what stands beside it, and which outlets have no match."""


class EvidenceReader:
    """Finds what there is to say of a sentence."""

    def __init__(self, state: CompareState, renderer: SentenceRenderer, key_of: Callable[[str], str]) -> None:
        """Take the story, how its signs and words are drawn, and what names the key of a binding."""
        self._state, self._renderer, self._key_of = state, renderer, key_of
        self._strong: dict[str, bool] = {}
        """Whether a word tells something in this story."""
        self._strong_in: object = None
        self._texts: Sequence[str] = ()
        """The sentences of the story, folded."""

    def read(self, columns: Collection[int], cut: Collection[Ref]) -> SentenceEvidence:
        """What there is to say of the sentence under the cursor.

        Args:
            columns: The outlets that have a column, by index in the story.
            cut: Sentences that stand there without their ends.
        """
        ref = self._state.cursor.subject
        if ref is None:
            return SentenceEvidence(notes=((("No sentence here.", "muted"),),))
        answers: list[Answer] = []
        rejected: list[Answer] = []
        notes: list[tuple[Part, ...]] = []
        missing: list[int] = []
        for article in self._state.order:
            if article == ref.article:
                continue
            found = self._state.alignment.counterparts(ref, article)
            refused = [
                one for one in self._state.alignment.of(ref) if one.rejected and one.other(ref).article == article
            ]
            rejected += (self._rejected(ref, match) for match in refused)
            weaker = () if found or not self._state.weaker else weaker_matches(self._state.alignment, ref, article)
            if weaker and article not in columns:
                answers += (self._weaker(ref, match) for match in weaker)
            elif not found and refused:
                continue
            elif not found:
                missing.append(article)
            elif article in columns:
                notes.append(self._note(found[0], found[0].other(ref)))
                answers += (self._answer(ref, match) for match in found if match.other(ref) in cut)
            else:
                answers += (self._answer(ref, match) for match in found)
        if ref in cut:
            label = ((self._renderer.outlet(ref.article), "head"),)
            answers.insert(0, Answer(label, self._state.alignment.sentence(ref).text))
        notes += self._misses(ref, missing)
        return SentenceEvidence((*answers, *rejected), tuple(notes))

    # What stands elsewhere

    def _answer(self, ref: Ref, match: Match) -> Answer:
        other = match.other(ref)
        differences = self._state.differences
        spans: tuple[StyledSpan, ...] = ()
        if self._renderer.words:
            spans = tuple(StyledSpan(*one) for one in differences.match_spans(match, other, self._state.order))
        label = ((f"{self._renderer.outlet(other.article)}  ", "head"), self._level(match))
        return Answer(label, self._state.alignment.sentence(other).text, "text", spans)

    def _weaker(self, ref: Ref, match: Match) -> Answer:
        other = match.other(ref)
        label = ((f"{self._renderer.outlet(other.article)}  ", "head"), self._level(match))
        return Answer(label, self._state.alignment.sentence(other).text, "weaker", cut=True)

    def _rejected(self, ref: Ref, match: Match) -> Answer:
        other = match.other(ref)
        label = ((f"{self._renderer.outlet(other.article)}  ", "head"), (REJECTED, "muted"))
        return Answer(label, self._state.alignment.sentence(other).text, "muted", cut=True)

    def _level(self, match: Match, *, in_words: bool = False) -> Part:
        """How sure a match is, with the mark of these two sentences, in words as well where there is room."""
        mark = self._state.differences.match_mark(match)
        sign, sure = self._renderer.sign(mark), f"{percent(match)}%"
        if in_words:
            return f"{sign} {mark.words}, {decision(match) or f'{sure} sure'}", _ROLES[mark]
        return f"{sign} {decision(match) or sure}", _ROLES[mark]

    # Why, and who has none

    def _note(self, match: Match, other: Ref) -> tuple[Part, ...]:
        """Why a sentence matches what stands beside it."""
        language = self._state.alignment.articles[match.a.article].language
        words = ", ".join(self._why(match.why, language))
        rejected = f"  {self._renderer.sign(MatchMark.FIGURES)} {REJECTED}" if match.details_rejected else ""
        told = f"{rejected}{'  ' if words else ''}{words}"
        return (f"{other.article + 1} ", "muted"), self._level(match, in_words=True), (told, "muted")

    def _why(self, why: Evidence, language: str) -> list[str]:
        stop = stop_words(language)
        strong = [word for word in why.words if word.casefold() not in stop and self._is_strong(word)]
        found = [*strong[:MOST_WORDS], *(one.written for one in why.paraphrases[:MOST_PARAPHRASES])]
        found += (figure for figure in why.figures[:MOST_FIGURES] if figure not in found)
        return found

    def _is_strong(self, word: str) -> bool:
        """Fewer than half of the sentences of the story have it."""
        articles = self._state.alignment.articles
        if self._strong_in is not articles:
            self._strong, self._strong_in = {}, articles
            self._texts = [one.text.casefold() for article in articles for one in article.sentences if not one.heading]
        if word not in self._strong:
            written, texts = word.split("/")[0].casefold(), self._texts
            self._strong[word] = sum(written in text for text in texts) * _HALF < len(texts) or len(texts) <= _FEW
        return self._strong[word]

    def _misses(self, ref: Ref, missing: list[int]) -> Iterator[tuple[Part, ...]]:
        """One line for all outlets that have no match."""
        marks = {article: empty_mark(self._state.alignment, article, [ref.article]) for article in missing}
        foreign = [article for article, mark in marks.items() if mark is MatchMark.NOT_COMPARED]
        missing = [article for article in missing if article not in foreign]
        if foreign:
            yield ((f"not compared with {_numbers(foreign)}: another language", "muted"),)
        if not missing:
            return
        found = (self._state.alignment.counterparts(ref, article, weaker=True) for article in missing)
        weaker = sum(len(some) for some in found)
        # What is shown already needs no hint.
        hint = f" ({self._key_of('weaker')} {weaker} weaker)" if weaker and not self._state.weaker else ""
        yield ((f"no match in {_numbers(missing)}{hint}", "muted"),)


def _numbers(articles: list[int]) -> str:
    """The numbers of outlets as the screen has them, from 1."""
    return ", ".join(str(article + 1) for article in articles)


_FEW = 8
"""Sentences of a story up to which a word in half of them is not common yet."""

_ROLES = {
    MatchMark.SAME: "accent",
    MatchMark.SIMILAR: "similar",
    MatchMark.FIGURES: "differs",
    MatchMark.WEAKER: "weaker",
}
