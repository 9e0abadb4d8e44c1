"""Which words of two sentences differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.core.text.tokenizer import LONGEST, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from newsdiff.core.models import Paraphrase
    from newsdiff.core.text.tokenizer import Token

Span = tuple[int, int]
"""The first character and the one after the last."""

_NEGATIONS = {
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
"""Words that turn a statement round. Where an ending of the verb does, as in Turkish, the verbs differ."""

_JOINT = re.compile(r"[\w\s'’-]*")
"""What may lie between two words that make one span: no stop and no comma."""


@dataclass(frozen=True, slots=True)
class WordDiff:
    """What differs between two sentences: spans of whole words, ordered and disjoint."""

    a: tuple[Span, ...]
    """Words of the first that the second has not."""
    b: tuple[Span, ...]
    """Words of the second that the first has not."""
    ratio: float
    """The share of the words (0..1; function words aside, if there are others) that both sentences have."""


def diff(a: str, b: str, language: str = "en", paraphrases: Sequence[Paraphrase] = ()) -> WordDiff:
    """The words that two sentences do not share.

    Case, punctuation, the style of quotation marks and the ending of a word make no difference, nor does its place.
    Function words alone are no difference, but a negation is that only one sentence has. Differing words beside one
    another, or with function words between them, make one span.

    Args:
        a: The first sentence.
        b: The second.
        language: Of both, an ISO 639-1 code.
        paraphrases: Words that stand for one another, and so are no difference.
    """
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.distance import Indel

    tokenizer = Tokenizer(language)
    left, right = tokenizer.tokens(a[:LONGEST]), tokenizer.tokens(b[:LONGEST])
    keys, others = [token.key for token in left], [token.key for token in right]
    only_a: set[int] = set()
    only_b: set[int] = set()
    for step in Indel.opcodes(keys, others):
        if step.tag != "equal":
            only_a |= _new(left, range(step.src_start, step.src_end), set(others))
            only_b |= _new(right, range(step.dest_start, step.dest_end), set(keys))
    stand_a, stand_b = {one.a[0] for one in paraphrases}, {one.b[0] for one in paraphrases}
    only_a = {place for place in only_a if left[place].start not in stand_a}
    only_b = {place for place in only_b if right[place].start not in stand_b}
    negations = {token.key for token in tokenizer.tokens(_NEGATIONS.get(language, ""))}
    only_a |= _surplus(left, right, negations)
    only_b |= _surplus(right, left, negations)
    ratio = _ratio(left, right, stand_a, stand_b)
    return WordDiff(tuple(_spans(a, left, only_a)), tuple(_spans(b, right, only_b)), ratio)


def _new(tokens: Sequence[Token], places: range, known: Set[str]) -> set[int]:
    """The words at some places that the other sentence has nowhere: one that stands elsewhere in it has only moved."""
    return {place for place in places if not tokens[place].stop and tokens[place].key not in known}


def _surplus(tokens: Sequence[Token], others: Sequence[Token], negations: Set[str]) -> set[int]:
    """The negations of a sentence that has more of them than the other: those of words that are not negated there."""
    here, there = _negated(tokens, negations), _negated(others, negations)
    if len(here) <= len(there):
        return set()
    left = Counter(there.values())
    found = set()
    for place, word in here.items():
        if left[word]:
            left[word] -= 1
        else:
            found.add(place)
    return found


def _negated(tokens: Sequence[Token], negations: Set[str]) -> dict[int, str]:
    """The places of the negations, with the word that each negates."""
    return {
        place: next((after.key for after in tokens[place + 1 :] if not after.stop), "")
        for place, token in enumerate(tokens)
        if token.key in negations
    }


def _spans(text: str, tokens: Sequence[Token], chosen: Set[int]) -> list[Span]:
    """The chosen words, those beside one another in one span."""
    spans: list[Span] = []
    last = 0
    for place in sorted(chosen):
        start, end = _whole(tokens, chosen, place)
        if start >= end:
            continue
        between = tokens[last + 1 : place]
        together = spans and all(token.stop for token in between) and _JOINT.fullmatch(text, spans[-1][1], start)
        if together or (spans and start <= spans[-1][1]):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
        last = place
    return spans


def _whole(tokens: Sequence[Token], chosen: Set[int], place: int) -> Span:
    """The word with what is written together with it (the "did" of "didn't", the "%" of "5%").

    In scripts that are taken in pairs of characters, without what a neighbour covers of it that is not chosen.
    """
    start, end = tokens[place].start, tokens[place].end
    if place:
        before = tokens[place - 1]
        if before.end == start:
            start = before.start
        elif place - 1 not in chosen:
            start = max(start, before.end)
    if place + 1 < len(tokens):
        after = tokens[place + 1]
        if after.start == end:
            end = after.end
        elif place + 1 not in chosen:
            end = min(end, after.start)
    return start, end


def _ratio(left: Sequence[Token], right: Sequence[Token], stand_a: Set[int], stand_b: Set[int]) -> float:
    """The share of the words that both have; those that start where a word stands for another are had by both."""
    keys = {token.key for token in left} & {token.key for token in right}
    both = [(token.stop, token.key in keys or token.start in stand_a) for token in left]
    both += [(token.stop, token.key in keys or token.start in stand_b) for token in right]
    counted = [shared for stop, shared in both if not stop] or [shared for _, shared in both]
    return sum(counted) / len(counted) if counted else 1.0
