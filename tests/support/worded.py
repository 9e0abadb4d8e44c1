"""What the store gives as a kind and values, in the words that a reader gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.wording import list_fault, store_notice, undone_step

if TYPE_CHECKING:
    from newsdiff.adapters.store import Store
    from newsdiff.adapters.store.open import Opened
    from newsdiff.core.library.subscription_lists import ParsedList, Subscription


def undone(store: Store) -> str | None:
    """Undo the last step, and say what it was."""
    step = store.undo()
    return None if step is None else undone_step(step)


def notice(opened: Opened) -> str | None:
    """What is said about how a store was opened."""
    return None if opened.notice is None else store_notice(opened.notice)


def parsed(found: ParsedList) -> tuple[tuple[Subscription, ...], tuple[str, ...]]:
    """The subscriptions of a list, and what is said of the rest."""
    return found.subscriptions, tuple(map(list_fault, found.faults))
