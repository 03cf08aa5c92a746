"""What a page is made of: a value in, a value out. Knows no store."""
