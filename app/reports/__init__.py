"""What is read of the whole record at once, and written out for others."""
