"""Writes a comparison as a text table, JSON, Markdown or HTML, and an article as Markdown."""
