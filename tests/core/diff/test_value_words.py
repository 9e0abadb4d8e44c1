from __future__ import annotations

import pytest

from newsdiff.core.diff.conflicts import sentence_facts
from newsdiff.core.diff.value_words import value_words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("A ferry with 212 people on board ran aground.", "en", "212 people"),
        ("Ferry with 212 on board runs aground.", "en", "212"),
        ("Three people were killed.", "en", "three people"),
        ("Russia counts five regions of Ukraine.", "en", "five regions"),
        ("Engineers found 12 deep cracks in the pier.", "en", "12 deep cracks"),
        ("Two of the seven counts were dropped.", "en", "two of the seven counts"),
        ("They found 49.", "en", "49"),
        ("A grand jury handed up a 48-page indictment.", "en", "48-page"),
        ("He took the 35-word oath.", "en", "35-word"),
        ("The vote was 18-to-1.", "en", "18"),
        ("Some 140 textile workers fled.", "en", "about 140 textile workers"),
        ("At least 50 killed in ferry fire", "en", "at least 50 killed"),
        ("The repair took six hours.", "en", "six hours"),
        ("It began at 2 a.m. on Sunday.", "en", "2 a.m."),
        ("March 3 was the day of the warning.", "en", "March 3"),
        ("An Bord waren 212 Menschen.", "de", "212 Menschen"),
    ],
)
def test_a_value_is_written_so_that_it_reads_alone(text: str, language: str, words: str) -> None:
    facts = sentence_facts(text, language)
    told = value_words(facts, facts.quantities[0])
    assert " ".join(part for part in (told.hedge, told.text, told.counted) if part) == words
