"""A colleague's follow-ups and planned contacts as a calendar, at an address that is secret."""
