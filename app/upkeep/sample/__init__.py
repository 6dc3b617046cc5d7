"""The sample: what the letter states, and contacts with bodies that plainly do not exist. One command takes it away."""

from app.upkeep.sample.loader import load_sample
from app.upkeep.sample.removal import remove_sample, sample_is_loaded

__all__ = ["load_sample", "remove_sample", "sample_is_loaded"]
