"""A made-up record, the same for the same seed: nobody and nothing in it exists."""
