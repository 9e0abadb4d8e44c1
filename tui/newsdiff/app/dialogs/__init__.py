"""Dialogs: modal screens that ask one thing."""
