"""A comparison as something that can be printed, sent or published: text, JSON, Markdown and HTML."""
