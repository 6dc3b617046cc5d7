"""The rows of lists, column by column: what a list in chosen columns shows, and what an export holds."""
