"""Results in, figures out: each with its finding as title, its doubt as note, and its alt text."""
