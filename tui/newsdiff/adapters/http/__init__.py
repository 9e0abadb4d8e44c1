"""Fetching over http and https, with every limit that a hostile or broken server makes necessary."""

from __future__ import annotations

from newsdiff.adapters.http.client import CONNECTIONS, MAX_BYTES, PER_HOST, TIMEOUT, Fetcher
from newsdiff.adapters.http.redirects import MAX_REDIRECTS
from newsdiff.adapters.http.response import Response, StatusError

__all__ = ["CONNECTIONS", "MAX_BYTES", "MAX_REDIRECTS", "PER_HOST", "TIMEOUT", "Fetcher", "Response", "StatusError"]
