"""Articles in files: plain text, Markdown, HTML and JSON, as people keep them."""

from __future__ import annotations

from newsdiff.adapters.files.contents import MAX_BYTES, name_of
from newsdiff.adapters.files.reading import HtmlFile, find, parse, read

__all__ = ["MAX_BYTES", "HtmlFile", "find", "name_of", "parse", "read"]
