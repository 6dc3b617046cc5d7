"""What packages above this one count of contacts, which contacts themselves know nothing of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import SessionTransaction


@dataclass(frozen=True)
class Follower:
    """Is told of each contact as the tallies are, writes its own right after them, and is counted anew with them."""

    will_add: Callable[[int], None]
    will_change: Callable[[Sequence[int]], None]
    settle: Callable[[SessionTransaction], None]
    rebuild: Callable[[Connection], int]


followers: list[Follower] = []
