"""From the raw text of a page to an article: boilerplate out, paragraphs, bylines, metadata."""
