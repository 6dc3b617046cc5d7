"""Judging and reading files that nobody vouches for. Runs in a process of its own, apart from the application."""
