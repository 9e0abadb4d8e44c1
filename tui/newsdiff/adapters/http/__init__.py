"""HTTP client, with limits against hostile and broken servers."""

from __future__ import annotations

from newsdiff.adapters.http.client import CONNECTIONS, MAX_BYTES, PER_HOST, TIMEOUT, Fetcher
from newsdiff.adapters.http.redirects import MAX_REDIRECTS
from newsdiff.adapters.http.response import Response, StatusError

__all__ = ["CONNECTIONS", "MAX_BYTES", "MAX_REDIRECTS", "PER_HOST", "TIMEOUT", "Fetcher", "Response", "StatusError"]
