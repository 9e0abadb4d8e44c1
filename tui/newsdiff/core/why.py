"""The evidence behind a match: what two sentences share, as the first writes it, and the second where that differs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.models import Why
from newsdiff.core.similarity import LEAST_LIKENESS
from newsdiff.core.terms import LEAST_QUOTED
from newsdiff.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsdiff.core.lexicon import Lexicon
    from newsdiff.core.quotations import Span
    from newsdiff.core.tokens import Token
    from newsdiff.core.wording import Wording

_MOST_WORDS = 8


class _Side(NamedTuple):
    """One of the two sentences."""

    text: str
    tokens: Sequence[Token]


def why(story: Lexicon, a: Wording, row: int, b: Wording, other: int) -> Why:
    """What sentence `row` of one article shares with sentence `other` of another."""
    return Why(
        words=tuple(_words(story, _Side(a.texts[row], a.tokens[row]), _Side(b.texts[other], b.tokens[other]))),
        figures=tuple(_figures(a.texts[row], a.tokens[row], b.tokens[other])),
        quotation=_quotation(a, row, b, other),
    )


class _Shared(NamedTuple):
    """Something both sentences have, with its place in the first."""

    weight: float
    start: int
    written: str


def _words(story: Lexicon, a: _Side, b: _Side) -> Iterator[str]:
    """The words both have, the rarest in the story first, each once.

    A slash joins two forms or spellings of one (`Ukrainian/Ukraine`). In scripts without spaces, these are the longest
    runs of characters that stand in both.
    """
    theirs: dict[int, list[Token]] = defaultdict(list)
    for token in b.tokens:
        theirs[story.numbers[token.key]].append(token)
    found = list(_runs(story, a, b))
    told = [run.written for run in found]
    found += (word for word in _whole(story, a, b, theirs) if not any(word.written in run for run in told))
    found.sort(key=lambda shared: (-shared.weight, shared.start))
    return (shared.written for shared in found[:_MOST_WORDS])


def _whole(story: Lexicon, a: _Side, b: _Side, theirs: Mapping[int, Sequence[Token]]) -> Iterator[_Shared]:
    """The words that stand apart from others, under the same key or almost alike."""
    mine: dict[str, list[Token]] = defaultdict(list)
    for group in _groups(a.tokens):
        if len(group) == 1:
            mine[group[0].key].append(group[0])
    for key, tokens in mine.items():
        number = story.numbers[key]
        others = theirs.get(number)
        if others is None and number in story.spellings:
            near = max(((like, one) for one, like in story.spellings[number] if one in theirs), default=None)
            others = theirs[near[1]] if near else None
        if others:
            token, written = _written(a.text, tokens, b.text, others)
            yield _Shared(float(story.weights[number]), token.start, written)


def _written(text: str, tokens: Sequence[Token], other: str, others: Sequence[Token]) -> tuple[Token, str]:
    """One of the places where the first sentence has a word, and the form that both have, or else one of each."""
    mine = [text[token.start : token.end] for token in tokens]
    forms = [other[token.start : token.end] for token in others]
    if mine[0] in forms:
        return tokens[0], mine[0]
    bare = {_bare(form) for form in forms}
    for token, form in zip(tokens, mine, strict=True):
        if _bare(form) in bare:
            return token, form
    return tokens[0], f"{mine[0]}/{forms[0]}"


def _bare(form: str) -> str:
    """A word without what does not make it another: capitals, accents, the dots of initials."""
    return fold(form).replace(".", "")


def _runs(story: Lexicon, a: _Side, b: _Side) -> Iterator[_Shared]:
    """The longest runs of overlapping pairs that stand in both sentences, none of them within another."""
    spans = sorted(set(_spans(a.tokens, b.tokens)), key=lambda span: (span[0] - span[1], span[0]))
    weights = {token.start: float(story.weights[story.numbers[token.key]]) for token in a.tokens} if spans else {}
    told: list[str] = []
    covered: set[int] = set()
    for start, end in spans:
        # What a longer run has already told is cut off.
        while start < end and start in covered:
            start += 1
        while start < end and end - 1 in covered:
            end -= 1
        said = fold(a.text[start:end])
        if end - start > 1 and not any(said in longer for longer in told):
            told.append(said)
            covered.update(range(start, end))
            yield _Shared(sum(weights[at] for at in range(start, end - 1)), start, a.text[start:end])


def _spans(tokens: Sequence[Token], others: Sequence[Token]) -> Iterator[Span]:
    """Where the first sentence has a run of overlapping pairs that the other has too; as long as it can be."""
    pairs = [group for group in _groups(tokens) if len(group) > 1]
    if not pairs:
        return
    # With one sign for each pair, a run in both is a text within another, which is found fast.
    signs: dict[str, str] = {}
    for token in others:
        signs.setdefault(token.key, chr(len(signs) + 2))
    line = "\0".join("".join(signs[token.key] for token in group) for group in _groups(others))
    for group in pairs:
        run = "".join(signs.get(token.key, "\1") for token in group)
        end = 0
        for start in range(len(run)):
            before, end = end, max(start, end)
            while end < len(run) and run[start : end + 1] in line:
                end += 1
            if end > max(start, before):
                yield group[start].start, group[end - 1].end


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The words that mean something, one by one; in scripts without spaces, the pairs of each run together."""
    group: list[Token] = []
    for token in tokens:
        if token.stop or token.number:
            continue
        if group and token.start >= group[-1].end:
            yield group
            group = []
        group.append(token)
    if group:
        yield group


def _figures(text: str, tokens: Sequence[Token], others: Sequence[Token]) -> Iterator[str]:
    """The numbers both have, each once."""
    left = {token.key for token in others if token.number}
    for token in tokens:
        if token.number and token.key in left:
            left.discard(token.key)
            yield text[token.start : token.end]


def _quotation(a: Wording, row: int, b: Wording, other: int) -> str | None:
    """The longest quotation of the first sentence that the other has too, or one of the other, as the first has it."""
    own = [a.texts[row][slice(*span)] for span in _shared(a, row, b, other)]
    found = own or [_counterpart(b.lowered[other][slice(*span)], a, row) for span in _shared(b, other, a, row)]
    return max(found, key=len, default=None)


def _shared(quoting: Wording, row: int, b: Wording, other: int) -> Iterator[Span]:
    """The quotations of one sentence that another has as well."""
    if not quoting.quotations[row] or len(b.tokens[other]) < LEAST_QUOTED:
        return
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.fuzz import partial_ratio

    for start, end in quoting.quotations[row]:
        words = sum(start <= token.start < end for token in quoting.tokens[row])
        said = quoting.lowered[row][start:end]
        if words >= LEAST_QUOTED and partial_ratio(said, b.lowered[other], score_cutoff=LEAST_LIKENESS):
            yield start, end


def _counterpart(said: str, a: Wording, row: int) -> str:
    """Where a sentence has the words of a quotation, from its first whole word to its last."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    text = a.texts[row]
    place = partial_ratio_alignment(said, a.lowered[row])
    start, end = (place.dest_start, place.dest_end) if place else (0, len(text))
    # Half a word at an edge belongs to what stands around the quotation.
    whole = [
        token
        for token in a.tokens[row]
        if min(token.end, end) - max(token.start, start) > (token.end - token.start) / 2
    ]
    return text[whole[0].start : whole[-1].end] if whole else text[start:end]
