"""What newsboat keeps (https://newsboat.org): its subscriptions with their queries, and its cache of articles."""

from newsdiff.adapters.newsboat.subscriptions import MAX_LINES, read

__all__ = ["MAX_LINES", "read"]
