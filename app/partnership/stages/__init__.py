"""The board of stages: the pipeline from identified to partner, and who might be involved next."""
