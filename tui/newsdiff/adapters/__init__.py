"""Adapters to the outside world: files, HTTP, pages and the store. They do not import one another."""
