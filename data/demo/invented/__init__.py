"""Two invented clients, and a year of exports as their platforms would have written them."""
