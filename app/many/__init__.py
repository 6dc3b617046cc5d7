"""Changing many contacts at once: chosen, previewed, done in batches, and undone as one."""
