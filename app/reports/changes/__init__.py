"""All that was changed, whoever changed it and whatever in."""
