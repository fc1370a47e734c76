"""Languages: which one a person reads, and the words in it."""
