"""Figures about the record by month: each for whoever reads, and each with the contacts behind it."""
