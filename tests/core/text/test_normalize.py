from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsdiff.core.text.normalize import clean, fold, is_cjk, shorten

SEQUENCES = ("\x1b", "\x1b[", "\x1b]", "52;c;", "\x07", "\x9b", "\x9d", "\x9c", "\\", "31m", "P")
CHARACTERS = tuple("aé\u0301\u200d\ud83d\ude00 \n\r\t\u2028\u202e…“İßがй\U000e0041")
HOSTILE = st.lists(st.sampled_from(SEQUENCES + CHARACTERS), max_size=40).map("".join)
ANY = st.text(st.characters(), max_size=80) | HOSTILE

# Visible signs that Unicode files under format characters: number signs of Arabic, Syriac and Kaithi, hieroglyphs.
VISIBLE = {0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x600, 0x606), *range(0x13430, 0x13440)}


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("a\x1b]52;c;aGVsbG8=\x07b", "ab"),
        ("a\x1b]52;c;aGVsbG8=\x1b\\b", "ab"),
        ("a\x9d52;c;aGVsbG8=\x9cb", "ab"),
        ("a\x1b]52;c;aGVsbG8= and more", "a and more"),
        ("\x1b]8;;https://example.org\x1b\\words\x1b]8;;\x1b\\", "words"),
        ("\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\left", "left"),
        ("\x1b(Bplain\x1bc", "plain"),
        ("ring\x07 bell\x08\x00", "ring bell"),
        ("one\r\ntwo\rthree\u2028four\u2029five\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("tab\tstays", "tab\tstays"),
        ("\u202eevil\u2066\u200e\u061c", "evil"),
        ("zero\u200bwidth\ufeff\u2060\u00ad", "zerowidth"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"),
        ("half \ud83d here", "half \ufffd here"),
        ("both \ud83d\ude00 halves", "both \U0001f600 halves"),
        ("C1 \x85\x81\x90 gone", "C1  gone"),
        ("family 👩‍❤️‍💋‍👨", "family 👩‍❤️‍💋‍👨"),
        ("می‌خواهم", "می‌خواهم"),
        ("e" + "\u0301" * 40 + "!", "e" + "\u0301" * 8 + "!"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
        ("[/x] [@click=app.quit]", "[/x] [@click=app.quit]"),
    ],
)
def test_hostile_characters_go_and_honest_ones_stay(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("  A title\n over two\t lines  ", "A title over two lines"),
        ("\u200d\u200c joined \u200d", "joined"),
        ("a\u00a0b\u3000c", "a b c"),
        ("\x1b]0;window\x07", ""),
    ],
)
def test_a_title_becomes_one_line(dirty: str, expected: str) -> None:
    assert clean(dirty, lines=False) == expected


@given(text=ANY, lines=st.booleans(), limit=st.none() | st.integers(1, 30))
@example(text="\x1b\x1b[31m[31m", lines=True, limit=None)
@example(text="\r\u200b\n", lines=True, limit=None)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_and_nothing_forbidden_is_left(
    text: str, lines: bool, limit: int | None
) -> None:
    cleaned = clean(text, lines=lines, limit=limit)
    assert clean(cleaned, lines=lines, limit=limit) == cleaned
    assert limit is None or len(cleaned) <= limit
    for char in cleaned:
        category = unicodedata.category(char)
        assert category not in ("Cs", "Zl", "Zp")
        assert category != "Cc" or (lines and char in "\n\t")
        assert category != "Cf" or char in "\u200c\u200d" or ord(char) in VISIBLE


@pytest.mark.parametrize("unit", ["\x1b", "\x1b]", "\x9d", "\x1b]x", "\x1b[", "\u0301", "\ud800", "\x1b]5;a\n"])
def test_a_flood_of_sequences_is_cleaned_in_linear_time(unit: str) -> None:
    flood = unit * (200_000 // len(unit))
    assert len(clean(flood)) <= len(flood)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("The talks go on in Geneva", 14, "The talks go…"),
        ("The talks go on, in Geneva", 17, "The talks go on…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("anything", 1, "…"),
    ],
)
def test_a_long_text_is_cut_after_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye’s “Erdoğan” – İSTANBUL ısı", 'turkiye\'s "erdogan" - istanbul isi'),
        ("Łódź Søren STRASSE Straße œuvre", "lodz soren strasse strasse oeuvre"),
        ("wait… «oui» „ja“", 'wait... "oui" "ja"'),
        ("Зелёный Його за́мок", "зелёный його замок"),
        ("ガギ が ﾊﾟ", "ガギ が パ"),
        ("مُحَمَّد", "محمد"),
        ("Ἀθήνα", "αθηνα"),
        ("ﬁne ２０２５ 10 000", "fine 2025 10 000"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_folding_makes_spellings_comparable(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY)
@settings(deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("港", True), ("クレーン", True), ("ferry 港", True), ("ferry", False), ("장관", False), ("", False)],
)
def test_chinese_and_japanese_are_told(text: str, expected: bool) -> None:
    assert is_cjk(text) is expected
