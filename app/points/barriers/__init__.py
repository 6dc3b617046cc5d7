"""Counts of barriers by month, sector and nature, kept in the transaction that changes a point or its contact."""
