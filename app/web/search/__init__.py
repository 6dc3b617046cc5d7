"""The search in the bar."""
