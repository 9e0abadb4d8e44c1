"""The values of the user's library: feeds, entries, lists, search."""
