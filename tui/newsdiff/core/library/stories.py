"""Values for lists of stories: their summaries, a preview, the timeline of a story, and its news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from newsdiff.core.library.feeds import Entry

StoryOrder = Literal["newest", "outlets", "differing"]
"""What comes first: the story with the newest entry, with the most outlets, or with the most differing figures."""

Happened = Literal["first", "joined", "again", "revised"]
"""An outlet published the first article of the story, its own first one, another one, or a revision of one."""

NewsKind = Literal["joined", "again", "revised", "figure"]
"""An outlet published its first article of the story, another one, a revision, or a revision that changes a figure."""


@dataclass(frozen=True, slots=True)
class StoryScope:
    """Which stories a list has, and in which order."""

    order: StoryOrder = "newest"
    unread: bool = False
    """Only stories with an unread entry."""
    starred: bool = False
    """Only stories with a starred entry."""
    min_outlets: int = 1
    """Only stories of at least this number of outlets; outlets that have the same text count once."""
    tag: str = ""
    """Only stories with an entry that has this tag, from the user or from the settings of its feed."""
    search: str = ""
    """Only stories with an entry that this search finds (`search_query.parse`)."""
    since: datetime | None = None
    """Only stories with an entry published since then; aware."""
    watched: bool = False
    """Only watched stories."""


@dataclass(frozen=True, slots=True)
class OutletVersion:
    """The entries of one outlet in a story. Outlets that have the same text are one version."""

    outlet: str
    entry: int
    """The id of its newest entry, of those that do not copy another outlet's text."""
    published: datetime
    """When that was published."""
    entries: int
    """How many entries of this outlet are in the story."""
    also: tuple[str, ...] = ()
    """Other outlets that have the same text, from an agency."""
    others: tuple[int, ...] = ()
    """The ids of its other entries, the newest first."""


@dataclass(frozen=True, slots=True)
class OutletEntries:
    """The entries of one outlet in a story, one of which is compared."""

    shown: int
    """The id of the one that is compared."""
    entries: tuple[Entry, ...]
    """All of them, the newest first."""

    @property
    def others(self) -> tuple[Entry, ...]:
        """Those that are not compared, the newest first."""
        return tuple(one for one in self.entries if one.id != self.shown)


@dataclass(frozen=True, slots=True)
class ComparedStory:
    """A story of the library of which articles are compared."""

    id: int
    headline: str
    """As `StorySummary.headline`."""
    outlets: tuple[OutletEntries, ...]
    """For each article that is compared, the entries of its outlet."""

    @property
    def others(self) -> tuple[Entry, ...]:
        """The articles of these outlets that are not compared."""
        return tuple(entry for outlet in self.outlets for entry in outlet.others)


@dataclass(frozen=True, slots=True)
class Compared:
    """The result of comparing the stored texts of a story.

    A statement is what matching sentences of two outlets or more say.
    """

    common: int
    """Statements that all who make them put alike."""
    reworded: int
    """Statements that some put otherwise, those with differing details included."""
    only: int
    """Sentences that only one outlet has."""
    figures: int
    """Details that differ: figures, dates, speakers."""
    stale: bool = False
    """The story has changed since."""


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story in a list."""

    id: int
    headline: str
    """The title of the reference article: the entry that the user chose, else the most central of those that open."""
    lead: int
    """The id of that entry."""
    accounts: tuple[OutletVersion, ...]
    """One for each outlet, the earliest first; outlets that have the same text are one."""
    entries: int
    """How many entries it has, without those that are muted or of removed feeds."""
    first: datetime
    """When the earliest was published, in UTC."""
    newest: datetime
    """When the latest was published, in UTC."""
    unread: int
    starred: int
    revised: int
    """How many entries were revised."""
    compared: Compared | None
    """None if it was not compared yet (`StoryService.compare`), or has one version only."""
    fresh: bool
    """It has changed since the user last opened it; false if they never have."""
    watched: bool
    pinned: bool
    tags: tuple[str, ...] = ()
    """The user's tags of its entries."""
    version: int = 0
    """A number that increases with every change of the story."""
    newest_day_only: bool = False
    """Of `newest` only the day is known."""

    @property
    def outlets(self) -> int:
        """How many outlets it has; outlets that have the same text count once."""
        return len(self.accounts)


@dataclass(frozen=True, slots=True)
class Opening:
    """How an outlet begins its version of a story."""

    outlet: str
    entry: int
    published: datetime
    title: str
    sentence: str
    """The first sentence of its text; "" if it has no text."""
    agency: str = ""
    """The news agency in its dateline; "" for none."""
    also: tuple[str, ...] = ()
    """Other outlets that have the same text."""
    full: bool = True
    """More than a summary of it is stored."""
    marks: tuple[tuple[int, int], ...] = ()
    """Words of the sentence that no other opening has, by their characters."""


@dataclass(frozen=True, slots=True)
class StoryPreview:
    """What is shown of a story before it is opened."""

    summary: StorySummary
    openings: tuple[Opening, ...]
    """One for each version, in the order of `StorySummary.accounts`."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened in a story."""

    at: datetime
    outlet: str
    entry: int
    title: str
    kind: Happened
    after: float
    """Seconds since the first article of the story."""
    timed: bool = True
    """Its outlet gives a time for it. Otherwise it gives the day alone, or no date, and `at` is no more than a place in
    the order: nobody can tell who was first."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure as an outlet gave it and as it gives it now."""

    before: str
    after: str
    subject: str = ""
    """What it is of; "" where that is not known."""
    sure: bool = True
    """Nothing else changed around it. Otherwise the two may be figures of different things."""


@dataclass(frozen=True, slots=True)
class StoryNews:
    """Something new about a watched story; `newsdiff.wording` words it."""

    story: int
    headline: str
    kind: NewsKind
    outlet: str
    entry: int
    """The id of the article that brought it."""
    title: str
    """Of that article, as it is now."""
    at: datetime
    figures: tuple[FigureChange, ...] = ()
    """The figures that changed: in the article, in its headline, or since the outlet's headline before."""
    earlier_title: str = ""
    """For `revised`: the headline before, where another one took its place."""
    sentence: str = ""
    """For `revised`: the first sentence that is new."""
