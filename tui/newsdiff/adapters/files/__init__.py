"""Reads articles from files: plain text, Markdown, HTML and JSON."""

from __future__ import annotations

from newsdiff.adapters.files.load import HtmlFile, find, parse, read
from newsdiff.adapters.files.read_bytes import MAX_BYTES, name_of

__all__ = ["MAX_BYTES", "HtmlFile", "find", "name_of", "parse", "read"]
