"""What migration 13 adds: the most central article of each story, whose title is the headline of the story.

What is published here never changes; `schema.central_articles` chooses the articles.
"""

from __future__ import annotations

CENTRAL_ARTICLE: tuple[str, ...] = ("ALTER TABLE story ADD COLUMN central INTEGER REFERENCES entry (id)",)
"""The statements of migration 13 before `central_articles.set_all`."""
