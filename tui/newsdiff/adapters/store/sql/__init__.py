"""Queries and edits, one module a subject."""
