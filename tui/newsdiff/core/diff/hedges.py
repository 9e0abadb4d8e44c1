"""How the words around a number leave it open: "about 300", "nears 6 million", "65 or older", "mindestens zwölf"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.diff.quantity import Hedge

LOOKED_AT: Final = 40
"""Characters before a number in which its hedge stands."""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "least": "at least|no fewer than|no less than|not less than|a minimum of|minimum|upwards of|as few as"
        "|as little as",
        "over": "more than|greater than|in excess of|well over|over|above|older than|exceed(?:s|ed|ing)?"
        "|top(?:s|ped|ping)|surpass(?:es|ed|ing)?|cross(?:es|ed|ing)|just over|a little over|slightly more than"
        "|beyond|north of",
        "most": "no more than|not more than|as many as|as much as|as high as|up to|at most|a maximum of|maximum",
        "under": "fewer than|less than|under|below|younger than|short of",
        "nearly": "nearly|almost|close to|just under|just shy of|just short of|slightly less than|approach(?:es|ed|ing)"
        "|near(?:s|ed|ing)?|just below|virtually|not quite",
        "about": "about|around|approximately|roughly|some|an estimated|estimated|a reported|more or less|maybe|perhaps"
        "|circa|the best part of|the better part of",
    },
    "de": {
        "least": "mindestens|wenigstens|zumindest",
        "over": "mehr als|über",
        "most": "höchstens|bis zu|maximal",
        "under": "weniger als|unter",
        "nearly": "fast|beinahe|knapp|nahezu",
        "about": "rund|etwa|ungefähr|circa|ca\\.|gut",
    },
    "fr": {
        "least": "au moins",
        "over": "plus de|plus d['’]",
        "most": "au plus|jusqu['’]à|au maximum",
        "under": "moins de|moins d['’]",
        "nearly": "près de|presque|quelque peu moins de",
        "about": "environ|quelque|à peu près|autour de",
    },
    "es": {
        "least": "al menos|por lo menos|como mínimo",
        "over": "más de",
        "most": "como máximo|hasta|a lo sumo",
        "under": "menos de",
        "nearly": "casi|cerca de",
        "about": "unos|unas|alrededor de|aproximadamente|en torno a",
    },
    "it": {
        "least": "almeno",
        "over": "più di|oltre",
        "most": "al massimo|fino a",
        "under": "meno di",
        "nearly": "quasi",
        "about": "circa|intorno a",
    },
    "pt": {
        "least": "pelo menos|ao menos|no mínimo",
        "over": "mais de",
        "most": "no máximo|até",
        "under": "menos de",
        "nearly": "quase",
        "about": "cerca de|aproximadamente|uns|umas",
    },
    "nl": {
        "least": "minstens|ten minste|zeker",
        "over": "meer dan|ruim",
        "most": "hooguit|hoogstens|maximaal",
        "under": "minder dan",
        "nearly": "bijna",
        "about": "ongeveer|circa|zo['’]n|rond",
    },
    "sv": {
        "least": "minst|åtminstone",
        "over": "mer än|fler än|över",
        "most": "högst|upp till|som mest",
        "under": "mindre än|färre än|under",
        "nearly": "nästan|knappt",
        "about": "omkring|ungefär|cirka|runt|drygt",
    },
    "da": {
        "least": "mindst",
        "over": "mere end|flere end|over",
        "most": "højst|op til",
        "under": "mindre end|færre end|under",
        "nearly": "næsten|knap",
        "about": "omkring|cirka|omtrent|godt",
    },
    "no": {
        "least": "minst",
        "over": "mer enn|flere enn|over",
        "most": "høyst|opptil|inntil",
        "under": "mindre enn|færre enn|under",
        "nearly": "nesten|knapt",
        "about": "omkring|cirka|rundt|omtrent",
    },
    "zh": {
        "least": "至少",
        "over": "超过|逾|多于",
        "most": "最多|多达",
        "under": "不到|少于",
        "nearly": "近|将近",
        "about": "约|大约",
    },
    "ja": {"least": "少なくとも", "most": "最大", "nearly": "ほぼ", "about": "約|およそ"},
    "ko": {"least": "최소|적어도", "most": "최대", "nearly": "거의", "about": "약|대략"},
}
_AFTER: Final[Mapping[str, str]] = {
    "en": r"[ -](?:(?P<least>or more|plus\b|at least|(?:years? (?:of age )?)?(?:and|or) (?:older|over|above|up)\b)"
    r"|(?P<most>or fewer|or less|at most|(?:and|or) (?:younger|under)\b)|(?P<about>or so|odd\b))|(?P<plus>\+)",
    "zh": "(?P<least>以上)|(?P<most>以下)|(?P<about>左右|多)",
    "ja": "..?(?P<least>以上)|..?(?P<most>以下)|..?(?P<about>程度|前後)",
    "ko": "..?[ ]?(?P<least>이상)|..?[ ]?(?P<most>이하)|..?[ ]?(?P<about>정도|안팎)",
}
_BETWEEN: Final = r"[ ](?:the[ ]|an?[ ]|another[ ]|its?[ ]|(?:the[ ])?ages?[ ](?:of[ ])?)?(?:US|A|C|NZ|HK|R)?[$€£₹]?"


@cache
def _before(language: str) -> re.Pattern[str]:
    words = "|".join(f"(?P<{name}>{some})" for name, some in _WORDS[language].items())
    if language in {"zh", "ja", "ko"}:
        return re.compile(rf"(?:{words})[ ]?\Z")
    between = _BETWEEN if language == "en" else "[ ]?[$€£]?"
    return re.compile(rf"\b(?:{words}){between}\Z", re.IGNORECASE)


@cache
def _behind(language: str) -> re.Pattern[str]:
    return re.compile(_AFTER[language], re.IGNORECASE)


def with_hedge(text: str, start: int, end: int, language: str = "en") -> tuple[int, int]:
    """Where a number stands in the text together with the words that leave it open, if the language's are known."""
    if language not in _WORDS:
        return start, end
    from_here = max(start - LOOKED_AT, 0)
    before = _before(language).search(text[from_here:start])
    behind = _behind(language).match(text, end) if language in _AFTER else None
    return from_here + before.start() if before else start, behind.end() if behind else end


def hedge(text: str, start: int, end: int, language: str = "en") -> Hedge:
    """How far a number at a place of the text is left open, as far as the words of the language are known."""
    if language not in _WORDS:
        return ""
    match = _behind(language).match(text, end) if language in _AFTER else None
    match = match or _before(language).search(text[max(start - LOOKED_AT, 0) : start])
    name = match.lastgroup if match else ""
    return cast("Hedge", "least" if name == "plus" else name)
