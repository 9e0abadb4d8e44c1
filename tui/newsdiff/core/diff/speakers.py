"""Who is named as the speaker of words that two English sentences both quote."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.quotations import quoted

if TYPE_CHECKING:
    from newsdiff.core.text.quotations import Span

_VERB: Final = (
    r"(?:sa(?:id|ys)|told|add(?:s|ed)|argue[sd]|wr(?:ote|ites)|tweeted|posted|ask(?:s|ed)|repli(?:es|ed)|respond(?:s|ed)"
    r"|explain(?:s|ed)|announce[sd]|insist(?:s|ed)|note[sd]|state[sd]|declare[sd]|warn(?:s|ed)|testified|den(?:ies|ied)"
    r"|confirm(?:s|ed)|acknowledge[sd]|admit(?:s|ted)|concede[sd]|continue[sd]|recall(?:s|ed)|suggest(?:s|ed)|urge[sd]"
    r"|conclude[sd]|joke[sd]|shout(?:s|ed)|remark(?:s|ed)|observe[sd]|claim(?:s|ed)|call(?:s|ed)|describe[sd]|dismiss(?:es|ed)"
    r"|brand(?:s|ed)|condemn(?:s|ed)|complain(?:s|ed)|promise[sd])"
)
_PART: Final = r"[A-ZÀ-Þ][\w’'-]*[^\W_]"
_NAME: Final = rf"{_PART}(?:[ ](?:(?:of|de|van|von|bin|al)[ ])?(?:[A-Z]\.[ ])?{_PART}){{0,3}}"
_ADVERB: Final = r"(?:(?:also|later|has|had|then|[a-z]{2,12}ly)[ ]){0,2}"
_SPEAKER: Final = re.compile(
    rf"\b(?P<before>{_NAME})(?:,[ ][^,;.\"“”]{{1,90}},)?[ ]{_ADVERB}{_VERB}\b"
    rf"|[,?!.]['\"”’]+[ ]{_VERB}[ ](?:[a-z][\w-]*[ ]){{0,4}}(?P<after>{_NAME})"
)
_PRONOUN: Final = re.compile(rf"\b(?:he|she|they|we|I|who)[ ]{_ADVERB}{_VERB}\b", re.IGNORECASE)
_WITH_CAPITALS: Final = """
    The A An In On At But And That This If When After As While For So Then Still However Also Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday White House Senate Congress Pentagon State Department Ministry Court Police Mr Mrs
    Ms Dr President Captain Governor Senator Inspector Judge Justice Chief General Colonel Professor Opposition Defence
    Defense Coach Chairman Secretary Minister Prime Leader Mayor Representative Speaker
"""
_NO_PEOPLE: Final = frozenset(_WITH_CAPITALS.split())
"""Words with a capital that tell no person from another."""
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")
_RUN: Final = 4
"""Words that two quotations have to have in common, one after another, to be of one statement."""
_INITIALS: Final = 3


class Speaker(NamedTuple):
    """Somebody whom a sentence names as speaking: the words that tell who, and where they stand."""

    words: frozenset[str]
    span: Span


def conflicting_speakers(a: str, b: str) -> tuple[Span, Span] | None:
    """Where two English sentences give the same words to two people; `None` where it may be one, or is not said."""
    if not _same_words(a, b):
        return None
    one, other = _speaker(a), _speaker(b)
    if one is None or other is None or one.words & other.words or _alike(one, other):
        return None
    # Whom the other sentence names as well is known to both, and may be quoted in it by somebody else.
    if any(word in b for word in one.words) or any(word in a for word in other.words):
        return None
    return one.span, other.span


def _same_words(a: str, b: str) -> bool:
    """Whether both quote a run of the same words, which is no name or motto."""
    return not _runs(a).isdisjoint(_runs(b))


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words that a sentence quotes; in a story, each is asked for with every counterpart."""
    found = set()
    for start, end in quoted(text):
        words = _WORD.findall(text[start:end])
        for at in range(len(words) - _RUN + 1):
            run = words[at : at + _RUN]
            if sum(word[0].isupper() for word in run) < _RUN - 1:
                found.add(tuple(word.lower().replace("’", "'") for word in run))
    return frozenset(found)


def _speaker(text: str) -> Speaker | None:
    """The only person whom a sentence names as speaking."""
    if _PRONOUN.search(text):
        return None
    found: dict[frozenset[str], Speaker] = {}
    inside = quoted(text)
    for match in _SPEAKER.finditer(text):
        group = match.lastgroup or "before"
        words = frozenset(re.sub(r"['’]s\Z", "", word) for word in match[group].split()) - _NO_PEOPLE
        start, end = match.span(group)
        if words and not any(first <= start and end <= last for first, last in inside):
            found.setdefault(words, Speaker(words, (start, end)))
    return next(iter(found.values())) if len(found) == 1 else None


def _alike(one: Speaker, other: Speaker) -> bool:
    """Whether two names may be one, spelt in two ways."""
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.distance import Indel

    return any(Indel.normalized_similarity(x, y) >= 0.75 for x in one.words for y in other.words)
