"""Results as text, tables, pages and pictures: the place where keys become sentences."""
