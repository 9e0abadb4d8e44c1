"""The command palette: every key of the present screen by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import Binding
    from textual.command import Hits


class KeyCommands(Provider):
    """Offers what the screen's keys do, and runs it."""

    def _bindings(self) -> Iterator[Binding]:
        seen = set()
        for active in self.screen.active_bindings.values():
            if active.binding.id and active.binding.tooltip and active.binding.id not in seen:
                seen.add(active.binding.id)
                yield active.binding

    def _help(self, binding: Binding) -> str:
        return f"{binding.tooltip} Key: {self.app.get_key_display(binding)}"

    async def discover(self) -> Hits:
        """All of them."""
        for binding in self._bindings():
            run = partial(self.screen.run_action, binding.action)
            name = Content(binding.description)
            yield DiscoveryHit(name, run, text=binding.description, help=escape(self._help(binding)))

    async def search(self, query: str) -> Hits:
        """Those whose name fits."""
        matcher = self.matcher(query)
        for binding in self._bindings():
            score = matcher.match(f"{binding.description} {binding.tooltip}")
            if score > 0:
                run = partial(self.screen.run_action, binding.action)
                shown = Content.assemble(matcher.highlight(binding.description))
                yield Hit(score, shown, run, text=binding.description, help=escape(self._help(binding)))
