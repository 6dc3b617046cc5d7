"""Counting all barriers anew: for a record that is older than their tallies, or filled past the services."""

from typing import cast

from sqlalchemy import Connection, Table, delete, func, select, text, true, union_all

from app.points.barriers.cells import at_any_barrier, cells_at_contacts, cells_in_documents
from app.points.barriers.models import BarrierTally

_TALLY = cast(Table, BarrierTally.__table__)


def rebuild_barriers(connection: Connection) -> int:
    """Put exact tallies in place of those that are there; how many there are now. As with the matrix, saving waits."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text("LOCK TABLE barrier_tally IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(delete(_TALLY))
    at_contacts = cells_at_contacts(at_any_barrier, dialect)
    in_documents = cells_in_documents(lambda _number: true(), dialect)
    # A document's may lie in the cell of a contact's.
    both = union_all(at_contacts, in_documents).subquery()
    *key, number = both.c
    rows = select(*key, func.sum(number)).group_by(*key).order_by(*key)
    return connection.execute(_TALLY.insert().from_select(list(_TALLY.c), rows)).rowcount
