"""What a Word file is, knowing no agreement: packages, properties, fields, text, what is active, what came out."""
