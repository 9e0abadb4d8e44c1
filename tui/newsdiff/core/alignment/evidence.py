"""The evidence for a match: what two sentences share, in the form of the first, and of the second if that differs."""

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

_WITHIN_TIME = ":"


@dataclass(frozen=True, slots=True, eq=False)
class SentenceView:
    """One sentence of an article, prepared for comparing with many others."""

    text: str
    lowered: str
    tokens: Sequence[Token]
    by_key: Mapping[str, Sequence[Token]]
    """All its words by the key that is compared."""
    alone: Mapping[str, Sequence[Token]]
    """Content words in space-delimited scripts."""
    paired: Sequence[Sequence[Token]]
    """Character pairs in scripts without spaces, grouped by run."""
    figures: frozenset[str]
    quotations: Sequence[Span]
    """Quotations of at least `MIN_QUOTED` words."""


def sentence_view(words: TokenizedArticle, row: int) -> SentenceView:
    """A sentence of an article, by its row among the compared sentences."""
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
    """Something that both sentences have, with its position in the first."""

    weight: float
    start: int
    written: str


def _words(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[str]:
    """The shared words, the rarest in the story first, each once.

    A slash joins two forms or spellings of one (`Ukrainian/Ukraine`). In scripts without spaces, these are the longest
    runs of characters in both.
    """
    found = list(_runs(vocabulary, a, b)) if a.paired else []
    told = [run.written for run in found]
    found += (word for word in _whole(vocabulary, a, b) if not any(word.written in run for run in told))
    found.sort(key=lambda shared: (-shared.weight, shared.start))
    return (shared.written for shared in found[:_MAX_WORDS])


def _whole(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[_Shared]:
    """Shared content words with the same key or a similar spelling, in space-delimited scripts."""
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
    """An occurrence of a word in the first sentence, and the form that both have, or else one form of each."""
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
    """A word without capitals, accents, and the dots of initials."""
    return fold(form).replace(".", "")


def _runs(vocabulary: Vocabulary, a: SentenceView, b: SentenceView) -> Iterator[_Shared]:
    """The longest runs of overlapping pairs in both sentences, none within another."""
    spans = sorted(set(_spans(a, b)), key=lambda span: (span[0] - span[1], span[0]))
    weights = (
        {token.start: float(vocabulary.weights[vocabulary.numbers[token.key]]) for token in a.tokens} if spans else {}
    )
    told: list[str] = []
    covered: set[int] = set()
    for start, end in spans:
        # Cut off what a longer run covers.
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
    """Maximal runs of overlapping pairs of the first sentence that the other has too."""
    # Encode each pair as one character, so finding a shared run is a substring search.
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
    """The content words one by one; in scripts without spaces, the pairs of each run together."""
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
    """The numbers both have, each once; an hour and its minutes only together ("5:40")."""
    left = set(_numbers(a)) & set(_numbers(b)) if a.figures & b.figures else set()
    for keys, written in _numbers(a).items() if left else ():
        if keys in left:
            yield written


def _numbers(view: SentenceView) -> dict[tuple[str, ...], str]:
    """The numbers of a sentence: the keys of each, and how it is first written."""
    groups: list[list[Token]] = []
    for token in view.tokens:
        if token.number:
            if groups and view.text[groups[-1][-1].end : token.start] == _WITHIN_TIME:
                groups[-1].append(token)
            else:
                groups.append([token])
    found: dict[tuple[str, ...], str] = {}
    for some in groups:
        found.setdefault(tuple(token.key for token in some), view.text[some[0].start : some[-1].end])
    return found


def _quotation(a: SentenceView, b: SentenceView) -> str | None:
    """The longest quotation of the first sentence that the other has too, or one of the other, as the first has it."""
    own = [a.text[slice(*span)] for span in _shared(a, b)]
    found = own or [_counterpart(b.lowered[slice(*span)], a) for span in _shared(b, a)]
    return max(found, key=len, default=None)


def _shared(quoting: SentenceView, other: SentenceView) -> Iterator[Span]:
    """The quotations of one sentence that another has as well."""
    if not quoting.quotations or len(other.tokens) < MIN_QUOTED:
        return
    # Imported lazily: only comparing needs rapidfuzz.
    from rapidfuzz.fuzz import partial_ratio

    for start, end in quoting.quotations:
        said = quoting.lowered[start:end]
        if partial_ratio(said, other.lowered, score_cutoff=MIN_LIKENESS):
            yield start, end


def _counterpart(said: str, a: SentenceView) -> str:
    """The words of a sentence that correspond to a quotation, whole words only."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    place = partial_ratio_alignment(said, a.lowered)
    start, end = (place.dest_start, place.dest_end) if place else (0, len(a.text))
    # A word at an edge counts only if more than half of it belongs to the quotation.
    whole = [
        token for token in a.tokens if min(token.end, end) - max(token.start, start) > (token.end - token.start) / 2
    ]
    return a.text[whole[0].start : whole[-1].end] if whole else a.text[start:end]
