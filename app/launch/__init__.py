"""From a fresh clone to a running server: assets, first run, the server's settings."""
