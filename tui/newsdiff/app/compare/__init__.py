"""The screen that compares the articles of one story."""
