"""Records of the directory that may be one, with the reasons."""
