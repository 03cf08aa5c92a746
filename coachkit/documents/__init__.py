"""Values become pages and documents. Client text is always data, never HTML."""
