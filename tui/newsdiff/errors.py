"""Every error that newsdiff raises on purpose.

    NewsdiffError
    ├── ReadError        an article could not be read (a file, a folder, an address)
    ├── FetchError       an address could not be fetched
    ├── ExtractError     a page gave no article
    ├── FeedError        there is no feed, or no list of feeds, that can be read
    ├── StoreError       the reader's store could not be opened or written
    ├── ConfigError      the configuration file is wrong
    ├── ExportError      a comparison could not be written
    └── QueryError       a search that was typed cannot be understood

The message of each is one sentence that may be shown as it is: what happened, where, and what can be done.
"""

from __future__ import annotations


class NewsdiffError(Exception):
    """Something the reader can act on. `str()` of it is a sentence for them."""


class ReadError(NewsdiffError):
    """An article could not be read from a file or a folder."""


class FetchError(NewsdiffError):
    """An address could not be fetched."""


class ExtractError(NewsdiffError):
    """A page was fetched or read, and no article was found in it."""


class FeedError(NewsdiffError):
    """An address or a file was read, and there is no feed in it, or no list of feeds."""


class StoreError(NewsdiffError):
    """The reader's store could not be opened or written."""


class ConfigError(NewsdiffError):
    """The configuration file, or one setting in it, is wrong."""


class ExportError(NewsdiffError):
    """A comparison could not be written to a file."""


class QueryError(NewsdiffError):
    """A search that the reader typed cannot be understood."""


class EncoderError(NewsdiffError):
    """A sentence encoder could not be used; sentences are compared by their words."""
