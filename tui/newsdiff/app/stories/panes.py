"""The two panes of the stories screen: how they share the window, and which of them has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdiff.app.library_screen import SIDE_BY_SIDE_WIDTH, STACKED_HEIGHT
from newsdiff.app.stories.story_list import StoryList
from newsdiff.app.stories.story_preview import StoryPreviewView
from newsdiff.app.widgets.plain_lines import PlainContainer
from newsdiff.app.widgets.titled_pane import TitledPane

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from newsdiff.app.base_screen import BaseScreen


class StoryPanes:
    """The list of stories and the preview, each under its heading."""

    def __init__(self, screen: BaseScreen) -> None:
        self.story_list, self.preview = StoryList(), StoryPreviewView()
        self.list_pane = TitledPane(self.story_list, id="stories")
        self.preview_pane = TitledPane(self.preview, id="preview")
        self.zen = False
        """Only the pane with the focus is shown."""
        self.current: StoryList | StoryPreviewView = self.story_list
        """The pane that had the focus last. It stays the same while the terminal itself has lost the focus."""
        self._screen = screen

    def compose(self) -> ComposeResult:
        """The panes in their container."""
        with PlainContainer(id="reading"):
            yield self.list_pane
            yield self.preview_pane

    def prepare(self) -> None:
        """Apply the user's settings, and give the list the focus."""
        screen = self._screen
        screen.set_focus(self.story_list)
        self.story_list.set_current(True)
        self.story_list.ascii = screen.ascii_signs
        self.story_list.empty = "Reading …"
        self.preview.plain, self.preview.text_width = screen.ascii_signs, screen.config.pane_width
        self.preview.watch_key, self.preview.add_key = screen.key_of("watch"), screen.key_of("add-article")

    def fit(self) -> None:
        """Lay the panes out in the window."""
        width, height = self._screen.size
        alone = self.zen or (width < SIDE_BY_SIDE_WIDTH and height < STACKED_HEIGHT)
        self.list_pane.display = not alone or self.current is self.story_list
        self.preview_pane.display = not alone or self.current is self.preview
        self._screen.set_class(width >= SIDE_BY_SIDE_WIDTH, "-beside")

    def toggle_zen(self) -> None:
        """Show one pane alone, or both again."""
        self.zen = not self.zen

    def focus_list(self) -> None:
        """Give the list the focus."""
        self._screen.set_focus(self.story_list)

    def focus_preview(self) -> None:
        """Give the preview the focus."""
        self._screen.set_focus(self.preview)

    def follow_focus(self) -> bool:
        """Mark the pane that has the focus as the current one; False if it was that already."""
        pane = self._screen.focused
        if pane is self.current or not isinstance(pane, StoryList | StoryPreviewView):
            return False
        self.current = pane
        self.story_list.set_current(pane is self.story_list)
        self.preview.set_current(pane is self.preview)
        return True
