"""Stories: entries of several outlets that tell of one event, found as they come in.

The way is straight: an `Item` is read into `Words`, weighed by how rare they are, compared with the items around its
time, and placed into the story that it fits best, or into one of its own. Nothing that was placed moves by itself.
"""
