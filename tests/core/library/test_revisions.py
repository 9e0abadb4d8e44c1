from __future__ import annotations

import pytest

from newsdiff.core.clustering.revision_diff import new_sentence
from newsdiff.core.library.revisions import same_words, says_something

TEXT = "At least 57 people died. The minister said that the ship was overloaded."


@pytest.mark.parametrize(
    "buttons",
    [
        "Share",
        "Share [1]",
        "Share this article [1] Tweet [2]",
        "Facebook | Twitter | E-mail",
        "Teilen Drucken",
        "Print",
    ],
)
def test_buttons_behind_the_last_sentence_are_no_change(buttons: str) -> None:
    assert same_words("Ferry sinks", TEXT, "Ferry sinks", f"{TEXT} {buttons}")
    assert not says_something(buttons)
    assert new_sentence(TEXT, f"{TEXT} {buttons}") == ""


@pytest.mark.parametrize(
    "more", ["Share prices fell.", "He resigned.", "They share.\nHe left.", "57", "Printing stopped", "Comments hurt"]
)
def test_words_of_another_kind_are_a_change(more: str) -> None:
    assert not same_words("Ferry sinks", TEXT, "Ferry sinks", f"{TEXT} {more}")
    assert says_something(more)
