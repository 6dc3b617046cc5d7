"""The first month of an organisation, looked for anew where it came to have contacts in one, or has none there left."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Delete, Table, bindparam, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from app.contacts.months.models import OrganisationFirst, OrganisationMonth
from app.database import db

_FIRST = cast(Table, OrganisationFirst.__table__)
_MONTH = OrganisationMonth.__table__.c


def find_firsts_again(pairs: Sequence[tuple[int, int]]) -> None:
    """For these organisations and readers.

    One saver at a time: two that add different months would each not see the other's. It is only read what they wrote,
    so nobody who has this lock waits for a month.
    """
    if not pairs:
        return
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('first months of organisations', 0))"))
    values = [{"of_organisation": organisation_id, "of_reader": reader_id} for organisation_id, reader_id in pairs]
    connection.execute(_forgetting(), values)
    connection.execute(_finding(connection.dialect.name), values)


@lru_cache
def _forgetting() -> Delete:
    return delete(_FIRST).where(
        _FIRST.c.organisation_id == bindparam("of_organisation"), _FIRST.c.reader_id == bindparam("of_reader")
    )


@lru_cache
def _finding(dialect: str) -> Any:
    is_its = (
        _MONTH.organisation_id == bindparam("of_organisation"),
        _MONTH.reader_id == bindparam("of_reader"),
        _MONTH.contacts > 0,
    )
    key = _MONTH.organisation_id, _MONTH.reader_id
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(_FIRST)
    return insert.from_select(list(_FIRST.c), select(*key, func.min(_MONTH.month)).where(*is_its).group_by(*key))
