"""Measures what a reader waits for, each figure beside a yardstick in the same run."""
