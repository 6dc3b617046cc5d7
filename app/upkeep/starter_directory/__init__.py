"""The public bodies and offices that Liaison starts with, each row with its source, and what loads them."""

from app.upkeep.starter_directory.loader import LoadReport, load_starter_directory

__all__ = ["LoadReport", "load_starter_directory"]
