"""How far a sentence commits somebody to what it reports: denied, confirmed, claimed, would not say, could not say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

Stance = Literal["denied", "confirmed", "claimed", "refused", "unsure", "silent"]

_SPEAK: Final = (
    r"(?:say|comment|answer|discuss|confirm|specify|elaborate|identify|disclose|provide|talk|respond|explain|name|give"
    r"|reveal|address)"
)
_NOT: Final = r"(?:[ ]not|n['’]t)"
_ADVERB: Final = r"(?:(?:immediately|yet|publicly|really|honestly)[ ])?"
# What is tried first takes its words from the others: "declined to confirm" confirms nothing.
_STANCE: Final = re.compile(
    rf"""
    (?P<refused>\b(?:declin|refus)(?:ed|es|ing|e)[ ]to[ ]{_ADVERB}{_SPEAK}\b
        |\b(?:would|wo|will){_NOT}[ ]{_ADVERB}{_SPEAK}\b|\bno[ ]comment\b)
    |(?P<silent>\b(?:did|ha[sd]|have){_NOT}[ ]{_ADVERB}(?:respond|return|reply|comment|repli)(?:ed)?\b
        |\bcould{_NOT}[ ]{_ADVERB}be[ ]reached\b)
    |(?P<unsure>\b(?:can|could|ca){_NOT}[ ]{_ADVERB}(?:say|tell|confirm|rule[ ]out|be[ ](?:sure|certain))\b
        |\bcannot[ ]{_ADVERB}(?:say|tell|confirm|rule[ ]out|be[ ](?:sure|certain))\b
        |\b(?:do|does|did){_NOT}[ ]know[ ](?:whether|if)\b|\b(?:not|less)[ ](?:entirely[ ])?(?:sure|certain)\b)
    |(?P<never>\b(?:never|neither|nor|not|n['’]t|to|would|will|may|if)[ ]{_ADVERB}
        (?:confirm|den(?:y|ied)|admit|acknowledge|concede|claim|allege)(?:ed|ted|d)?\b)
    |(?P<denied>\bden(?:y|ies|ied|ying)\b(?![ ](?:entry|access|bail|service|a[ ]request)))
    |(?P<confirmed>\b(?:confirm|acknowledg|admit|conced)(?:s|es|ed|ted|ing|ting)\b
        (?![ ](?:as|cases|dead|deaths|by[ ]the[ ]senate|to[ ](?:the|a)\b)))
    |(?P<claimed>\bclaim(?:s|ed|ing)\b(?![ ](?:responsibility|victory|credit|(?:the[ ])?lives|\d))
        |\balleg(?:es|ed|ing)\b(?=[ ](?:that|he|she|they|it|the)\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)

_AGAINST: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("denied", "confirmed"),
        ("denied", "refused"),
        ("denied", "unsure"),
        ("denied", "silent"),
        ("confirmed", "refused"),
        ("confirmed", "unsure"),
        ("confirmed", "silent"),
        ("confirmed", "claimed"),
        ("refused", "unsure"),
        ("refused", "silent"),
    )
)
"""What one person cannot do at once of one thing. To claim may be to deny ("claimed that he never did")."""


class StanceMention(NamedTuple):
    """A stance and the words that show it."""

    stance: Stance
    span: Span


def stances(text: str) -> tuple[StanceMention, ...]:
    """The stances of an English sentence in order, each once."""
    found: dict[Stance, StanceMention] = {}
    for match in _STANCE.finditer(text):
        for stance in ("denied", "confirmed", "claimed", "refused", "unsure", "silent"):
            if match.lastgroup == stance:
                found.setdefault(stance, StanceMention(stance, match.span()))
    return tuple(sorted(found.values(), key=lambda told: told.span))


def opposed(a: Sequence[StanceMention], b: Sequence[StanceMention]) -> tuple[Span, Span] | None:
    """The words of two sentences that commit somebody otherwise; `None` where they have a stance in common."""
    if {told.stance for told in a} & {told.stance for told in b}:
        return None
    for one in a:
        for other in b:
            if frozenset((one.stance, other.stance)) in _AGAINST:
                return one.span, other.span
    return None


_NEGATIONS: Final = frozenset({"not", "never", "cannot", "without", "nobody", "none", "neither", "nor", "hardly"})
_UNDOING: Final = frozenset(
    {"deni", "refus", "declin", "fail", "reject", "lack", "unlik", "avoid", "stop", "no", "without", "whether", "if"}
)
"""Stems that may turn a sentence round as well as a negation does, or leave it open."""
_REACH: Final = 3
"""Words after a negation among which the verb that it negates stands."""
_AROUND: Final = 6
"""Words before and after a verb among which it has its subject and its object."""


class Negated(NamedTuple):
    """What a sentence denies of itself: the stem of a verb, and the words from the negation to it."""

    key: str
    span: Span


def negated(tokens: Sequence[Token]) -> tuple[Negated, ...]:
    """The negated verbs of an English sentence."""
    return tuple(_negated(tokens))


def _negated(tokens: Sequence[Token]) -> Iterator[Negated]:
    for place, token in enumerate(tokens):
        if token.key not in _NEGATIONS:
            continue
        following = (other for other in tokens[place + 1 : place + 1 + _REACH] if not (other.stop or other.number))
        verb = next(following, None)
        if verb is not None and not verb.capital:
            yield Negated(verb.key, (token.start, verb.end))


def negated_conflict(a: Sequence[Token], b: Sequence[Token]) -> tuple[Span, Span] | None:
    """Where one of two sentences negates the very word that the other says outright, with nothing else that negates."""
    for one, other, back in ((a, b, False), (b, a, True)):
        found = negated(one)
        keys = [token.key for token in other]
        if len(found) != 1 or {*keys} & (_NEGATIONS | _UNDOING):
            continue
        if keys.count(found[0].key) != 1 or [token.key for token in one].count(found[0].key) != 1:
            continue
        mine, theirs = (next(n for n, token in enumerate(side) if token.key == found[0].key) for side in (one, other))
        if not _in_common(one, mine, other, theirs):
            continue
        spans = found[0].span, (other[theirs].start, other[theirs].end)
        return (spans[1], spans[0]) if back else spans
    return None


def _in_common(one: Sequence[Token], mine: int, other: Sequence[Token], theirs: int) -> bool:
    """Whether two verbs have a word in common before them and another after them: who does it, and to what."""
    before = _content(one[max(mine - _AROUND, 0) : mine]) & _content(other[max(theirs - _AROUND, 0) : theirs])
    after = _content(one[mine + 1 : mine + 1 + _AROUND]) & _content(other[theirs + 1 : theirs + 1 + _AROUND])
    return bool(before and after)


def _content(tokens: Sequence[Token]) -> set[str]:
    return {token.key for token in tokens if not token.stop}
