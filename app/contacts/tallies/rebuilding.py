"""Counting every tally of contacts anew."""

from sqlalchemy import Connection

from app.contacts.coverage.rebuilding import rebuild as rebuild_coverage
from app.contacts.months.rebuilding import rebuild_months
from app.contacts.rhythm.keeping import count_anew
from app.contacts.tallies.followers import followers


def rebuild(connection: Connection) -> int:
    """Put exact tallies in place of those that are there; how many there are now.

    Reading goes on meanwhile, and saving waits. In the order that savers write them in.
    """
    followed = (follower.rebuild for follower in followers)
    return sum(count(connection) for count in (rebuild_coverage, rebuild_months, *followed, count_anew))
