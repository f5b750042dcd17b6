"""What a workspace makes documents with: document types and clauses, each a file that knows no Python."""
