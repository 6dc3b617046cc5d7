"""The update to a committee: composed from the record in plain English, edited by its author, frozen as a letter."""
