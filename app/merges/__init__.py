"""What was found to be one: which record stands for another now, and what would bring the other back."""
