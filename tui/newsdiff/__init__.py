"""newsdiff: one story as several outlets tell it, side by side, sentence against sentence."""

__version__ = "0.1.0"
