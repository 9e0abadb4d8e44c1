"""Numbers in words in languages other than English: words of a list, put together, and Chinese numerals."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.locale_tables import NUMBER_WORDS, NUMBERS, SCALES
from newsdiff.core.text.number_forms import BOUND, ENDINGS, HALVES, LOOKALIKES, MORE_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HAN_LANGUAGES: Final = frozenset({"zh", "ja"})
"""Languages whose numerals are Chinese characters."""

_JOINTS: Final = {"pt": " e ", "da": " og ", "no": " og ", "nl": " en "}
"""What may stand between two words of a number by language, beside a blank or a hyphen, or nothing inside a word."""
_ANY_JOINT: Final = frozenset({" ", "-", "\u00ad", ""})

_PLAIN: Final = str.maketrans({**dict.fromkeys("’‘ʼ`´＇", "'"), **dict.fromkeys("\u00a0\u202f\u2009", " "), "‑": "-"})
"""Apostrophes, blanks and hyphens as the tables have them, character for character."""
_ROMANIAN: Final = str.maketrans("şţŞŢ", "șțȘȚ")
_TURKISH_SMALL: Final = str.maketrans("Iİ", "ıi")

_ONE_JOINED: Final = frozenset({"ca", "es", "fr", "it", "pt", "ro"})
"""Languages that have a word for 31 in the tables: "treinta y uno"."""
_REACH: Final = 40
"""Characters in which the word before a number stands."""

_HUNDRED, _THOUSAND = 100, 1000

_HAN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMERALS: Final = "".join((*_HAN_DIGITS, *_HAN_TENS, *_HAN_MYRIADS))
_HAN: Final = re.compile(
    # Ordinals, days of the week, months of the moon, shares ("百分之") and rough numbers ("数十") are no such numbers.
    rf"(?<![第周期曜初之分数數几幾统統{_NUMERALS}\d点點・·])[{_NUMERALS}]{{2,15}}(?![{_NUMERALS}分几幾数數点點之\d])"
)
_NOT_AFTER: Final = {
    # Names and sayings: 二十大 (a congress), 十一国庆, 九十后, 三十而立, 五十步笑百步, 五十铃 (Isuzu), 五十岚.
    "zh": re.compile(r"[大后後嵐岚铃鈴铺鋪]|而立|步笑|国庆|國慶|黄金周|长假"),
    # Kanji that count nothing belong to a name: 五十嵐, 八百屋, 九十九里, 三十三間堂. So does a title.
    "ja": re.compile(
        r"(?![人名個件円歳才年月日時分秒度回本台棟戸軒世帯階番号点位票議席社校国か所箇頭匹羽冊枚着組倍割周週期余以未超代強弱"
        r"床基機隻艘両便種類隊勝敗戦連発打球得曲話作品問通層畳坪往街区都道府県市町村万億兆平立海])[\u3400-\u9fff々]|さん|ちゃん|くん|の神"
    ),
}
"""What stands behind numerals that are no number, by language."""


class SpelledNumber(NamedTuple):
    """A number in words, and where it stands in the text."""

    value: int
    start: int
    end: int


def spelled_numbers(text: str, language: str) -> Iterator[SpelledNumber]:
    """The numbers in words of a text, in order; none in a language that has no list, and none of English.

    Args:
        text: The text.
        language: ISO 639-1 code.
    """
    if language in HAN_LANGUAGES:
        yield from _han_numbers(text, language)
    elif known := _vocabulary(language):
        text = text.translate(_PLAIN)
        if language in {"tr", "ro"}:
            text = text.translate(_TURKISH_SMALL if language == "tr" else _ROMANIAN)
        for run in _runs(text, known, _words(text, known)):
            yield from _run_numbers(text, known, run)


class _Vocabulary(NamedTuple):
    """The number words of a language."""

    language: str
    values: Mapping[str, int]
    bound: frozenset[str]
    """Those that count only behind another."""
    pattern: re.Pattern[str]
    """Whole words, each of which may be several number words written as one."""
    before: re.Pattern[str]
    """A word, at the end of what stands before a number, that is or may be a part of the same number."""
    behind: re.Pattern[str]
    """The same for what stands behind a number."""
    joints: frozenset[str]


@cache
def _vocabulary(language: str) -> _Vocabulary | None:
    """The number words of a language; `None` for a language without a list."""
    if language not in NUMBER_WORDS:
        return None
    forms = zip(NUMBERS, NUMBER_WORDS[language].split(";"), strict=True)
    # Some put soft hyphens into long words.
    words_of = {number: words.replace("\u00ad", "").split("|") for number, words in forms}
    # Two thousand is two and thousand: in 202,000, "two" belongs to what stands before it.
    values = {word: number for number, words in words_of.items() if number < 2 * _THOUSAND for word in words}
    if language != "ro":
        # So are "ettusind" and "одна тысяча": in 201,000, "one" belongs to what stands before it.
        thousand = min((word for word, number in values.items() if number == _THOUSAND), key=len).split()[-1]
        values = {word: number for word, number in values.items() if number < _THOUSAND} | {thousand: _THOUSAND}
    for ending, others in ENDINGS.get(language, {}).items():
        known = [(word.removesuffix(ending), number) for word, number in values.items() if word.endswith(ending)]
        values |= {stem + other: number for stem, number in known for other in others.split("|")}
    for number, words in MORE_FORMS.get(language, {}).items():
        values |= {word.replace("-", " "): number for word in words.split() for word in (word, word.replace("-", " "))}
    bound = {word: number for number, words in BOUND.get(language, {}).items() for word in words.split()}
    free = frozenset(values)
    values = bound | values
    joint = rf"(?:[ -]|{_JOINTS.get(language, ' ')})"
    scales = "|".join(re.escape(scale) for scale in SCALES.get(language, {}))
    kin = rf"(?:{LOOKALIKES[language]}|{_either(values)}|{scales})"
    return _Vocabulary(
        language,
        values,
        frozenset(bound) - free,
        _pattern(values),
        re.compile(rf"(?<!\w){kin}{joint}\Z", re.IGNORECASE),
        re.compile(
            rf"{joint}(?:(?:{scales}){joint})?(?:{LOOKALIKES[language]}|{HALVES}|{_either(values)})(?!\w)",
            re.IGNORECASE,
        ),
        _ANY_JOINT | ({_JOINTS[language]} if language in _JOINTS else frozenset()),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in sorted(words, key=len, reverse=True))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, each of which may be several of these words written as one ("kétszázötven")."""
    return re.compile(rf"\b(?:{_either(words)})+\b(?!')", re.IGNORECASE)


class _Word(NamedTuple):
    """A number word in a text; its value is 0 where it consists of number words and cannot be taken apart."""

    value: int
    start: int
    end: int
    bound: bool = False


def _words(text: str, known: _Vocabulary) -> Iterator[_Word]:
    for match in known.pattern.finditer(text):
        word = match[0].lower()
        whole = word if word in known.values else word.replace("-", " ")
        if whole in known.values:
            yield _Word(known.values[whole], *match.span(), whole in known.bound)
        else:
            yield from _parts(word, match.start(), known)


def _parts(word: str, start: int, known: _Vocabulary) -> Iterator[_Word]:
    """The words of which a long word consists, the longest first."""
    at = 0
    while at < len(word):
        for end in range(len(word), at, -1):
            part = word[at:end] if word[at:end] in known.values else word[at:end].replace("-", " ")
            if part in known.values:
                yield _Word(known.values[part], start + at, start + end, part in known.bound)
                at = end
                break
        else:
            yield _Word(0, start + at, start + len(word))
            return


def _runs(text: str, known: _Vocabulary, words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """The words in runs that nothing but joints parts."""
    run: list[_Word] = []
    for word in words:
        if run and text[run[-1].end : word.start].lower() not in known.joints:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _run_numbers(text: str, known: _Vocabulary, run: list[_Word]) -> Iterator[SpelledNumber]:
    """The numbers of a run of number words; none where one may be a part of a number that is not understood."""
    start, end = run[0].start, run[-1].end
    if known.before.search(text, max(start - _REACH, 0), start) or known.behind.match(text, end):
        return
    if run[0].bound and run[0].value == 1:
        # It is an article, or changes nothing: "un quatre étoiles", "et tusind".
        one, *run = run
        if run and run[0].value == _THOUSAND:
            run[0] = run[0]._replace(start=one.start, bound=False)
    found: list[SpelledNumber] = []
    number: _Sum | None = None
    for word in run:
        joint = text[number.end : word.start].lower() if number else ""
        if number and number.add(word, joint, known.language):
            continue
        if not word.value or word.bound or (number and not _apart(number.result(), word, joint)):
            return
        if number:
            found.append(number.result())
        number = _Sum(word)
    if number:
        yield from (*found, number.result())


def _apart(number: SpelledNumber, word: _Word, joint: str) -> bool:
    """Whether two numbers side by side are two: "two and three", and ranges such as "two-three"."""
    if joint not in _ANY_JOINT:
        return True
    return joint == "-" and number.value < word.value and len(str(number.value)) == len(str(word.value))


class _Sum:
    """A number that is being put together."""

    def __init__(self, word: _Word) -> None:
        self.start, self.end = word.start, word.end
        self._thousands, self._rest = (word.value, 0) if word.value >= _THOUSAND else (0, word.value)

    def add(self, word: _Word, joint: str, language: str) -> bool:
        """Continue with a word; False where it does not continue the number."""
        value, rest = word.value, self._rest
        # "Tyve og tre" are two numbers, and "hundrede og tre" is one; "ciento un" is one, and "treinta un" is none.
        if rest % _HUNDRED and (
            (joint not in _ANY_JOINT and language != "pt") or (word.bound and value == 1 and language in _ONE_JOINED)
        ):
            return False
        if word.bound and value == 1 and joint and language in {"de", "sv"}:
            return False
        if not value:
            return False
        if value == _THOUSAND and not self._thousands and rest:
            self._thousands, self._rest = rest * _THOUSAND, 0
        elif value == _HUNDRED and 1 < rest < 10:
            self._rest = rest * _HUNDRED
        elif value < (_place(rest) if rest else _THOUSAND):
            self._rest = rest + value
        else:
            return False
        self.end = word.end
        return True

    def result(self) -> SpelledNumber:
        """The number."""
        return SpelledNumber(self._thousands + self._rest, self.start, self.end)


def _place(value: int) -> int:
    """The power of ten of the last digit that is not zero: 100 for 200, 10 for 250. Anything less may follow."""
    return next(place for place in (_HUNDRED, 10, 1) if value % place == 0)


def _han_numbers(text: str, language: str) -> Iterator[SpelledNumber]:
    """Chinese numerals of several characters with 十, 百, 千, 万 or 亿 among them; single ones are parts of words."""
    for match in _HAN.finditer(text):
        value = _han_value(match[0])
        if value and not _NOT_AFTER[language].match(text, match.end()):
            yield SpelledNumber(value, *match.span())


def _han_value(written: str) -> int | None:
    """The value of a Chinese numeral; `None` where it is none, as years in digits and "千万" are."""
    if written[0] in _HAN_MYRIADS or _HAN_DIGITS.keys().isdisjoint(written) or set(written) <= _HAN_DIGITS.keys():
        return None
    total = group = digit = last = 0
    least = 10**12
    for char in written:
        if char in _HAN_DIGITS:
            if digit:
                return None
            digit = _HAN_DIGITS[char]
            if not digit:
                # What follows a zero is a unit: 一万零二 is 10,002, and 一万二 is 12,000.
                last = 0
        elif char in _HAN_TENS:
            last = _HAN_TENS[char]
            group += (digit or 1) * last
            digit = 0
        else:
            last = _HAN_MYRIADS[char]
            if last >= least:
                return None
            least = last
            total += (group + digit) * least
            group = digit = 0
    return total + group + digit * max(last // 10, 1)
