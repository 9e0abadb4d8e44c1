"""What stands out in a sentence beside its counterparts: the one decision on colour for every view and export."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from newsdiff.core.diff.compare_quantities import comparable, relation
from newsdiff.core.diff.name_words import lone_names
from newsdiff.core.diff.spelling import initial, is_one_word
from newsdiff.core.text.calendar_names import WEEKDAY_NAMES
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from newsdiff.core.diff.conflicts import SentenceFacts
    from newsdiff.core.diff.quantity import Quantity
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

MOST_MARKED: Final = 1 / 3
"""Share of the content words of a sentence of which more are not marked: the sentence is told in other words, and the
sign before it says so."""

_NEGATIONS: Final = {
    "ar": "لا لم لن ليس ليست ما غير دون بدون",
    "cs": "ne není nikdy bez žádný",
    "da": "ikke ingen aldrig uden",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals ohne weder nichts niemand",
    "en": "not no never without none nobody nothing neither nor nowhere",
    "es": "no nunca jamas sin ningun ninguna ninguno nadie nada ni",
    "fi": "ei eivat en emme ilman",
    "fr": "pas jamais aucun aucune sans rien personne ni non",
    "it": "non no mai senza nessun nessuno nessuna niente ne",
    "nl": "niet geen nooit zonder niemand niets",
    "no": "ikke ingen aldri uten",
    "pl": "nie nigdy bez nikt nic zaden",
    "pt": "nao nunca jamais sem nenhum nenhuma ninguem nada nem",
    "ru": "не нет никогда без никто ничего ни",
    "sv": "inte ingen inga aldrig utan",
    "tr": "degil yok asla hicbir",
    "uk": "не немає ніколи без ніхто нічого ні",
}
"""Words that turn a statement round. They count as content. Where an ending of the verb does it, as in Turkish, the
verbs differ."""

_CAPITAL_NOUNS: Final = frozenset({"de", "lb"})
"""Languages that write every noun with a capital, so that no name is told by it."""

_OF_A_PEOPLE: Final = re.compile(r"[a-z](?:ian|ish|ese|[b-df-hj-np-tv-z]an)s?\Z")
"""English adjectives of countries: "the Russian leader" names nobody."""

_JOINT: Final = re.compile(r"[\s'’-]*|[:.,/]")
"""What may lie between two words that make one span."""


class Difference(NamedTuple):
    """Characters of a sentence that its counterparts lack (`word`) or give otherwise (`figure`: any detail)."""

    start: int
    end: int
    kind: Literal["word", "figure"]


class Counterpart(NamedTuple):
    """What another outlet says to a sentence."""

    facts: SentenceFacts
    names: Set[str] = frozenset()
    """Keys of the names in its article."""
    stand_ins: Set[int] = frozenset()
    """Where the words of the sentence begin that say the same as one of the counterpart, in other words."""
    details: Sequence[Span] = ()
    """What the sentence gives otherwise (`conflicts`), by its characters."""


def differences(
    sentence: SentenceFacts, counterparts: Sequence[Counterpart], listed: Sequence[Span] = ()
) -> tuple[Difference, ...]:
    """What stands out in a sentence: details that a counterpart gives otherwise, and words that none of them has.

    Words are whole content words and negations. Case, punctuation, endings, spellings, and where a word stands make no
    difference, nor do values and dates that are equal, however they are written. Where more than `MOST_MARKED` of the
    content words would be marked, none is. No span overlaps another of its kind, and no word lies in a detail.

    Args:
        sentence: The sentence.
        counterparts: Sentences of other articles that say the same, in the language of this one.
        listed: Details of the sentence that others contradict, by its characters.
    """
    details = list({span for one in counterparts for span in one.details})
    details = sorted(
        [*details, *(one for one in listed if not any(one[0] < end and start < one[1] for start, end in details))]
    )
    words = _Words(sentence, details).marked(counterparts) if counterparts else ()
    found = [Difference(*span, "figure") for span in details] + [Difference(*span, "word") for span in words]
    return tuple(sorted(found))


@cache
def _negations(language: str) -> frozenset[str]:
    """The keys of the negations of a language."""
    written = _NEGATIONS.get(language, "")
    return frozenset(token.key for token in Tokenizer(language).tokens(written)) if written else frozenset()


class _Words:
    """The words of one sentence, to be held against those of others."""

    def __init__(self, sentence: SentenceFacts, details: Sequence[Span]) -> None:
        self.sentence, self.details = sentence, details
        self.tokens = sentence.words.tokens
        self.negations = _negations(sentence.language)
        self.content = {place for place, one in enumerate(self.tokens) if not one.stop or one.key in self.negations}

    def marked(self, counterparts: Sequence[Counterpart]) -> tuple[Span, ...]:
        """The words that no counterpart has, those beside one another in one span; nothing where they are too many."""
        places = set(self.content)
        for one in counterparts:
            places &= self._missing(one)
        found = self._spans({place for place in places if not _overlaps(self.tokens[place], self.details)})
        # What is written together with a word may be part of a detail.
        spans = tuple(one for one in found if not any(one[0] < end and start < one[1] for start, end in self.details))
        covered = sum(_overlaps(self.tokens[place], spans) for place in self.content)
        return spans if covered <= MOST_MARKED * len(self.content) else ()

    def _missing(self, other: Counterpart) -> set[int]:
        """The content words that one counterpart has not."""
        there, known = other.facts.words.tokens, other.facts.words.keys
        equal = list(self._equal_values(other))
        missing = {
            place
            for place in self.content
            if self.tokens[place].key not in known
            and self.tokens[place].start not in other.stand_ins
            and not _overlaps(self.tokens[place], equal)
            and not self._is_spelled_otherwise(self.tokens[place], other.facts)
        }
        if self.sentence.language not in _CAPITAL_NOUNS:
            keys = self.sentence.words.keys
            theirs = {
                token.key for token in there if token.key not in keys and self._names_somebody(token, other.facts)
            }
            missing -= lone_names(self.tokens, missing, theirs, other.names)
        return missing | self._surplus(there)

    @staticmethod
    def _names_somebody(token: Token, facts: SentenceFacts) -> bool:
        """Whether a word is a name, and none that only says of what country somebody is."""
        return token.capital and not token.stop and not _OF_A_PEOPLE.search(facts.text, token.start, token.end)

    def _is_spelled_otherwise(self, token: Token, other: SentenceFacts) -> bool:
        written = self.sentence.text[token.start : token.end]
        if token.number or not written[:1].isalpha():
            return False
        return any(
            is_one_word(written, one, names=token.capital and capital)
            for one, capital in other.words.spellings.get(initial(written), ())
        )

    # Values

    def _equal_values(self, other: Counterpart) -> Iterator[Span]:
        """The values that a counterpart has too, as it may write them otherwise: 5.30am, 5:30 a.m.; 15 May, May 15."""
        for one in self.sentence.quantities:
            if any(comparable(one, its) and relation(one, its) == "equal" for its in other.facts.quantities):
                yield one.span
            elif one.kind == "day" and self._weekday_before(one) in self._weekdays(other.facts):
                # The day is known to both, and only one adds its date.
                yield one.span

    @staticmethod
    def _weekdays(facts: SentenceFacts) -> Set[str]:
        return {fold(facts.text[token.start : token.end]) for token in facts.words.tokens} & WEEKDAY_NAMES

    def _weekday_before(self, day: Quantity) -> str:
        before = [token for token in self.tokens if token.end <= day.start][-1:]
        if not before or not re.fullmatch(r"[\s,]*", self.sentence.text[before[0].end : day.start]):
            return "-"
        return fold(self.sentence.text[before[0].start : before[0].end])

    # Negations

    def _surplus(self, there: Sequence[Token]) -> set[int]:
        """The negations, where there are more of them than in the other: those of words that are not negated there."""
        here, others = self._negated(self.tokens), self._negated(there)
        if len(here) <= len(others):
            return set()
        left = Counter(others.values())
        found = set()
        for place, word in here.items():
            if left[word]:
                left[word] -= 1
            else:
                found.add(place)
        return found

    def _negated(self, tokens: Sequence[Token]) -> dict[int, str]:
        """The places of the negations, with the word that each negates."""
        return {
            place: next((after.key for after in tokens[place + 1 :] if not after.stop), "")
            for place, token in enumerate(tokens)
            if token.key in self.negations
        }

    # Spans

    def _spans(self, chosen: Set[int]) -> list[Span]:
        """The chosen words, those beside one another in one span."""
        spans: list[Span] = []
        for place in sorted(chosen):
            start, end = self._whole(chosen, place)
            if start >= end:
                continue
            if spans and (start <= spans[-1][1] or _JOINT.fullmatch(self.sentence.text, spans[-1][1], start)):
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def _whole(self, chosen: Set[int], place: int) -> Span:
        """The word with what is written together with it (the "did" of "didn't", the "%" of "5%").

        In scripts that are taken in pairs of characters, without what a neighbour covers of it that is not chosen.
        """
        start, end = self.tokens[place].start, self.tokens[place].end
        if place:
            before = self.tokens[place - 1]
            if before.end == start:
                start = before.start
            elif place - 1 not in chosen:
                start = max(start, before.end)
        if place + 1 < len(self.tokens):
            after = self.tokens[place + 1]
            if after.start == end:
                end = after.end
            elif place + 1 not in chosen:
                end = min(end, after.start)
        return start, end


def _overlaps(token: Token, spans: Iterable[Span]) -> bool:
    return any(token.start < end and start < token.end for start, end in spans)
