"""What newsdiff does, without a screen: the services that join the store, the network and the comparison."""

from __future__ import annotations

from newsdiff.service.context import AppContext
from newsdiff.service.load_articles import LoadedArticles

__all__ = ["AppContext", "LoadedArticles"]
