"""Outputs: what is produced, where it stands, and what it is built on."""
