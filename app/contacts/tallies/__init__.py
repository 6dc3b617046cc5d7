"""Counts of contacts that are kept in the transaction which changes one: of the coverage matrix, and of each month."""
