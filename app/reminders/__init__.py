"""Reminders of follow-ups by email: who wants which, what is due to be told, and what was sent."""
