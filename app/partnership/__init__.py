"""What ties the programme to the record."""
