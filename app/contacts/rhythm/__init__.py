"""How often we mean to be in contact with an organisation or a post, and when we last were."""
