"""What differs inside a match: words, figures, names, and the marks that say so."""
