"""What an update reads of the record: only what is open, whoever composes it."""
