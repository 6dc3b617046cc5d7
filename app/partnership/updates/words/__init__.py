"""The sentences of an update, from what was read of the record."""
