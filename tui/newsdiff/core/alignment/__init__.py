"""Matching the sentences of articles on one story, and the evidence for each match."""
