"""What a user can ask for: one file and one function each, with a typed answer."""
