"""How many contacts were held in a month: by kind, by whom they were with and who held them, and how soon logged."""
