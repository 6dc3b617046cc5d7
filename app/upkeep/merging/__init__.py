"""Making one of two records of the directory, and two of it again."""
