"""What may be said of an agreement: the words that templates and clauses can use, each worked out when asked for."""
