"""For those who write templates and clauses: what is wrong, what is used, what changed, what is ever said."""
