"""Numbers in words in languages other than English: words of a list, put together, and Chinese numerals."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.locale_tables import NUMBER_WORDS, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HAN_LANGUAGES: Final = frozenset({"zh", "ja"})
"""Languages whose numerals are Chinese characters."""

_JOINTS: Final = {"pt": frozenset({" e "}), "da": frozenset({" og "}), "no": frozenset({" og "})}
"""What may stand between two words of a number by language, beside a blank or a hyphen, or nothing inside a word."""
_ANY_JOINT: Final = frozenset({" ", "-", "\u00ad", ""})

_TURKISH_SMALL: Final = str.maketrans("Iİ", "ıi")

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
    elif known := _number_words(language):
        pattern, values = known
        if language == "tr":
            text = text.translate(_TURKISH_SMALL)
        yield from _joined(text, language, _words(text, pattern, values))


@cache
def _number_words(language: str) -> tuple[re.Pattern[str], Mapping[str, int]] | None:
    """A pattern of all number words of a language, and word -> value; `None` for a language without a list."""
    if language not in NUMBER_WORDS:
        return None
    forms = zip(NUMBERS, NUMBER_WORDS[language].split(";"), strict=True)
    # Some put soft hyphens into long words.
    values = {word.replace("\u00ad", ""): number for number, words in forms for word in words.split("|")}
    return _pattern(values), values


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, each of which may be several of these words written as one ("kétszázötven")."""
    together = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{together})+\b(?!['’])", re.IGNORECASE)


def _words(text: str, pattern: re.Pattern[str], values: Mapping[str, int]) -> Iterator[SpelledNumber]:
    for match in pattern.finditer(text):
        word = match[0].lower()
        value = values.get(word) or values.get(word.replace("-", " "))
        parts = [SpelledNumber(value, *match.span())] if value else list(_parts(word, match.start(), values))
        yield from parts


def _parts(word: str, start: int, values: Mapping[str, int]) -> Iterator[SpelledNumber]:
    """The words of which a long word consists, the longest first."""
    at = 0
    while at < len(word):
        end = next(
            (
                end
                for end in range(len(word), at, -1)
                if word[at:end] in values or word[at:end].replace("-", " ") in values
            ),
            0,
        )
        if not end:
            return
        part = word[at:end]
        yield SpelledNumber(values.get(part) or values[part.replace("-", " ")], start + at, start + end)
        at = end


def _joined(text: str, language: str, words: Iterable[SpelledNumber]) -> Iterator[SpelledNumber]:
    """The words put together to numbers, as far as they follow one another and go down: 200 and 50 is 250."""
    joints = _ANY_JOINT | _JOINTS.get(language, frozenset())
    number: _Sum | None = None
    for word in words:
        if number and text[number.end : word.start].lower() in joints and number.add(word):
            continue
        if number:
            yield number.result()
        number = _Sum(word)
    if number:
        yield number.result()


class _Sum:
    """A number that is being put together."""

    def __init__(self, word: SpelledNumber) -> None:
        self.start, self.end = word.start, word.end
        self._thousands, self._rest = (word.value, 0) if word.value >= _THOUSAND else (0, word.value)

    def add(self, word: SpelledNumber) -> bool:
        """Continue with a word; False where it does not continue the number."""
        value, rest = word.value, self._rest
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
