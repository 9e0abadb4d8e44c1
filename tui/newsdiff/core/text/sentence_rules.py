"""The rules that decide whether a sentence ends at a full stop, for newspaper prose in many languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.abbreviations import abbreviations
from newsdiff.core.text.calendar_names import ENGLISH_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from newsdiff.core.text.normalize import fold, is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE: Final = "。！？｡"
_STOPS: Final = re.compile(r"[.!?…‽⁇⁈⁉。！？｡؟۔।॥։။]+")
_STOPS_GREEK: Final = re.compile(r"[.!?;…]+")
# Quotation marks, brackets and the numbers of notes after a stop. Marks that may also open something close here if no
# letter follows.
_CLOSERS: Final = re.compile(
    r"(?:[”’»›)\]}」』】》〉）］｝＂]|[\"'“‘«‹*_](?![^\W_]|[(\[¿¡“„«])|\[\d{1,3}\]"
    r"|[⁰¹²³⁴-⁹]|(?<=[⁰¹²³⁴-⁹])[,⁻–](?=[⁰¹²³⁴-⁹]))+|[\u00a0\u202f ][»”](?!\S)"
)
_OPENERS: Final = re.compile(r"[\"'“”‘’„‚«»‹›(\[{<¿¡*_「『（《【〈\s]*")
_SPACE: Final = re.compile(r"\s*")
_DOTS: Final = re.compile(r"(?:\.{2,9}|…{1,3})\s?")
_NO_BEGINNING: Final = frozenset(",;:)]}&=/|\\-–—―+%^~<>.…。、，；：")

_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|['’-](?=[^\W_])){0,40}")
_CHUNK: Final = re.compile(r"\S*\Z")
_ELIDED: Final = re.compile(r"^(?:[dl]|(?:d|n|s|c)?(?:e|a|u)ll)['’](?=[^\W\d_]{2})", re.IGNORECASE)
"""An article or a preposition that has lost its vowel before an abbreviation."""
_TOKEN: Final = re.compile(r"[^\s\"“”„«»()\[\]{}<>…!?;:,،，。、/—–]*\Z")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+)\s+\Z")
_LETTER_BEFORE: Final = re.compile(r"(?<!\w)([^\W\d_])\.\s?\Z")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}\Z")
_ROMAN: Final = re.compile(r"[IVX]+\Z")
_LAST_OF_TWO: Final = frozenset(("д", "п"))
"""The ends of "и т. д." and "и т. п.", after which a sentence may end."""
_LONGEST_TOKEN: Final = 40
_LONGEST_SAYING: Final = 150
_FEWEST_WORDS: Final = 3
_POINT: Final = "."

_SAYING: Final = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\. )?(?:[A-Z][\w'’.-]{0,30} ){1,3}"
    r"(?:asked\b|asks\b"
    r"|(?:said|says|wrote|tweeted|posted|replied|added|continued|exclaimed|shouted|yelled|responded|quipped)"
    r"(?=[.,;:]|\Z| (?:in|on|at|during|after|before|when|while|as|of|to|last|later|earlier|early|again|[A-Z]\w+day)\b))"
)
_SAYING_CHINESE: Final = r"[^，。！？“]{0,8}(?:说|說|表示|道|称|稱|问|問|指出|写道|寫道|强调|強調)"
_GOING_ON: Final = re.compile("[ぁ-ん、，：；]")
_SHOUTING_NAMES: Final = frozenset(("yahoo", "jeopardy", "oklahoma"))

_HOURS: Final = frozenset(("a.m", "p.m", "A.M", "P.M"))
_AFTER_THE_HOUR: Final = frozenset(
    (
        *(*ENGLISH_MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS),
        *("et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt"),
        *("gmt", "utc", "bst", "cest", "cet", "msk", "eastern", "central", "mountain", "pacific"),
        *("greenwich", "local", "moscow", "kyiv", "kiev"),
    )
)
"""Words that continue a time of day: its date or its zone ("at 5 p.m. Monday"). Zones that are also words ("west"),
which `core.text.dates` reads, are not among them."""
_ORDINALS: Final = frozenset(("de", "da", "no", "fi", "cs", "sk", "hr", "sr", "hu", "pl", "tr", "et", "lv", "sl", "is"))
"""Languages that write an ordinal number with a point ("am 12. Mai")."""
_BEFORE_ORDINALS: Final = frozenset(
    ("am", "der", "dem", "den", "des", "die", "das", "im", "vom", "zum", "zur", "beim", "ab", "bis", "seit", "und")
)
_BOOKS: Final = re.compile(
    "Gen|Ex|Exod|Lev|Num|Deut|Josh|Judg|Sam|Kgs|Chr|Chron|Neh|Esth|Pss?|Prov|Eccl|Isa|Jer|Lam|Ezek|Dan|Hos|Mic|Nah|Hab"
    "|Zeph|Hag|Zech|Mal|Matt?|Mt|Mk|Lk|Jn|Rom|Cor|Gal|Eph|Phil|Col|Thess|Tim|Tit|Philem|Heb|Jas|Pet|Rev"
)
"""Books of the Bible as references shorten them (SBL Handbook of Style)."""
_VERSE: Final = re.compile(r"\d{1,3}[:.]\d{1,3}(?!\d| ?[ap]\.?m\b)")
_ENDINGS: Final = "com|org|net|gov|edu|co|uk|de|fr|io|info|biz|eu|ru|ua|us|tv|me|ai|js|py|php|html"
"""What follows a point in an address or a file name."""


class Stop(NamedTuple):
    """One or more full stops in a row, with the quotation marks and brackets after them, as offsets."""

    start: int
    end: int
    """The end of the stops."""
    close: int
    """The end of the quotation marks and brackets."""
    following: int
    """The beginning of the next sentence, if one ends here."""


class Boundaries:
    """Decides where sentences end in one text.

    Offsets are those of the text; `start` and `end` are those of a paragraph or of the sentence in it."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._known = abbreviations(language)
        # The Greek question mark is a semicolon.
        self._stops = _STOPS_GREEK if language == "el" else _STOPS

    def stops(self, start: int, end: int) -> Iterator[Stop]:
        """The stops in the paragraph from `start` to `end`, without the last if nothing follows it."""
        text, counted, open_quote = self._text, start, False
        for stop in self._stops.finditer(text, start, end):
            closing = _CLOSERS.match(text, stop.end(), end)
            close = closing.end() if closing else stop.end()
            # A straight quotation mark between two words closes if the number of those before it is odd.
            open_quote ^= text.count('"', counted, stop.start()) % 2 == 1
            counted = stop.start()
            if open_quote and close == stop.end() and text.startswith('"', close):
                close += 1
            following = _past(_SPACE, text, close, end)
            if following < end:
                yield Stop(stop.start(), stop.end(), close, following)

    def ends(self, stop: Stop, start: int, end: int) -> bool:
        """Whether the sentence from `start`, in a paragraph that ends at `end`, ends at a stop."""
        if self._text[stop.end - 1] in _WIDE:
            return self._ends_wide(stop)
        return (self._ends_spaced if stop.following > stop.close else self._ends_unspaced)(stop, start, end)

    def _ends_wide(self, stop: Stop) -> bool:
        """Whether it ends at a Chinese or Japanese stop: not if a particle or a reporting verb follows a quotation."""
        text, quoted = self._text, stop.close > stop.end
        return not (
            quoted
            and (
                _GOING_ON.match(text, stop.close)
                or re.match(_SAYING_CHINESE, text[stop.close : stop.close + _LONGEST_SAYING])
            )
        )

    def _ends_spaced(self, stop: Stop, start: int, end: int) -> bool:
        """Whether it ends at a stop before white space."""
        text = self._text
        at = _past(_OPENERS, text, stop.following, end)
        at = _past(_DOTS, text, at, end)
        first = text[at : min(at + 1, end)]
        if not first or first in _NO_BEGINNING or (first.islower() and not text[at + 1 : at + 2].isupper()):
            return False
        mark = text[stop.start : stop.end]
        if mark == _POINT:
            return self._ends_at_point(stop.start, at, start, end)
        if mark == "!" and self._token(stop.start, start).lower() in _SHOUTING_NAMES:
            return False
        # "Is that all?" Smith asked.
        reporting = (
            stop.close > stop.end
            and self._language in ("en", "")
            and re.match(_SAYING, text[at : min(at + _LONGEST_SAYING, end)])
        )
        return mark[-1] in ".…" or not reporting or self._is_starter(at, end)

    def _ends_at_point(self, point: int, at: int, start: int, end: int) -> bool:
        """Whether it ends at a single point; `at` is the offset of the first letter or digit after it."""
        text, known = self._text, self._known
        token = self._token(point, start)
        # "l'avv. Rossi", "Mass.-based"
        tail = _ELIDED.sub("", token.rpartition("-")[2])
        opening = point - len(token) == start
        names = {token, tail, token.lower() if opening else token, token.capitalize() if token.isupper() else token}
        figure, starter = text[at].isdigit(), self._is_starter(at, end)
        if names & known.always or (figure and token in known.number):
            return False
        if figure and _BOOKS.fullmatch(token) and _VERSE.match(text, at):
            return False
        if token in _HOURS:
            # "At 5 p.m. Smith arrived"
            early = point - start <= _LONGEST_TOKEN and len(text[start:point].split()) <= _FEWEST_WORDS
            return not figure and not early and self._word(at, end) not in _AFTER_THE_HOUR
        if names & known.sometimes or self._is_state(token, tail, point):
            return starter
        if token.isdigit() and opening:
            return False
        if len(token) == 1 and token.isalpha():
            before = _LETTER_BEFORE.search(text, max(start, point - 5), point - 1)
            # "z. B. Die", but "и т. д. Он"
            return starter and not (before and before[1].islower() and token not in _LAST_OF_TWO)
        if _INITIALS.match(token):
            return starter
        if self._language in _ORDINALS and ((token.isdigit() and len(token) <= 2) or _ROMAN.match(token)):
            before = _WORD_BEFORE.search(text, max(start, point - len(token) - _LONGEST_TOKEN), point - len(token))
            return starter and not (before and before[1].lower() in _BEFORE_ORDINALS)
        return True

    def _ends_unspaced(self, stop: Stop, start: int, end: int) -> bool:
        """Whether it ends at a stop before the next word, where the space is missing ("over.The")."""
        text, known, quoted = self._text, self._known, stop.close > stop.end
        if text[stop.end - 1] in "؟۔।॥։။":
            return text[stop.close].isalnum()
        at = _past(_OPENERS, text, stop.close, end)
        if is_cjk(text[at : at + 1]) and text[stop.end - 1] in "!?":
            return not (quoted and _GOING_ON.match(text, at))
        token = self._token(stop.start, start)
        whole = len(token) > 1 and (token[-1].islower() or (token.isdigit() and len(token) == 4))
        word = _WORD.match(text, at, end)
        if not word or not word[0][0].isupper() or not (whole or (quoted and not token)):
            return False
        chunk = _CHUNK.search(text, max(start, stop.start - _LONGEST_TOKEN), stop.start)
        address = chunk and any(sign in chunk[0] for sign in ("@", "/", "_", "www."))
        dotted = text[word.end() : word.end() + 1] in tuple(".@/(_") and text[word.end() + 1 : word.end() + 2].isalnum()
        lone = len(word[0]) == 1 and word[0] not in "AI"
        return not (
            address
            or dotted
            or lone
            or "." in token
            or re.fullmatch(_ENDINGS, fold(word[0]))
            or token in known.always | known.sometimes | known.number
        )

    def _token(self, point: int, start: int) -> str:
        """What is directly before a stop, without opening quotation marks."""
        found = _TOKEN.search(self._text, max(start, point - _LONGEST_TOKEN), point)
        return found[0].lstrip("'‘’-*_.¿¡") if found else ""

    def _word(self, at: int, end: int) -> str:
        """The word at an offset, folded."""
        word = _WORD.match(self._text, at, end)
        return fold(word[0]) if word else ""

    def _is_starter(self, at: int, end: int) -> bool:
        """Whether a function word with a capital is at an offset: it begins a sentence, and is not a name."""
        word = _WORD.match(self._text, at, end)
        if not word or (len(word[0]) == 1 and self._text.startswith(".", word.end())):
            return False
        folded = fold(word[0])
        return folded != "will" and (folded in self._known.starters or folded.partition("'")[0] in self._known.starters)

    def _is_state(self, token: str, tail: str, point: int) -> bool:
        """Whether a token before a point is an American state, abbreviated by a word that has another meaning too."""
        before = self._text[max(0, point - len(token) - 2) : point - len(token)]
        return tail in self._known.states and (tail != token or before == ", ")


def _past(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """The end of the match of a pattern at an offset; the offset if there is none."""
    found = pattern.match(text, at, end)
    return found.end() if found else at
