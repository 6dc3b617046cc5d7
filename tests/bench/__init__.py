"""The benchmark: generated contacts, the server as shipped, and clients that check what they are given."""
