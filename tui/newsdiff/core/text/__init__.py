"""Text tools: cleaning, languages, paragraphs, sentences, quotations, tokens, numbers, dates."""
