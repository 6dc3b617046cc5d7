"""Whole lists taken away as files: how long that takes, how much memory, and whether each row is what was recorded."""
