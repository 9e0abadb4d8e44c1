"""The values of the reader's library: feeds, entries, lists, search."""
