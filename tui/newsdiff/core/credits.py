"""Who wrote, filmed and photographed: bylines, sign-offs and photo credits, told by their form and their capitals."""

from __future__ import annotations

import re
from typing import Final

_LONGEST_BYLINE: Final = 150
_LONGEST_SIGN_OFF: Final = 350
_LONGEST_CAPTION: Final = 500
_LONGEST_SOURCE: Final = 80

_CAPITAL: Final = "[A-ZÀ-ÞА-ЯҐЄІЇĆČŁŚŠŹŻŽİŞ]"
_NO_NAME: Final = "(?!(?:The|A|An|This|That|How|Why|What|Our|My|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\\b)"
_PARTICLE: Final = "(?:(?:de|da|di|del|della|van|von|der|den|bin|al|el|la|le|du|dos) )"
_NAME: Final = rf"{_NO_NAME}{_CAPITAL}[\w'’.-]*(?: {_PARTICLE}{{0,2}}{_CAPITAL}[\w'’.-]*){{1,3}}"
_AGENCY: Final = (
    r"(?:[Tt]he )?(?:Associated Press|AP|Reuters|AFP|Agence France-Presse|Bloomberg(?: News)?|dpa|DPA|EFE|ANSA|TASS|UPI"
    r"|Xinhua|PA Media|Interfax|BBC(?: News)?|CNN|Fox News|[Ss]taff(?: (?:[Ww]riters?|[Rr]eporters?))?|[Nn]ewsroom)"
)
_WHO: Final = f"(?:{_NAME}|{_AGENCY})"
_BY: Final = r"(?:(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Tt]ext|Autor(?:in)?|Автор|Текст):?)"
_AND: Final = r"(?:,? (?:and|und|et|y|e|en|og|och|i|та|и|&|with|mit) |, )"
_MORE: Final = (
    r"(?:\s*[,|·•—–/-]\s*[^.!?]{2,80}|\s+(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Ff]or)\b.{2,80})?"  # a role, a date
)
_ROLE: Final = r"(?:[Ss]taff [Ww]riter|(?:[\w’'&. ]{2,30} )?(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Cc]olumnist))"
_BYLINES: Final = tuple(
    re.compile(byline)
    for byline in (
        # By Jane Doe and John Roe, Associated Press
        rf"{_BY} {_WHO}(?:{_AND}{_WHO})*{_MORE}",
        # Jane Doe, Staff Writer
        rf"{_NAME}(?:,| [|·–-]) (?:{_ROLE}|{_AGENCY}|USA TODAY)(?:,? in {_CAPITAL}\w+)?",
        _AGENCY,
    )
)

_DOING: Final = (
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Pp]roduced|[Ww]ritten|[Ee]dited|[Ff]iles)"
    r"(?: and \w+ing)? (?:by|from)"
)
_VERB: Final = r"\b(?:has|have|had|was|were|is|are|shows?|showed|found|suggests?|reveals?|revealed|said|says)\b"
_WORK: Final = r"(?:this|the) (?:report|article|story|piece|reporting|coverage)"
_SIGN_OFFS: Final = tuple(
    re.compile(sign_off)
    for sign_off in (
        # Reporting by Jane Doe in Kyiv; Editing by John Roe
        rf"\(?(?:With )?(?:[Aa]dditional )?{_DOING} (?!.*{_VERB}){_CAPITAL}.{{2,250}}",
        # Jane Doe contributed to this report.
        rf"{_CAPITAL}.{{2,200}} contributed (?:to {_WORK}|(?:additional )?reporting(?: (?:from|for|to) .{{2,60}})?)\W*",
        # Doe reported from Kyiv and Roe from Washington.
        rf"{_CAPITAL}[^.]{{2,80}} reported from [^.]{{2,60}},? and [^.]{{2,60}} from {_CAPITAL}[^.]{{2,40}}\W*",
    )
)

_SOURCES: Final = (
    "AP Reuters REUTERS AFP EPA EFE Getty Shutterstock Bloomberg Sipa Zuma Imago imago IMAGO dpa DPA NurPhoto"
)
_SOURCE_WORDS: Final = frozenset(
    f"""
    {_SOURCES.lower()} images image photo photos press associated picture alliance pool handout wire epa-efe via © (c)
    istock alamy unsplash pixabay wikimedia commons anadolu
    """.split()
)
_SOURCE: Final = f"(?:{_SOURCES.replace(' ', '|')})"
_PHOTO: Final = r"(?:[Pp]hoto(?:graph)?|PHOTO|[Pp]icture|[Ii]mage|[Ii]llustration|[Gg]raphic|[Ss]creenshot|[Vv]ideo)s?"
_KIND: Final = r"(?:(?:[Ff]ile|[Aa]rchive|[Ss]tock|[Hh]andout) )?"
_FOREIGN: Final = r"(?:Fotos?|FOTO|Bild(?:nachweis)?|Crédits?(?: photos?)?|Imagen|Immagine|Imagem|Crédito|Фото|Zdjęcie)"
_TAKEN: Final = rf"(?:AP Photo|Photo(?:graph)? by|Photo:|Image:|Foto:|Фото:|/{_SOURCE}\b|{_SOURCE} (?:Images|Photo))"
_PERSON: Final = rf"{_CAPITAL}[\w'’.-]+(?: {_CAPITAL}[\w'’.-]+)*"
_CREDITS: Final = tuple(
    re.compile(credit)
    for credit in (
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
)


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the article; inside of one it may be a heading ("By Royal Appointment")."""
    return len(line) <= _LONGEST_BYLINE and any(byline.fullmatch(line) for byline in _BYLINES)


def is_sign_off(line: str) -> bool:
    """Whether a line says who helped with the article ("Jane Doe contributed to this report.")."""
    return len(line) <= _LONGEST_SIGN_OFF and any(sign_off.fullmatch(line) for sign_off in _SIGN_OFFS)


def is_credit(line: str) -> bool:
    """Whether a line is a photo credit, or a caption that ends in one."""
    if len(line) <= _LONGEST_SOURCE:
        words = [word for word in re.split(r"[\s/|,·&:]+", line.lower()) if word]
        if len(words) > 1 and all(word in _SOURCE_WORDS for word in words):
            return True
    return len(line) <= _LONGEST_CAPTION and any(credit.fullmatch(line) for credit in _CREDITS)
