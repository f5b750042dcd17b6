"""Builds the Word templates of the document types, so that they can be reviewed as text and rebuilt."""
