"""The language of Word templates and clauses: what may be written, how it is filled in, what a gap is."""
