"""Dialogs: boxes over a screen that show or ask for one thing."""
