"""Places and people that a sentence names, as far as the words around a name tell what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.diff.gazetteer import one_place, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsdiff.core.diff.gazetteer import Width
    from newsdiff.core.text.quotations import Span

_PART: Final = r"[^\W\d_a-z][\w’'-]*[^\W_]"
_NAME: Final = rf"{_PART}(?:[ ]{_PART}){{0,3}}"
_PLACE: Final = re.compile(
    rf"\b(?:in|near|outside)[ ](?:(?:downtown|central|northern|southern|eastern|western|nearby)[ ])?(?P<in>{_NAME})"
    rf"|\b[Aa]n?[ ](?P<of>{_NAME})[ ]"
    r"(?:man|woman|student|resident|native|teenager|boy|girl|couple|family|mother|father)\b"
)
_DATELINE: Final = re.compile(r"\A[^a-z]{2,40}(?:\([^)]{1,20}\)[ ])?[ ]?(?:—|–|--)[ ]")
_LISTED: Final = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Aug Sept Oct Nov Dec Spring Summer Autumn Fall Winter
    Congress Parliament Senate House Bundestag Twitter Facebook Instagram YouTube TikTok Telegram English French
    German Spanish Russian Ukrainian Arabic Chinese Black White Democrat Washington
"""
_NO_PLACES: Final = frozenset(_LISTED.split())
"""Names that follow "in" and are no places, or that stand for more than a place: Washington, for the government."""
_OF_A_PEOPLE: Final = re.compile(r"(?:an|ish|ese|[^aeo]i|ic|im)\Z")
"""How an adjective ends that says of whom somebody is, and not from where: American, Irish, Chinese, Iraqi, Muslim."""


class Name(NamedTuple):
    """A place or a person, and where the sentence names it."""

    written: str
    span: Span


class PlaceName(NamedTuple):
    """A place that a sentence names."""

    name: Name
    width: Width


def places(text: str) -> tuple[PlaceName, ...]:
    """The places that an English sentence is certain to name, the dateline aside."""
    if _shouts(text):
        return ()
    return tuple(_places(text))


def _places(text: str) -> Iterator[PlaceName]:
    dateline = _DATELINE.match(text)
    for match in _PLACE.finditer(text, dateline.end() if dateline else 0):
        group = "in" if match["in"] else "of"
        written = match[group]
        if {*written.split()} & _NO_PLACES or (group == "of" and _OF_A_PEOPLE.search(written)):
            continue
        written = re.sub(r"['’]s?\Z", "", written)
        start = match.start(group)
        yield PlaceName(Name(written, (start, start + len(written))), width(written))


def _shouts(text: str) -> bool:
    """Whether nearly every word begins with a capital: a headline in title case, where capitals tell nothing."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


_TITLE: Final = re.compile(
    r"\b(?P<title>[Mm]ayor|[Gg]ov(?:ernor|\.)|[Ss]heriff|[Pp]olice [Cc]hief|[Cc]oroner|[Pp]rime [Mm]inister"
    r"|[Cc]hancellor|[Ff]oreign [Mm]inister|[Dd]efen[cs]e [Mm]inister|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO"
    rf"|[Jj]udge|[Dd]istrict [Aa]ttorney)[ ](?P<name>{_NAME})"
)
_SHORT: Final = {"gov.": "governor", "chief executive officer": "ceo", "chief executive": "ceo"}
_FULL: Final = re.compile(rf"(?<![\w.’'-])(?P<first>{_PART})[ ](?:[A-Z]\.[ ])?(?P<last>{_PART})(?![ ]{_PART})")
_FORMS_OF_ADDRESS: Final = """
    Mr Mrs Ms Dr President Senator Representative Congressman Congresswoman Governor Mayor Judge Justice Secretary
    Speaker General Colonel Captain Sergeant Officer Detective Professor Pastor Pope King Queen Prince Princess
    Lord Lady Sir The A An But And In On At For When If As After Former Republican Democratic Democrat Prime
    Minister Chancellor Chief Police Sheriff Mother Father Sister Brother Aunt Uncle Young Old
"""
_NO_FORENAMES: Final = frozenset(_FORMS_OF_ADDRESS.split())


class Person(NamedTuple):
    """A person with what tells who it is: an office that one person holds, or a family name."""

    key: str
    name: Name
    telling: tuple[str, ...]
    """The words in which two people with one key differ."""


def people(text: str) -> tuple[Person, ...]:
    """Those whom an English sentence names with an office or in full, in order."""
    if _shouts(text):
        return ()
    return tuple(_people(text))


def _people(text: str) -> Iterator[Person]:
    for match in _TITLE.finditer(text):
        title = match["title"].lower()
        name = Name(match["name"], match.span("name"))
        yield Person(_SHORT.get(title, title), name, tuple(re.findall(r"\w{2,}", name.written)) or (name.written,))
    for match in _FULL.finditer(text):
        if match["first"] not in _NO_FORENAMES:
            last = re.sub(r"['’]s?\Z", "", match["last"])
            span = match.start(), match.start("last") + len(last)
            yield Person(last, Name(text[slice(*span)], span), (match["first"],))


def differing_places(
    a: Sequence[PlaceName], b: Sequence[PlaceName], known: tuple[str, str]
) -> tuple[Span, Span] | None:
    """The only place that each of two sentences names, where these are two and neither outlet knows of the other's.

    Args:
        a: The places of the first sentence.
        b: Those of the second.
        known: The texts of the two articles. What one of them names twice is not one thing called otherwise.
    """
    if len({place.name.written for place in a}) != 1 or len({place.name.written for place in b}) != 1:
        return None
    one, other = a[0], b[0]
    if (
        one.width != other.width
        or one_place(one.name.written, other.name.written)
        or one.name.written in known[1]
        or other.name.written in known[0]
    ):
        return None
    return one.name.span, other.name.span


def differing_people(a: Sequence[Person], b: Sequence[Person], known: tuple[str, str]) -> tuple[Span, Span] | None:
    """Two people with the same office or family name, where neither outlet knows of the other's."""
    for one in a:
        rivals = [other for other in b if other.key == one.key]
        if len(rivals) != 1 or sum(person.key == one.key for person in a) != 1:
            continue
        other = rivals[0]
        # With one initial, the two may be short forms of one forename: Bibi, Benjamin.
        if one.telling[0][0] == other.telling[0][0]:
            continue
        if not any(word in known[1] for word in one.telling) and not any(word in known[0] for word in other.telling):
            return one.name.span, other.name.span
    return None
