"""Recognises bylines, sign-offs and photo credits by their form and their capital letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsdiff.core.articles.news_agencies import BYLINES, PHOTOS
from newsdiff.core.text.calendar_names import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_BYLINE: Final = 150
_LONGEST_SIGN_OFF: Final = 350
_LONGEST_CAPTION: Final = 500
_LONGEST_ROW: Final = 80
"""Characters of a row of sources ("AFP via Getty Images")."""
_BETWEEN: Final = re.compile(r"[\s/|,·&:©]+")

_CAPITAL: Final = "[A-ZÀ-ÞА-ЯҐЄІЇĆČŁŚŠŹŻŽİŞ]"
_DAYS: Final = "|".join(day.title().removesuffix("day") for day in WEEKDAYS)
_NO_NAME: Final = rf"(?!(?:The|A|An|This|That|How|Why|What|Our|My|{_DAYS})(?:day)?\b)"
_PARTICLE: Final = "(?:(?:de|da|di|del|della|van|von|der|den|bin|al|el|la|le|du|dos) )"
_NAME: Final = rf"{_NO_NAME}{_CAPITAL}[\w'’.-]*(?: {_PARTICLE}{{0,2}}{_CAPITAL}[\w'’.-]*){{1,3}}"
_AGENCY: Final = rf"(?:[Tt]he )?(?:{'|'.join(BYLINES)}|[Ss]taff(?: (?:[Ww]riters?|[Rr]eporters?))?|[Nn]ewsroom)"
_WHO: Final = f"(?:{_NAME}|{_AGENCY})"
_BY: Final = r"(?:(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Tt]ext|Autor(?:in)?|Автор|Текст):?)"
_AND: Final = r"(?:,? (?:and|und|et|y|e|en|og|och|i|та|и|&|with|mit) |, )"
_MORE: Final = (
    r"(?:\s*[,|·•—–/-]\s*[^.!?]{2,80}|\s+(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Ff]or)\b.{2,80})?"  # a role, a date
)
_ROLE: Final = r"(?:[Ss]taff [Ww]riter|(?:[\w’'&. ]{2,30} )?(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Cc]olumnist))"
_BYLINES: Final = (
    # By Jane Doe and John Roe, Associated Press
    rf"{_BY} {_WHO}(?:{_AND}{_WHO})*{_MORE}",
    # Jane Doe, Staff Writer
    rf"{_NAME}(?:,| [|·–-]) (?:{_ROLE}|{_AGENCY}|USA TODAY)(?:,? in {_CAPITAL}\w+)?",
    _AGENCY,
)

_DOING: Final = (
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Pp]roduced|[Ww]ritten|[Ee]dited|[Ff]iles)"
    r"(?: and \w+ing)? (?:by|from)"
)
_VERB: Final = r"\b(?:has|have|had|was|were|is|are|shows?|showed|found|suggests?|reveals?|revealed|said|says)\b"
_WORK: Final = r"(?:this|the) (?:report|article|story|piece|reporting|coverage)"
_SIGN_OFFS: Final = (
    # Reporting by Jane Doe in Kyiv; Editing by John Roe
    rf"\(?(?:With )?(?:[Aa]dditional )?{_DOING} (?!.*{_VERB}){_CAPITAL}.{{2,250}}",
    # Jane Doe contributed to this report.
    rf"{_CAPITAL}.{{2,200}} contributed (?:to {_WORK}|(?:additional )?reporting(?: (?:from|for|to) .{{2,60}})?)\W*",
    # Doe reported from Kyiv and Roe from Washington.
    rf"{_CAPITAL}[^.]{{2,80}} reported from [^.]{{2,60}},? and [^.]{{2,60}} from {_CAPITAL}[^.]{{2,40}}\W*",
)

_SOURCE_WORDS: Final = frozenset(
    (
        *(source.lower() for source in PHOTOS),
        *(
            "images",
            "image",
            "photo",
            "photos",
            "press",
            "associated",
            "picture",
            "alliance",
            "pool",
            "handout",
            "wire",
        ),
        *("epa-efe", "via", "(c)", "istock", "alamy", "unsplash", "pixabay", "wikimedia", "commons", "anadolu"),
    )
)
_SOURCE: Final = f"(?:{'|'.join(PHOTOS)})"
_PHOTO: Final = r"(?:[Pp]hoto(?:graph)?|PHOTO|[Pp]icture|[Ii]mage|[Ii]llustration|[Gg]raphic|[Ss]creenshot|[Vv]ideo)s?"
_KIND: Final = r"(?:(?:[Ff]ile|[Aa]rchive|[Ss]tock|[Hh]andout) )?"
_FOREIGN: Final = r"(?:Fotos?|FOTO|Bild(?:nachweis)?|Crédits?(?: photos?)?|Imagen|Immagine|Imagem|Crédito|Фото|Zdjęcie)"
_TAKEN: Final = rf"(?:AP Photo|Photo(?:graph)? by|Photo:|Image:|Foto:|Фото:|/{_SOURCE}\b|{_SOURCE} (?:Images|Photo))"
_PERSON: Final = rf"{_CAPITAL}[\w'’.-]+(?: {_CAPITAL}[\w'’.-]+)*"
_CREDITS: Final = (
    # Image source, Getty Images
    r"(?:[Ii]mage|[Mm]edia|[Vv]ideo|[Pp]hoto) (?:source|caption|credit),? .{2,300}",
    # Photo: Jane Doe
    rf"(?:{_KIND}{_PHOTO}(?: [Cc]redits?)?|[Cc]redits?|CREDITS?|{_FOREIGN}) ?[:©] ?.{{2,250}}",
    # Photo by Jane Doe
    rf"{_KIND}{_PHOTO} (?:by|courtesy(?: of)?|via|from) {_CAPITAL}(?!.*[.!?]$).{{2,120}}",
    # A square in Kyiv, May 12. (AP Photo/Jane Doe)
    rf".{{0,400}}\([^()]{{0,60}}{_TAKEN}[^()]{{0,100}}\)\W*",
    # A square in Kyiv.CreditJane Doe/Reuters
    rf"(?:.{{0,400}}[\w.!?\"”’)])?\s?Credit(?:\s?[:.…]+)?\s?{_PERSON}\s?(?:/|for |via |, )[^.!?]{{2,60}}",
)

# Every line that a pattern matches has one of these: prose has none, and no pattern is compiled for it.
_BY_WORDS: Final = frozenset(
    ("by", "von", "par", "por", "di", "door", "av", "af", "text", "autor", "autorin", "автор", "текст")
)
_BY_HINTS: Final = (
    *("riter", "orrespondent", "eporter", "ditor", "olumnist", "TODAY", "taff", "News", "news"),
    *(name for name in BYLINES if " " not in name),
    # Parts of the longer names.
    *("Press", "France-Presse", "PA"),
)
_WORK_HINTS: Final = ("eporting", "riting", "diting", "ompiled", "ranslated", "roduced", "ritten", "dited", "iles")
_CREDIT_WORDS: Final = frozenset(
    (
        *("image", "images", "media", "video", "videos", "photo", "photos", "photograph", "photographs", "picture"),
        *("pictures", "illustration", "illustrations", "graphic", "graphics", "screenshot", "screenshots", "file"),
        *("archive", "stock", "handout", "credit", "credits", "foto", "fotos", "bild", "bildnachweis", "crédit"),
        *("crédits", "imagen", "immagine", "imagem", "crédito", "фото", "zdjęcie"),
    )
)


def is_byline(line: str) -> bool:
    """Whether a line is a byline. Inside an article it may be a heading ("By Royal Appointment")."""
    near = _first(line) in _BY_WORDS or _has(line, _BY_HINTS)
    return len(line) <= _LONGEST_BYLINE and near and _is_one_of(_BYLINES, line)


def is_sign_off(line: str) -> bool:
    """Whether a line names contributors ("Jane Doe contributed to this report.")."""
    near = _has(line[:40], _WORK_HINTS) or " contributed " in line or " reported from " in line
    return len(line) <= _LONGEST_SIGN_OFF and near and _is_one_of(_SIGN_OFFS, line)


def is_credit(line: str) -> bool:
    """Whether a line is a photo credit, or a caption that ends with one."""
    if len(line) <= _LONGEST_ROW:
        words = [word for word in _BETWEEN.split(line.lower()) if word]
        if len(words) > 1 and all(word in _SOURCE_WORDS for word in words):
            return True
    near = _first(line) in _CREDIT_WORDS or "Credit" in line or ("(" in line and ")" in line[-3:])
    return len(line) <= _LONGEST_CAPTION and near and _is_one_of(_CREDITS, line)


def _first(line: str) -> str:
    """The first word of a line, in lower case."""
    return _BETWEEN.split(line[:20].lower(), maxsplit=1)[0]


def _has(line: str, hints: Sequence[str]) -> bool:
    """Whether a line contains one of several texts."""
    return any(hint in line for hint in hints)


def _is_one_of(patterns: Sequence[str], line: str) -> bool:
    """Whether a whole line matches one of several patterns, which `re` compiles and caches when they are needed."""
    return any(re.fullmatch(pattern, line) for pattern in patterns)
