"""Putting an earlier value of a field back, from the words that its change was recorded in."""
