"""Language-neutral text tools: cleaning, sentences, tokens, numbers, dates."""
