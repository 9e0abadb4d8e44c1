"""A figure in words and the same in digits are one figure, and two different ones are not, in many languages."""

from __future__ import annotations

import pytest

from newsdiff.core.diff.quantities import quantities
from newsdiff.core.text.tokenizer import Tokenizer

PAIRS = (
    ("zh", "事故造成二十三人死亡", "事故造成23人死亡", 23),
    ("zh", "三万五千名工人罢工", "3.5万名工人罢工", 35_000),
    ("tr", "Kazada yirmi üç kişi öldü", "Kazada 23 kişi öldü", 23),
    ("tr", "İki yüz elli bin lira ödedi", "250 bin lira ödedi", 250_000),
    ("hu", "Huszonhárom ember meghalt", "23 ember meghalt", 23),
    ("id", "Sebanyak dua puluh tiga orang tewas", "Sebanyak 23 orang tewas", 23),
    ("fr", "Deux cent cinquante soldats sont partis", "250 soldats sont partis", 250),
    ("ru", "Погибли двести пятьдесят три человека", "Погибли 253 человека", 253),
)


@pytest.mark.parametrize(("language", "words", "digits", "value"), PAIRS)
def test_a_figure_in_words_is_the_same_as_in_digits(language: str, words: str, digits: str, value: float) -> None:
    tokenizer = Tokenizer(language)
    (one,) = quantities(words, tokenizer.tokens(words), language)
    (other,) = quantities(digits, tokenizer.tokens(digits), language)
    assert (one.low, one.high, one.kind, one.unit) == (other.low, other.high, other.kind, other.unit)
    assert one.low == value
