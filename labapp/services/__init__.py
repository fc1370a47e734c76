"""The work: one verb a function: check, save, tell."""
