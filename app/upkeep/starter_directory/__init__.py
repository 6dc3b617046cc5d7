"""The public bodies and offices that Liaison starts with, each row with its source, and what loads them."""
