"""Reading + Knowledge -> Reply."""
