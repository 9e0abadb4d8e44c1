"""The screen of stories."""
