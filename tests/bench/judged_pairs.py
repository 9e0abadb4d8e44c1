"""How claimed differences are judged on labelled pairs: the figures of the shared `differs.py`, and where they err."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsdiff.core.diff.conflicts import sentence_facts
from newsdiff.core.text.tokenizer import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.labelled_pairs import LabelledPair
    from newsdiff.core.diff.conflicts import Conflict, SentenceFacts
    from newsdiff.core.models import SentenceTokens

KINDS = ("figure", "date", "name", "speaker", "commitment", "negation")
SHOWN_FROM = 0.8
"""The precision from which a kind is shown."""
FEW = 8
"""With fewer marks on real pairs, a kind is judged on the written pairs as well."""


class Claim(NamedTuple):
    """A claimed difference: its kind and the words of either sentence."""

    kind: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, eq=False)
class ReadPair:
    """A labelled pair with its sentences taken apart."""

    labelled: LabelledPair
    a: SentenceFacts
    b: SentenceFacts
    vectors: tuple[SentenceTokens, SentenceTokens] | None

    def claims(self, found: Sequence[Conflict]) -> tuple[Claim, ...]:
        """Conflicts in the words of the sentences."""
        return tuple(Claim(one.kind, self.a.text[slice(*one.a)], self.b.text[slice(*one.b)]) for one in found)

    def right(self, claim: Claim) -> bool:
        """Whether an annotator marked what is claimed."""
        return any(detail.is_hit_by(*claim) for detail in self.labelled.differs)


def take_apart(
    pairs: Sequence[LabelledPair], vectors: Mapping[str, SentenceTokens] | None = None
) -> tuple[ReadPair, ...]:
    """The facts of every labelled pair; with the vectors of every sentence, where these are at hand."""
    tokenizer = Tokenizer("en")
    return tuple(
        ReadPair(
            pair,
            sentence_facts(pair.a, tokenizer=tokenizer),
            sentence_facts(pair.b, tokenizer=tokenizer),
            (vectors[pair.a], vectors[pair.b]) if vectors else None,
        )
        for pair in pairs
    )


class Tally(NamedTuple):
    """How many claims are right and false, and how many differences are missed."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share (0..1) of claims that are right; 0 without a claim."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share (0..1) of differences that are claimed; 0 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0


def by_pair(pairs: Sequence[ReadPair], claims: Sequence[Sequence[Claim]], group: str) -> Tally:
    """Whether a pair has a difference at all: the tally of "this pair has one" in a group."""
    counts: Counter[tuple[bool, bool]] = Counter(
        (bool(pair.labelled.differs), bool(some))
        for pair, some in zip(pairs, claims, strict=True)
        if pair.labelled.group == group
    )
    return Tally(counts[True, True], counts[False, True], counts[True, False])


def by_kind(pairs: Sequence[ReadPair], claims: Sequence[Sequence[Claim]], group: str, kind: str) -> Tally:
    """The tally of the differences of one kind in a group."""
    right = false = missed = 0
    for pair, some in zip(pairs, claims, strict=True):
        if pair.labelled.group == group:
            mine = [claim for claim in some if claim.kind == kind]
            hits = sum(pair.right(claim) for claim in mine)
            right, false = right + hits, false + len(mine) - hits
            details = [detail for detail in pair.labelled.differs if detail.kind == kind]
            missed += sum(not any(detail.is_hit_by(*claim) for claim in mine) for detail in details)
    return Tally(right, false, missed)


def judged_kind(pairs: Sequence[ReadPair], claims: Sequence[Sequence[Claim]], kind: str) -> tuple[Tally, bool]:
    """The tally by which a kind is shown or not, and whether it took the written pairs to have enough marks."""
    real, written = (by_kind(pairs, claims, group, kind) for group in ("real", "written"))
    if real.right + real.false >= FEW:
        return real, False
    return Tally(*(one + other for one, other in zip(real, written, strict=True))), True


def print_tables(pairs: Sequence[ReadPair], claims: Sequence[Sequence[Claim]]) -> None:
    """Print precision and recall by pair and by kind, and which kinds may be shown."""
    print(f"  {'set':8} {'what':12} {'precision':>9} {'recall':>7}   right false missed")
    for group in ("real", "written"):
        print(_line(group, "pair", by_pair(pairs, claims, group)))
        for kind in KINDS:
            print(_line(group, kind, by_kind(pairs, claims, group, kind)))
    for kind in KINDS:
        tally, together = judged_kind(pairs, claims, kind)
        if tally.right + tally.false:
            verdict = "shown" if tally.precision >= SHOWN_FROM else "NOT TO BE SHOWN"
            by = "real and written pairs" if together else "real pairs"
            print(f"  {kind}: {verdict}, precision {tally.precision:.2f} of {tally.right + tally.false} marks on {by}")


def _line(group: str, what: str, tally: Tally) -> str:
    return (
        f"  {group:8} {what:12} {tally.precision:9.3f} {tally.recall:7.3f}"
        f"   {tally.right:5} {tally.false:5} {tally.missed:6}"
    )


def errors(pairs: Sequence[ReadPair], claims: Sequence[Sequence[Claim]]) -> Iterator[str]:
    """Every miss and every false mark, with the two sentences. For the screen alone: they belong to their publishers."""
    for pair, some in zip(pairs, claims, strict=True):
        labelled = pair.labelled
        if bool(labelled.differs) != bool(some):
            what = "MISSED" if labelled.differs else "FALSE "
            marks = "; ".join(f"{one.kind}: {one.a} | {one.b}" for one in labelled.differs or some)
            yield f"{what} {labelled.group} {labelled.name}  {marks}\n    {labelled.a}\n    {labelled.b}"
