"""Who says what a sentence reports: the names and roles that stand by verbs of saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.text.quotations import Span

VERB: Final = (
    r"(?:said|says|told|adds|added|argue[sd]|wrote|writes|tweeted|posted|ask(?:s|ed)|repl(?:y|ies|ied)|respond(?:s|ed)"
    r"|explain(?:s|ed)|announce[sd]|insist(?:s|ed)|note[sd]|state[sd]|declare[sd]|warn(?:s|ed)|testified|den(?:ies|ied)"
    r"|confirm(?:s|ed)|acknowledge[sd]|admit(?:s|ted)|concede[sd]|continue[sd]|recall(?:s|ed)|suggest(?:s|ed)|urge[sd]"
    r"|conclude[sd]|joke[sd]|shout(?:s|ed)|remark(?:s|ed)|observe[sd]|claim(?:s|ed)(?![ ]responsibility))"
)
_TITLE: Final = r"(?:(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev)\.[ ])"
_PART: Final = r"[^\W\d_a-z](?:[\w’'-]*[^\W_]|\.)?"
_NAME: Final = rf"{_TITLE}?{_PART}(?:[ ](?:(?:of|de|van|von|bin|al|and)[ ])?{_PART}){{0,4}}"
_COUNT: Final = r"(?:(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Mm]any)[ ])?"
_ROLE: Final = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Ss]ome)[ ](?:[\w’'-]+[ ]){0,3}?[a-z][\w-]+"
    rf"|{_COUNT}[A-Z]?[a-z]{{4,20}}s|[Pp]olice"
)
_NO_ROLE: Final = r"(?!(?:who|that|of|in|on|at|and|was|is|as|for|to|after|when|which|from|with|by)\b)"
_ROLE_AFTER: Final = (
    rf"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Ss]ome)(?:[ ]{_NO_ROLE}[\w’'-]+){{1,4}}"
    rf"|{_COUNT}[A-Z]?[a-z]{{4,20}}s|[Pp]olice"
)
_PRONOUN: Final = r"[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I|[Ww]ho|[Yy]ou"
_WHO: Final = rf"(?P<@pronoun>\b(?:{_PRONOUN})\b)|(?P<@name>\b{_NAME})|(?P<@role>\b(?:{_ROLE})\b)"
_WHO_AFTER: Final = _WHO.replace(_ROLE, _ROLE_AFTER)
_APART: Final = r"(?:,[ ][^,;.\"“”]{1,90},)?"
_ADVERB: Final = r"(?:(?:also|later|has|had|have|then|himself|herself|once|[a-z]{2,12}ly)[ ]){0,2}"
_SPEAKER: Final = re.compile(
    rf"(?:{_WHO.replace('@', 'a_')}){_APART}[ ]{_ADVERB}{VERB}\b"
    rf"|[,?!.]['\"”’]+[ ]{VERB}[ ](?:{_WHO_AFTER.replace('@', 'b_')})"
    rf"|\b[Aa]ccording[ ]to[ ](?:{_WHO_AFTER.replace('@', 'c_')})"
)
_OPENINGS: Final = """
    The A An In On At But And That This If When After As While For So Then Still However Also Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday Asked
"""
_NO_NAMES: Final = frozenset(_OPENINGS.split())
_CLASSES: Final = {
    "government": "government White House Kremlin president Pentagon administration cabinet Downing",
    "agency": "agency department ministry bureau commission Department Agency Ministry Bureau Commission",
    "police": "police sheriff troopers officers detectives Police Sheriff FBI F.B.I",
    "prosecution": "prosecutor prosecutors",
    "court": "judge judges court justices Court Judge",
    "defence": "lawyer lawyers attorney attorneys",
    "family": "family mother father wife husband brother sister son daughter parents widow relatives",
    "witnesses": "witness witnesses neighbor neighbors neighbour neighbours bystanders onlookers survivor survivors",
    "company": "company firm airline manufacturer",
    "doctors": "doctor doctors hospital surgeon",
    "union": "union",
    "campaign": "campaign",
}
_CLASS_OF: Final = {word: name for name, words in _CLASSES.items() for word in words.split()}


class Speaker(NamedTuple):
    """Somebody who says something."""

    written: str
    span: Span
    kind: str
    """`name`, `role` or `pronoun`."""

    @property
    def words(self) -> frozenset[str]:
        """The words that tell who it is."""
        found = re.findall(r"[^\W\d_](?:[\w’'.-]*\w)?", re.sub(_TITLE, "", self.written))
        return frozenset(re.sub(r"['’]s$", "", word) for word in found if word not in _NO_NAMES)

    @property
    def trade(self) -> str:
        """What kind of speaker it is, by a word such as "agency" or "police"; empty where no word tells."""
        return next((_CLASS_OF[word] for word in reversed(self.written.split()) if word in _CLASS_OF), "")


def speakers(text: str) -> tuple[Speaker, ...]:
    """Those who say something in an English sentence, in order."""
    return tuple(_speakers(text))


def _speakers(text: str) -> Iterator[Speaker]:
    for match in _SPEAKER.finditer(text):
        group = next(name for name, found in match.groupdict().items() if found is not None)
        speaker = Speaker(match[group], match.span(group), group[2:])
        if speaker.kind != "name" or speaker.words:
            yield speaker


def differing_speakers(a: str, b: str, said: tuple[Sequence[Speaker], Sequence[Speaker]]) -> tuple[Span, Span] | None:
    """The one who speaks in each of two sentences, where these are certain to be two; `None` where they may be one.

    A role may be that of any name, and a pronoun may stand for it.
    """
    if not all(len({speaker.words for speaker in side}) == 1 for side in said):
        return None
    one, other = said[0][0], said[1][0]
    if "pronoun" in {one.kind, other.kind} or not _two(one, other) or _names(one, b) or _names(other, a):
        return None
    return one.span, other.span


def _two(one: Speaker, other: Speaker) -> bool:
    if one.trade and other.trade:
        return one.trade != other.trade
    return one.kind == other.kind == "name" and not one.trade and not other.trade and not _alike(one, other)


def _alike(one: Speaker, other: Speaker) -> bool:
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.distance import Indel

    return any(Indel.normalized_similarity(x, y) >= 0.75 for x in one.words for y in other.words)


def _names(speaker: Speaker, text: str) -> bool:
    """Whether a sentence has a word of the speaker, or one of the same trade."""
    words = set(re.findall(r"\w+", text))
    return bool({word for word in speaker.words if word[0].isupper() and len(word) > 2} & words) or (
        bool(speaker.trade) and any(_CLASS_OF.get(word) == speaker.trade for word in words)
    )
