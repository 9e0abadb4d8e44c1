"""The evidence behind a match: what two sentences share, as the first writes it, and the second where that differs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.alignment.features import MIN_LIKENESS
from newsdiff.core.alignment.term_vectors import MIN_QUOTED
from newsdiff.core.models import Evidence
from newsdiff.core.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.text.quotations import Span
    from newsdiff.core.text.tokenizer import Token

_MAX_WORDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class SentenceView:
    """One sentence of an article, made ready for its evidence to be told against many others."""

    text: str
    lowered: str
    tokens: Sequence[Token]
    by_key: Mapping[str, Sequence[Token]]
    """All its words under what is compared."""
    alone: Mapping[str, Sequence[Token]]
    """Those that mean something and stand apart, where spaces part them."""
    paired: Sequence[Sequence[Token]]
    """Those of scripts without spaces, run by run."""
    figures: frozenset[str]
    quotations: Sequence[Span]
    """The quotations that are long enough to tell."""


def sentence_view(words: TokenizedArticle, row: int) -> SentenceView:
    """A sentence of an article, by its place among those that are compared."""
    tokens = words.tokens[row]
    by_key, alone, paired = defaultdict(list), defaultdict(list), []
    for token in tokens:
        by_key[token.key].append(token)
    for group in _groups(tokens):
        if len(group) == 1:
            alone[group[0].key].append(group[0])
        else:
            paired.append(group)
    return SentenceView(
        text=words.texts[row],
        lowered=words.lowered[row],
        tokens=tokens,
        by_key=by_key,
        alone=alone,
        paired=paired,
        figures=frozenset(token.key for token in tokens if token.number),
        quotations=[span for span in words.quotations[row] if _words_in(tokens, span) >= MIN_QUOTED],
    )


def _words_in(tokens: Sequence[Token], span: Span) -> int:
    return sum(span[0] <= token.start < span[1] for token in tokens)


def why(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Evidence:
    """What a sentence of one article shares with a sentence of another."""
    return Evidence(words=tuple(_words(vocabulary, a, b)), figures=tuple(_figures(a, b)), quotation=_quotation(a, b))


class _Shared(NamedTuple):
    """Something both sentences have, with its place in the first."""

    weight: float
    start: int
    written: str


def _words(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[str]:
    """The words both have, the rarest in the story first, each once.

    A slash joins two forms or spellings of one (`Ukrainian/Ukraine`). In scripts without spaces, these are the longest
    runs of characters that stand in both.
    """
    found = list(_runs(vocabulary, a, b)) if a.paired else []
    told = [run.written for run in found]
    found += (word for word in _whole(vocabulary, a, b) if not any(word.written in run for run in told))
    found.sort(key=lambda shared: (-shared.weight, shared.start))
    return (shared.written for shared in found[:_MAX_WORDS])


def _whole(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[_Shared]:
    """The words that stand apart from others, under the same key or almost alike."""
    for key, tokens in a.alone.items():
        others = b.by_key.get(key)
        if others is None:
            near = vocabulary.spellings.get(vocabulary.numbers[key], ())
            best = max(
                ((like, vocabulary.keys[one]) for one, like in near if vocabulary.keys[one] in b.by_key), default=None
            )
            others = b.by_key[best[1]] if best else None
        if others:
            token, written = _written(a.text, tokens, b.text, others)
            yield _Shared(float(vocabulary.weights[vocabulary.numbers[key]]), token.start, written)


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


def _runs(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[_Shared]:
    """The longest runs of overlapping pairs that stand in both sentences, none of them within another."""
    spans = sorted(set(_spans(a, b)), key=lambda span: (span[0] - span[1], span[0]))
    weights = (
        {token.start: float(vocabulary.weights[vocabulary.numbers[token.key]]) for token in a.tokens} if spans else {}
    )
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


def _spans(a: SentenceView, b: SentenceView) -> Iterator[Span]:
    """Where the first sentence has a run of overlapping pairs that the other has too; as long as it can be."""
    # With one sign for each pair, a run in both is a text within another, which is found fast.
    signs: dict[str, str] = {}
    for key in b.by_key:
        signs[key] = chr(len(signs) + 2)
    line = "\0".join("".join(signs[token.key] for token in group) for group in _groups(b.tokens))
    for group in a.paired:
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


def _figures(a: SentenceView, b: SentenceView) -> Iterator[str]:
    """The numbers both have, each once."""
    left = set(a.figures & b.figures)
    for token in a.tokens if left else ():
        if token.number and token.key in left:
            left.discard(token.key)
            yield a.text[token.start : token.end]


def _quotation(a: SentenceView, b: SentenceView) -> str | None:
    """The longest quotation of the first sentence that the other has too, or one of the other, as the first has it."""
    own = [a.text[slice(*span)] for span in _shared(a, b)]
    found = own or [_counterpart(b.lowered[slice(*span)], a) for span in _shared(b, a)]
    return max(found, key=len, default=None)


def _shared(quoting: SentenceView, other: SentenceView) -> Iterator[Span]:
    """The quotations of one sentence that another has as well."""
    if not quoting.quotations or len(other.tokens) < MIN_QUOTED:
        return
    # rapidfuzz is compiled code that only comparing needs; the first frame does not.
    from rapidfuzz.fuzz import partial_ratio

    for start, end in quoting.quotations:
        said = quoting.lowered[start:end]
        if partial_ratio(said, other.lowered, score_cutoff=MIN_LIKENESS):
            yield start, end


def _counterpart(said: str, a: SentenceView) -> str:
    """Where a sentence has the words of a quotation, from its first whole word to its last."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    place = partial_ratio_alignment(said, a.lowered)
    start, end = (place.dest_start, place.dest_end) if place else (0, len(a.text))
    # Half a word at an edge belongs to what stands around the quotation.
    whole = [
        token for token in a.tokens if min(token.end, end) - max(token.start, start) > (token.end - token.start) / 2
    ]
    return a.text[whole[0].start : whole[-1].end] if whole else a.text[start:end]
