"""What the reader sees: the Textual program."""
