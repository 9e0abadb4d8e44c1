"""The screen of feeds and articles."""
