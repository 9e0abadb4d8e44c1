"""Stories as a reader sees them in a list, before one is opened, and how one has grown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

StoryOrder = Literal["newest", "outlets", "differing"]
"""What comes first: what was told last, what most outlets tell, or where most figures differ."""

Happened = Literal["first", "joined", "again", "revised"]
"""An outlet had the story first, joined it, told more of it, or changed what it had said."""

NewsKind = Literal["joined", "again", "revised", "figure"]
"""What is new about a story: an outlet joined, one told more, one changed its text, one changed a figure."""


@dataclass(frozen=True, slots=True)
class StoryScope:
    """Which stories a list is about, and what comes first."""

    order: StoryOrder = "newest"
    unread: bool = False
    """Only those with something unread."""
    starred: bool = False
    """Only those with a star on one of their articles."""
    min_outlets: int = 1
    """At least so many outlets, copies of one text counted once."""
    tag: str = ""
    """Only those with an article of this tag, from the reader or from its feed's settings."""
    search: str = ""
    """Only those with an article that this search finds, as it is typed (`core.query.parse`)."""
    since: datetime | None = None
    """Only those that were told of since then."""
    watched: bool = False
    """Only those that are watched."""


@dataclass(frozen=True, slots=True)
class OutletVersion:
    """What one outlet tells of a story; outlets that have the same text are one account."""

    outlet: str
    entry: int
    """The id of its first entry."""
    published: datetime
    entries: int
    """How many entries of this outlet the story has."""
    also: tuple[str, ...] = ()
    """Other outlets that have the same text, a copy that an agency gave them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the stored texts of a story has found."""

    common: int
    """Sentences that say the same in several accounts, each meeting counted once."""
    reworded: int
    """Sentences that say it in other words."""
    only: int
    """Sentences that only one account has."""
    figures: int
    """Meetings of sentences in which figures differ."""
    stale: bool = False
    """Something has changed since then."""


@dataclass(frozen=True, slots=True)
class StorySummary:
    """A story in a list."""

    id: int
    headline: str
    """Of the lead: the entry that the reader chose, else the earliest."""
    lead: int
    """The lead's entry id."""
    accounts: tuple[OutletVersion, ...]
    """Who tells it, in the order in which they came; as many as there are outlets, copies counted once."""
    entries: int
    """Articles that show."""
    first: datetime
    newest: datetime
    unread: int
    starred: int
    revised: int
    """Articles that were changed after they had appeared."""
    compared: Compared | None
    """None: not compared yet (`Stories.compare`), or only one account."""
    fresh: bool
    """Something came or was changed since the reader last looked; not before they have looked once."""
    watched: bool
    pinned: bool
    tags: tuple[str, ...] = ()
    version: int = 0
    """It grows whenever something of the story changes."""

    @property
    def outlets(self) -> int:
        """How many outlets tell it, copies of one text counted once."""
        return len(self.accounts)


@dataclass(frozen=True, slots=True)
class Opening:
    """How one outlet begins its account."""

    outlet: str
    entry: int
    published: datetime
    title: str
    sentence: str
    """The first sentence of its text; "" where it has no text."""
    agency: str = ""
    """The news agency that its dateline names."""
    also: tuple[str, ...] = ()
    """Other outlets that have the same text."""
    full: bool = True
    """More than a summary is stored."""


@dataclass(frozen=True, slots=True)
class StoryPreview:
    """What a reader sees of a story before they open it."""

    card: StorySummary
    openings: tuple[Opening, ...]
    """One for each account, in the order of `StorySummary.accounts`."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something in the course of a story."""

    at: datetime
    outlet: str
    entry: int
    title: str
    kind: Happened
    after: float
    """Seconds after the story's first article."""


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
    figures: tuple[tuple[str, str], ...] = ()
    """For `figure`: each figure that changed, as it was and as it is."""
