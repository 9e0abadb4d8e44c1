"""A story at a glance, as `newsdiff.core.diff.story_overview` sums it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.diff.conflict_list import ListedConflict
    from newsdiff.core.models import Ref
    from newsdiff.core.text.quotations import Span

HEADLINE = -1
"""In place of a sentence's number: the headline of the article."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What some outlets have in common, and what not. Nothing in it depends on which of them leads.

    A statement is what sentences of two outlets or more say that match, directly or through one another.
    """

    outlets: int = 0
    """How many are compared."""
    in_all: int = 0
    """Statements that every one of them makes: a sentence of it matches one of each of the others itself."""
    alike: int = 0
    """Statements that all who make them put alike."""
    reworded: int = 0
    """Statements that some put otherwise, without a detail that differs."""
    differing: int = 0
    """Statements in which a detail differs."""
    only: int = 0
    """Sentences that only one outlet has."""
    all_compared: bool = True
    """Every two outlets were held against each other; else no statement can be in all of them."""
    any_compared: bool = True
    """Some two of several outlets were; else nothing can be counted."""
    conflicts: tuple[ListedConflict, ...] = ()
    """Details that differ, those of the headlines first, then the most certain."""
    headline_spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """By article, what another headline gives otherwise."""
    sentence_spans: Mapping[Ref, tuple[Span, ...]] = field(default_factory=dict)
    """By sentence, the values of it that stand in `conflicts`."""
    told_by_all: frozenset[Ref] = frozenset()
    """The sentences that match one of every other outlet, and so what all of them tell."""

    @property
    def shared(self) -> int:
        """Statements of two outlets or more, however each puts them."""
        return self.alike + self.reworded + self.differing

    @property
    def in_some(self) -> int:
        """Statements of two outlets or more, but not of all."""
        return self.shared - self.in_all
