"""Loading contacts into PostgreSQL by COPY, with indexes made afterwards."""

from collections.abc import Iterable

import psycopg
from psycopg import sql

from tests.bench.data.rows import MODELS, Rows, columns_of, table_of
from tests.bench.progress import Progress

_BULK_TABLES = [table_of(model).name for model in MODELS]

_INDEXES_THAT_ARE_NO_CONSTRAINTS = """
SELECT index.indexname, index.indexdef
FROM pg_indexes AS index
WHERE index.schemaname = 'public' AND index.tablename = ANY (%s)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = format('public.%%I', index.indexname)::regclass)
"""
_SEQUENCES = """
SELECT sequence.relname, owner.relname
FROM pg_class AS sequence
JOIN pg_depend AS link ON link.objid = sequence.oid AND link.deptype IN ('a', 'i') AND link.refobjsubid > 0
JOIN pg_class AS owner ON owner.oid = link.refobjid
WHERE sequence.relkind = 'S'
"""
_CONTACT_NUMBERS = "contact_id_seq"


def load_postgresql(address: str, chunks: Iterable[Rows], progress: Progress) -> None:
    """Fill the tables of contacts, then make their indexes anew. The database has no other user."""
    with psycopg.connect(address, autocommit=True) as connection:
        # As a replica it checks no foreign key: the rows are made to fit.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SET TimeZone = 'UTC'")
        later = _put_off_indexes(connection)
        copies = {table_of(model).name: _copy(table_of(model).name, columns_of(model)) for model in MODELS}
        for rows in chunks:
            with connection.transaction(), connection.cursor() as cursor:
                for table, statement in copies.items():
                    with cursor.copy(statement) as copy:
                        for row in rows[table]:
                            copy.write_row(row)
        progress.say("rows are in")
        for definition in later:
            connection.execute(definition)
        progress.say("indexes are made")
        _move_sequences(connection)
        connection.execute("VACUUM ANALYZE")


def _put_off_indexes(connection: psycopg.Connection) -> list[bytes]:
    found = connection.execute(_INDEXES_THAT_ARE_NO_CONSTRAINTS, (_BULK_TABLES,)).fetchall()
    for name, _definition in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition.encode() for _name, definition in found]


def _copy(table: str, columns: tuple[str, ...]) -> sql.Composed:
    names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)


def _move_sequences(connection: psycopg.Connection) -> None:
    """What is saved from now on gets numbers above ours."""
    owned = connection.execute(_SEQUENCES).fetchall()
    for sequence, table in [*owned, (_CONTACT_NUMBERS, "contact")]:
        connection.execute(
            sql.SQL("SELECT setval({}, (SELECT coalesce(max(id), 0) + 1 FROM {}), false)").format(
                sql.Literal(sequence), sql.Identifier(table)
            )
        )
