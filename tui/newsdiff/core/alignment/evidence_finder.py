"""Finds the evidence for the matches of a story when it is first read: most of it is never shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsdiff.core.alignment.evidence import sentence_view, why
from newsdiff.core.alignment.paraphrases import paraphrases
from newsdiff.core.models import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsdiff.core.alignment.embeddings import TokenStates
    from newsdiff.core.alignment.evidence import SentenceView
    from newsdiff.core.alignment.tokenized_article import TokenizedArticle
    from newsdiff.core.alignment.vocabulary import Vocabulary
    from newsdiff.core.models import Paraphrase, Ref


class EvidenceFinder:
    """Knows the words of a story. Several threads may ask at once; at worst something is worked out twice."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        tokenized: Mapping[int, TokenizedArticle],
        states: Mapping[int, TokenStates] | None,
    ) -> None:
        """Take the words of a story.

        Args:
            vocabulary: Of all its articles.
            tokenized: The articles by their position in the story.
            states: Their tokens as a language model reads them, if it has.
        """
        self._vocabulary, self._tokenized, self._states = vocabulary, tokenized, states
        self._views: dict[Ref, SentenceView] = {}

    def evidence(self, a: Ref, b: Ref, *, weak: bool) -> Evidence:
        """The evidence for two sentences, worked out when it is first read.

        Args:
            a: A sentence, by its row among the compared ones of its article.
            b: A sentence of another article.
            weak: No paraphrases are looked for.
        """
        states = None if weak else self._states
        return _EvidenceOnDemand(
            partial(self._shared, a, b), partial(self._paraphrases, states, a, b) if states else tuple
        )

    def _shared(self, a: Ref, b: Ref) -> Evidence:
        return why(self._vocabulary, self._view(a), self._view(b))

    def _paraphrases(self, states: Mapping[int, TokenStates], a: Ref, b: Ref) -> tuple[Paraphrase, ...]:
        one, other = self._view(a), self._view(b)
        return paraphrases(
            self._vocabulary, (one, states[a.article], a.sentence), (other, states[b.article], b.sentence)
        )

    def _view(self, ref: Ref) -> SentenceView:
        if ref not in self._views:
            self._views[ref] = sentence_view(self._tokenized[ref.article], ref.sentence)
        return self._views[ref]


class _EvidenceOnDemand(Evidence):
    """Evidence whose fields are filled when one of them is first read."""

    __slots__ = ("_find_paraphrases", "_find_shared")
    _find_shared: Callable[[], Evidence]
    _find_paraphrases: Callable[[], tuple[Paraphrase, ...]]

    def __init__(
        self, find_shared: Callable[[], Evidence], find_paraphrases: Callable[[], tuple[Paraphrase, ...]]
    ) -> None:
        object.__setattr__(self, "_find_shared", find_shared)
        object.__setattr__(self, "_find_paraphrases", find_paraphrases)

    def __getattr__(self, name: str) -> object:
        # Python calls this only while the field is empty.
        if name == "paraphrases":
            object.__setattr__(self, name, self._find_paraphrases())
        elif name in {"words", "figures", "quotation"}:
            found = self._find_shared()
            for field in ("words", "figures", "quotation"):
                object.__setattr__(self, field, getattr(found, field))
        else:
            raise AttributeError(name)
        return getattr(self, name)
