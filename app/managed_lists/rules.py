"""Which way a word moves in its list."""

from enum import StrEnum


class Move(StrEnum):
    UP = "up"
    DOWN = "down"
