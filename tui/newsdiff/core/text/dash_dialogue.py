"""Finds direct speech after a dash, as in French, Spanish, Russian, Ukrainian, Polish and Turkish newspapers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsdiff.core.text.quotations import Span

_SPEECH: Final = re.compile(r"^[^\S\n]*[—–―][^\S\n]?(?=[\w¿¡«(])", re.MULTILINE)
_VERB: Final = (
    r"(?:said|says|asked|replied|added|dit|disait|déclare|affirme|explique|ajoute|répond|demande|confie|assure|lance|raconte"
    r"|(?:a|ont) (?:dit|déclaré|affirmé|expliqué|ajouté|répondu|demandé|confié|assuré|lancé|raconté)"
    r"|dijo|dice|afirmó|explicó|añadió|respondió|preguntó|aseguró|señaló|declaró|contestó"
    r"|disse|afirmou|explicou|acrescentou|respondeu|perguntou"
    r"|сказал\w*|говорит|говорил\w*|заявил\w*|добавил\w*|отметил\w*|ответил\w*|спросил\w*|пояснил\w*|подчеркнул\w*"
    r"|рассказал\w*|сообщил\w*|сказав|сказала|каже|говорить|заявив|заявила|додав"
    r"|додала|зазначив|зазначила|відповів|відповіла|пояснив|пояснила|powiedział\w*|mówi|dodał\w*|odpowiedział\w*|zapytał\w*|stwierdził\w*|dedi|söyledi|diye|ekledi)"
)
_ASIDE: Final = re.compile(
    # Who is speaking: between dashes, or after a comma until the end of the sentence.
    rf"[^\S\n]?[,?!….]?[^\S\n]*[—–―][^\S\n]?(?=[^\n—–―]{{0,60}}?\b{_VERB}\b)[^\n—–―]*?(?:[—–―][.,]?[^\S\n]?|(?=\n)|\Z)"
    rf"|(?:,|(?<=[!?…]))[^\S\n](?:(?:me|lui|leur|nous)[ ])?{_VERB}(?:-(?:il|elle|t-il|t-elle|ils|elles|on))?\b"
    r"[^\n.?!…]*(?:[.?!…]|(?=\n)|\Z)",
    re.IGNORECASE,
)


def dash_dialogue(text: str) -> Iterator[Span]:
    """The direct speech in lines that begin with a dash, without the words that say who is speaking.

    A line that names no speaker is a list item and not speech, unless the line before or after it names one.

    Returns:
        Spans of the text, in order and disjoint.
    """
    lines = [(match.end(), _end(text, match.end())) for match in _SPEECH.finditer(text)]
    asides = [list(_ASIDE.finditer(text, *line)) for line in lines]
    for number, ((start, end), found) in enumerate(zip(lines, asides, strict=True)):
        beside = [near for near in (number - 1, number + 1) if 0 <= near < len(lines) and asides[near]]
        if not found and not any(_touch(text, lines[min(number, near)], lines[max(number, near)]) for near in beside):
            continue
        for aside in found:
            if start < aside.start():
                yield start, aside.start()
            start = aside.end()
        if start < end:
            yield start, end


def _end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _touch(text: str, one: Span, other: Span) -> bool:
    """Whether only a dash and white space are between two lines."""
    return not text[one[1] : other[0]].strip(" \n\t—–―")
