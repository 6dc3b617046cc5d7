"""Who has been in contact about what: each strand of the programme by each side of the partnership."""
