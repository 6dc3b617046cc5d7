"""Errors, text, dates and paging that every feature uses. No Flask, no database."""
