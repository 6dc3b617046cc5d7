"""Commitments over HTTP: what was promised, and the contacts about it."""
