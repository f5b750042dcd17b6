"""Taking agreements across their own expiry."""
