"""Clusters the entries of all feeds into stories: entries of several outlets about one event.

Each new `ClusterItem` is read into `ItemTerms`, which are weighted by tf-idf, compared with the members of existing
stories within a few days of it, and assigned to the story that fits best, or to a new one. Assignments
never change automatically: clustering is incremental, and the same items in the same order give the same stories.
"""
