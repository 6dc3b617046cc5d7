"""Generated databases: loaded in bulk, kept between runs, and brought back to what they were after a run."""
