"""What the signs and the colours mean, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.core.diff.match_marks import MatchMark

if TYPE_CHECKING:
    from newsdiff.app.compare.masthead import Part
    from newsdiff.app.compare.sentence_renderer import SentenceRenderer

_MARKS = (MatchMark.SAME, MatchMark.SIMILAR, MatchMark.FIGURES, MatchMark.ONLY, MatchMark.NONE)


def legend(renderer: SentenceRenderer, *, short: bool) -> list[tuple[Part, ...]]:
    """The marks that most rows have, each with its words; unless `short`, what stands out in a sentence as well."""
    marks = [((f"{renderer.sign(mark)} ", renderer.sign_role(mark)), (mark.words, "muted")) for mark in _MARKS]
    return [*marks, *([] if short else [(("words", "word"), (" the other sentence lacks", "muted"))])]
