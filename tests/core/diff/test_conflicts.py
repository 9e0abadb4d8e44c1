from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.core.diff.conflicts import disagreements, sentence_facts


def told(a: str, b: str, *, articles: tuple[str, str] = ("", ""), language: str = "en") -> list[tuple[str, str, str]]:
    left, right = sentence_facts(a, articles[0] or a, language), sentence_facts(b, articles[1] or b, language)
    return [(one.kind, a[slice(*one.a)], b[slice(*one.b)]) for one in disagreements(left, right)]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("Fifty people were killed.", "The fire killed 49 people.", ("figure", "Fifty", "49")),
        ("The collapse left 12 dead.", "It killed 15 people.", ("figure", "12", "15")),
        ("He had twice been investigated by the bank.", "The bank investigated him several times.", ("figure", "twice", "several times")),
        ("The court has heard her three times since.", "The court heard her twice.", ("figure", "three times", "twice")),
        ("Dozens of homes burned down.", "The fire burned 12 homes.", ("figure", "Dozens", "12")),
        ("The mayor resigned on May 12.", "The mayor resigned June 12.", ("date", "May 12", "June 12")),
        ("The bridge opened in October after years.", "The bridge opened in November.", ("date", "October", "November")),
        ("The minister resigned on Friday.", "On Saturday the minister resigned.", None),
        ("The letter went to a student in Leeds.", "It was sent to a Bradford student.", ("name", "Leeds", "Bradford")),
        ("Police found the van near Aldham, Ohio.", "The van was found in Norwick.", ("name", "Aldham", "Norwick")),
        ("The refugees came from a camp in Jordan.", "They had fled a camp in Lebanon.", ("name", "Jordan", "Lebanon")),
        ("Mayor Ruth Oyelaran opened it.", "It was opened by Mayor Daniel Crewe.", ("name", "Ruth Oyelaran", "Daniel Crewe")),
        ("The wallet of Peter Haskell was found.", "They found the wallet of Simon Haskell.", ("name", "Peter Haskell", "Simon Haskell")),
        ("Oyelaran said the wall was weak.", "“The wall was weak,” Crewe told reporters.", ("speaker", "Oyelaran", "Crewe")),
        ("Police said the road was icy.", "The road was icy, according to two witnesses.", ("speaker", "Police", "two witnesses")),
        ("The White House argued for a delay.", "“A delay is best,” the agency said.", ("speaker", "The White House", "the agency")),
        ("The firm denied that it had known.", "The firm acknowledged that it had known.", ("commitment", "denied", "acknowledged")),
        ("She declined to say who paid.", "“I can’t say who paid,” she said.", ("commitment", "declined to say", "can’t say")),
        ("The ministry confirmed the deal.", "The ministry would not comment on the deal.", ("commitment", "confirmed", "would not comment")),
        ("Crewe claimed that he had paid.", "Crewe confirmed that he had paid.", ("commitment", "claimed", "confirmed")),
        ("He did not respond to questions.", "He declined to answer questions.", ("commitment", "did not respond", "declined to answer")),
        ("Crewe will not seek a second term.", "Crewe will seek a second term.", ("negation", "not seek", "seek")),
        ("Oyelaran never signed the contract.", "Oyelaran signed the contract.", ("negation", "never signed", "signed")),
    ],
)  # fmt: skip
def test_a_detail_that_differs_is_told_in_the_words_of_both(a: str, b: str, found: tuple[str, str, str] | None) -> None:
    # A date is compared only where the same word stands right beside it.
    assert told(a, b) == ([found] if found else [])
    assert told(b, a) == ([(found[0], found[2], found[1])] if found else [])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("More than 80 people came.", "84 people came."),
        ("Dozens of people came.", "Some 60 people came."),
        ("He was told twice to leave.", "He was told to leave."),
        ("It is three times as big.", "It is twice as big."),
        ("She once met the king in Leeds.", "She met the king."),
        ("March is cold.", "In April it may rain."),
        ("He lives in Aldham, Ohio.", "He lives in Ohio."),
        ("Troops moved in Ukraine.", "Troops moved in Kherson."),
        ("A vote in Congress failed.", "A vote in Parliament failed."),
        ("An American woman won.", "An Irish woman won."),
        ("LEEDS — It rained in Bradford.", "It rained in Bradford."),
        ("Storm Hits Homes in Leeds", "A storm hit homes in Bradford."),
        ("President Barack Obama spoke.", "Mr. Obama spoke."),
        ("Bob Haskell left.", "Benjamin Haskell left."),
        ("The mayor said it was over.", "Oyelaran said it was over."),
        ("He said it was over.", "Oyelaran said it was over."),
        ("A spokesman said it was over.", "Crewe said it was over."),
        ("Zelensky said no.", "Zelenskyy said no."),
        ("Crewe, whom Oyelaran beat, said so.", "Oyelaran said so."),
        ("He denied that he knew.", "He said that he did not know."),
        ("He claimed that he never knew.", "He denied that he knew."),
        ("The group claimed responsibility.", "Officials confirmed the attack."),
        ("She would neither confirm nor deny it.", "She confirmed it."),
        ("There were 12 confirmed cases.", "He declined to say how many."),
        ("The law was not passed and not debated.", "The law was passed."),
        ("He refused to sign the contract.", "He did not sign the contract."),
        ("The wall is not strong.", "A strong storm came."),
        ("", "Crewe denied it."),
    ],
)
def test_what_may_be_two_ways_of_saying_one_thing_is_no_disagreement(a: str, b: str) -> None:
    assert told(a, b) == []
    assert told(b, a) == []


def test_a_place_or_a_person_that_both_outlets_know_is_another_one() -> None:
    a, b = "The letter went to a student in Leeds.", "It was sent to a Bradford student."
    assert told(a, b, articles=(a, f"{b} Others went to Leeds.")) == []
    c, d = "They found Peter Haskell.", "They found Simon Haskell."
    assert told(c, d, articles=(f"{c} Simon came later.", d)) == []


def test_beyond_figures_nothing_is_claimed_in_other_languages() -> None:
    assert told("In Leeds denied 50 Menschen.", "In Bradford confirmed 60 Menschen.", language="de") == [
        ("figure", "50", "60")
    ]


sentences = st.lists(
    st.sampled_from(["Crewe", "said", "denied", "confirmed", "not", "never", "in", "Leeds", "Aldham", "Mayor", "a", "woman", "declined to say", "twice", "several times", "dozens of", "50", "homes", "Friday", ",", "”", "according to", "police", "the", "signed", "in May"]),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(sentences | st.text(max_size=60), sentences | st.text(max_size=60))
def test_disagreements_have_two_sides_within_their_sentences(a: str, b: str) -> None:
    left, right = sentence_facts(a, a), sentence_facts(b, b)
    found, back = disagreements(left, right), disagreements(right, left)
    assert {(one.kind, one.a, one.b) for one in found} == {(one.kind, one.b, one.a) for one in back}
    for one in found:
        assert a[slice(*one.a)].strip()
        assert b[slice(*one.b)].strip()


@given(sentences)
def test_a_sentence_agrees_with_itself(text: str) -> None:
    assert disagreements(sentence_facts(text, text), sentence_facts(text, text)) == ()
