"""Reminders of follow-ups by e-mail: who wants which, what is due to be told, and what was sent."""
