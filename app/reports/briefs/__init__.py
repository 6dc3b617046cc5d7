"""Briefs: one page on whom a meeting is with, made from what its reader may read."""
