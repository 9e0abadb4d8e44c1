"""The errors that newsdiff raises on purpose.

    NewsdiffError
    ├── ReadError        an article could not be read (a file, a folder, an address)
    ├── FetchError       an address could not be fetched
    ├── ExtractError     a page gave no article
    ├── FeedError        there is no feed, or no list of feeds, that can be read
    │   └── FeedListError  there is a list of feeds instead
    ├── PartialFeedError only some items of a feed were read, and those left out matter
    ├── StoreError       the store could not be opened, read or written
    ├── ConfigError      the settings file is wrong
    ├── ExportError      a comparison could not be written
    ├── QueryError       a search cannot be understood
    ├── EncoderError     a sentence encoder could not be used
    └── TerminalError    there is no terminal on which the screen could be drawn

The message of each is one or more sentences for the user: what happened, where, and what can be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NewsdiffError(Exception):
    """Something that the user can act on. Its message can be shown as it is."""


class ReadError(NewsdiffError):
    """An article could not be read from a file or a folder."""


class FetchError(NewsdiffError):
    """An address could not be fetched."""


class ExtractError(NewsdiffError):
    """A page was read, and no article was found in it."""


class FeedError(NewsdiffError):
    """An address or a file was read, and it is no feed or list of feeds."""


class FeedListError(FeedError):
    """An address where a feed was looked for has a list of feeds, which can be imported."""


class PartialFeedError(NewsdiffError):
    """Items of a feed were left out because they were known, and what the others are cannot be told without them."""


class StoreError(NewsdiffError):
    """The store could not be opened, read or written."""


class ConfigError(NewsdiffError):
    """The settings file, or a setting in it, is wrong."""


class ExportError(NewsdiffError):
    """A comparison or a list could not be written to a file."""


class QueryError(NewsdiffError):
    """A search cannot be understood."""


class EncoderError(NewsdiffError):
    """A sentence encoder could not be used; sentences are compared by their words."""


class TerminalError(NewsdiffError):
    """There is no terminal on which the screen could be drawn."""


def unreadable(path: Path, error: OSError) -> ReadError:
    """The error for a file that the system could not read."""
    return ReadError(f"{path} could not be read ({error.strerror or type(error).__name__}).")
