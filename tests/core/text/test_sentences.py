from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.text.normalize import clean
from newsdiff.core.text.sentences import LONGEST, split
from support.sentence_boundaries import boundaries

if TYPE_CHECKING:
    from pathlib import Path

# In the tables "|" stands where a sentence ends.

ENGLISH = [
    "The firm (est. 1908) closed.| See fig. 3 and tab. 2.| He is 6 ft. 2 in. tall.| She is not.",
    "Mr. Doe met Gov. Roe and Sens. Fox and Lee at 5 p.m. on Friday.| He left.",
    "It happened in the U.S.| The senator said so.| The U.S. Senate met.",
    "The U.N. Security Council met in the U.K.| It voted.| The E.U. Commission agreed.",
    "“Stop it now!” he said.| They went on.| “Why?” asked the mayor.",
    '"HOLD THE VOTE, NOW!!!"| This has nudged both sides.',
    '"Is that it?" Doe asked.| No one answered.| "Is that it?"| Republicans said Mr. Roe was wrong.',
    "He cited J. K. Rowling and J.D. Vance.| Then he left.| George W. Bush agreed.",
    "There was a plan B.| The second plan failed.| World War I.| The war began.",
    "They met on Jan. 6 in Washington, D.C.| There was rain.| He came Feb. 3.| Two others stayed.",
    "It cost $5.5 million.| See www.example.com.| Or write to a.b@example.com for more.",
    "He backed the ceasefire.|The end came.| Visit Booking.Com now.| Ask a.Doe@example.Org there.",
    'he said.|"We will go."|He left.|“Good.”|She stayed.',
    "I was waiting...| Then she came… and he left.",
    "He left. . . but came back.| They were told not to. . . .| But they did.",
    "PORT MARLOW (Reuters) — The talks began.| WASHINGTON, D.C. — The president spoke.",
    "He works for Acme Inc.| It is large.| Acme Corp. Chairman Doe left.",
    "At 10 a.m. Eastern time it began.| At 5 p.m. Doe spoke.| It was over by noon, at 12 p.m.| They left.",
    "No. 10 declined.| “No.”| The answer was no.| It ended.",
    "See p. 5 and vol. 3.| In Roe v. Wade the court ruled.| Ships, cars, etc.| They all stopped.",
    "He lives on 42nd St.| The house is old.| St. Petersburg is cold.",
    "Is this the verse?| (Phil. 4:8) No.| See 1 Cor. 13:4 for it.| He asked Phil.| Then he left.",
    "(He left.)| She stayed (he said so).| It was “over.”| They knew.",
    "The phone came.| iPhone sales rose.| The talks ended.[12]| They resumed.",
    "It was found.¹²| In 2024³ it rose.³,⁴| They said “so.”⁵|The end.",
    "Yahoo! Inc. rose.| What?!| Yes it did.",
    "She said: “I won’t go.| I can’t do it.”| “Never!” she added.",
    "Sen. Doe (I-Vt.) spoke.| Rep. Roe, R-Ill., did too.| He lives in Salem, Ore.| He works there.",
    "Martin Luther King Jr. spoke.| King Jr.| He spoke.| Martin Luther King Jr. Day is a holiday.",
    "Some, e.g. Paul, i.e. the tall one, left.| Gen. Will Doe came.| Col. In Sook Park did too.",
    "Prices rose 5%.| 15 people died.| $5 million was lost.| @doe wrote so.",
    "‘It’s over.’| He left.| 'I know.'| She stayed.",
    "It is true, vs. Roe, approx. 500 of them.| GOV. DOE LEFT.",
    "He said again, “Thursday. Geneva.| The president agrees.”",
    "«Enough.»| They left.| „Genug.“| They stayed.",
]

OTHERS = [
    ("de", "Am 12. Mai trifft er Dr. Müller.| Er kommt z. B. aus Berlin.| Das kostet 5 Mio. Euro.| Es ist viel."),
    ("de", "Der 2. Weltkrieg endete 1945.| Die Folgen bleiben.| Er kam am 3. Juni.| Dann ging er."),
    (
        "de",
        "„Wir gehen.“| Er blieb.| „Wirklich?“, fragte sie.| Es kamen u. a. Kinder, d. h. alle usw.| Dann war Schluss.",
    ),
    ("de", "Er sagte: »Das ist vorbei.«| Dann ging er.| Es geschah im Jahr 2024.| Die Stadt schwieg."),
    ("fr", "M. Macron a parlé.| « C’est fini. »| Il est parti.| Mme Le Pen, elle, reste."),
    ("fr", "« Pourquoi ? » a-t-il demandé.| Personne n’a répondu…| Puis il est parti.| Il y a p. ex. trois cas."),
    (
        "es",
        "El Sr. García llegó a EE.UU. ayer.| ¿Quién lo sabe?| «Nadie», dijo.| La Sra. López vive en EE. UU. desde 2010.",
    ),
    ("it", "Il sig. Rossi è arrivato.| «È finita».| Il dott. Bianchi ha parlato, ecc.| Poi è uscito."),
    ("it", "L'avv. Rossi e l’on. Bianchi parlarono.| Poi il legale dell'ing. Verdi uscì."),
    ("pt", "O Sr. Silva chegou.| “Acabou!”, disse ele.| O Dr. Costa ficou."),
    ("nl", "Dhr. Jansen kwam o.a. naar Den Haag.| Het kostte 5 mln. euro.| Toen ging hij."),
    ("sv", "Det kostar t.ex. 5 kr.| Han gick kl. 10.| De stannade."),
    ("pl", "Gen. bryg. Nowak przyszedł rano.| Potem wyszedł."),
    ("pl", "Spotkali się w 2024 r. w Warszawie.| Prof. Nowak przyszedł m.in. z żoną itd.| Potem wyszli."),
    ("cs", "Přišel 12. května 2025.| Ing. Novák řekl, že např. most stojí.| Pak odešel."),
    ("tr", "Dr. Yılmaz geldi.| 2. Dünya Savaşı bitti.| “Neden?” diye sordu.| Kimse cevap vermedi."),
    (
        "ru",
        "Встреча прошла 12 мая 2025 г. в Москве.| А. С. Пушкин и т. д.| Он сказал: «Хватит!»| «Хватит!» — сказал он.",
    ),
    ("ru", "Цена 5 млн руб.| Это много.| Он живёт на ул. Ленина, т. е. рядом."),
    ("uk", "Зустріч була 12 травня 2025 р. у Києві.| «Досить!» — сказав він.| Проф. Шевченко прийшов о 10 год. ранку."),
    ("el", "Ο κ. Παπαδόπουλος μίλησε.| Τι έγινε;| Τίποτα."),
    ("ar", "قال د. أحمد إن الجسر سيبقى مغلقا.| هل هذا صحيح؟| نعم، إنه كذلك."),
    ("ur", "پل بند رہے گا۔| کیوں؟| معلوم نہیں۔"),
    ("hi", "पुल बंद रहेगा।| डॉ. सिंह ने मना किया।| क्यों?| पता नहीं।"),
    ("zh", "部长周二表示会谈将继续。|“我们会去。”他说。|双方没有改变立场！|为什么？"),
    ("ja", "大臣は火曜日に述べた。|「行きます。」と彼は言った。|双方とも変わらない。|なぜか？|分からない。"),
    ("ko", "장관은 말했다.| “갑니다.”라고 그는 말했다.| 끝났다."),
    ("", "Mr. Doe left.| He is gone."),
    ("xx", "Dr. Doe left.| Er ist weg."),
]
CASES = [*(("en", marked) for marked in ENGLISH), *OTHERS]


def parted(marked: str) -> tuple[str, list[str]]:
    """The text and its sentences, from a text with a mark where a sentence ends."""
    return marked.replace("|", ""), [sentence.strip() for sentence in marked.split("|")]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_would_end_them(language: str, marked: str) -> None:
    text, expected = parted(marked)
    assert [sentence.text for sentence in split(text, language)] == expected


def test_headings_stand_alone_and_paragraphs_are_counted() -> None:
    text = "The crane\n\nA crane fell onto the bridge on Monday. Nobody was hurt.\nThe bridge stays closed, she said."
    found = [(sentence.text, sentence.paragraph, sentence.heading) for sentence in split(text)]
    assert found == [
        ("The crane", 0, True),
        ("A crane fell onto the bridge on Monday.", 1, False),
        ("Nobody was hurt.", 1, False),
        ("The bridge stays closed, she said.", 2, False),
    ]


def test_marks_of_headings_and_items_are_no_part_of_a_sentence() -> None:
    text = "## What we know ##\n- It fell at 9 a.m. on Monday\n* No one was hurt. It was early.\n***\n1. The first point stands."
    assert [sentence.text for sentence in split(text)] == [
        "What we know",
        "It fell at 9 a.m. on Monday",
        "No one was hurt.",
        "It was early.",
        "1. The first point stands.",
    ]


def test_a_sentence_without_end_is_cut_at_a_clause() -> None:
    clause = "and the crane stood over the bridge for another week, "
    pieces = [sentence.text for sentence in split(clause * 60)]
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST and piece.endswith(",") for piece in pieces)
    assert "".join(pieces).replace(" ", "") == (clause * 60).replace(" ", "")


FLOODS = [
    ".",
    '"',
    "A.",
    "A. ",
    "“",
    ". ",
    "p.m. EST ",
    "Mr. ",
    "? ",
    '?" ',
    "a.B",
    "x",
    "x\n",
    "# ",
    "> ",
    '. "',
    "[1]",
    "(.",
    "…",
    "。",
]
MORE_FLOODS = [
    "。と",
    'Aa."Bb',
    "1. ",
    "?” Aa said ",
    "z. B. ",
    "$. $",
    "Short line\n",
    "word word word word word word word\n",
    ".” ",
    "A.-",
]


@pytest.mark.parametrize("unit", FLOODS + MORE_FLOODS)
def test_a_flood_of_signs_is_split_in_linear_time(unit: str) -> None:
    # 50 KB of each: anything quadratic would take half an hour.
    flood = unit * (50_000 // len(unit))
    sentences = split(flood)
    assert sum(len(sentence.text) for sentence in sentences) <= len(flood)
    assert all(0 < len(sentence.text) <= LONGEST for sentence in sentences)


PIECES = [
    "Mr.",
    " ",
    "U.S.",
    "The",
    "he said",
    '"',
    "“",
    "”",
    ".",
    "!",
    "?",
    "…",
    "...",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "A.",
    "12.",
]
MORE_PIECES = [
    "Mai",
    "。",
    "「",
    "」",
    "と",
    "他说",
    ")",
    "(",
    "«",
    "»",
    "p.m.",
    "x" * 400,
    "Word ",
    "é",
    "z. B. ",
    ";",
    "***",
    "\t",
    "\u00a0",
    "[1]",
]
TEXTS = st.lists(st.sampled_from(PIECES + MORE_PIECES), max_size=60).map("".join) | st.text(max_size=200)
ONLY_MARKS = re.compile(r"[\s#>*+•◦▪‣⁃●■○—–=~_·-]*")


@given(TEXTS, st.sampled_from(["en", "", "de", "fr", "el", "ja", "ru", "xx"]))
@settings(deadline=None)
def test_every_sentence_is_where_it_says_and_no_word_is_lost(text: str, language: str) -> None:
    text = clean(text)
    end = paragraph = 0
    for sentence in split(text, language):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert len(sentence.text) <= LONGEST
        assert sentence.start >= end
        assert sentence.paragraph >= paragraph
        assert ONLY_MARKS.fullmatch(text[end : sentence.start])
        end, paragraph = sentence.end, sentence.paragraph
    assert ONLY_MARKS.fullmatch(text[end:])


def test_boundaries_agree_with_those_of_the_labelled_articles(shared: Path) -> None:
    both = only_one = 0
    for path in sorted((shared / "bench" / "align").glob("*.json")):
        for doc in json.loads(path.read_text("utf-8"))["docs"]:
            theirs = [cleaned for sentence in doc["sentences"][1:] if (cleaned := clean(sentence, lines=False))]
            ours = [sentence.text for sentence in split(" ".join(theirs))]
            a, b = (boundaries(sentences) for sentences in (ours, theirs))
            both, only_one = both + len(a & b), only_one + len(a ^ b)
    assert both > 1000
    assert 2 * both / (2 * both + only_one) >= 0.97
