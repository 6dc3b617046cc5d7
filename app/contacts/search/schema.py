"""What each database needs beyond the tables, so that a contact's search document can be searched."""

from sqlalchemy import Connection

_SQLITE_TABLE = """
CREATE VIRTUAL TABLE contact_search USING fts5(
    search_document, content='contact', content_rowid='sort_key', columnsize=0, prefix='3',
    tokenize="ascii tokenchars '_'"
)
"""
_ADD = "INSERT INTO contact_search (rowid, search_document) VALUES (new.sort_key, new.search_document);"
_REMOVE = (
    "INSERT INTO contact_search (contact_search, rowid, search_document) "
    "VALUES ('delete', old.sort_key, old.search_document);"
)
_SQLITE_TRIGGERS = {
    "contact_search_insert": f"AFTER INSERT ON contact BEGIN {_ADD} END",
    "contact_search_delete": f"AFTER DELETE ON contact BEGIN {_REMOVE} END",
    "contact_search_update": (f"AFTER UPDATE OF search_document, sort_key ON contact BEGIN {_REMOVE} {_ADD} END"),
}
_POSTGRESQL = (
    # Without the pending list a search never pays for the writes before it.
    "CREATE INDEX ix_contact_search_document ON contact USING gin (search_document) WITH (fastupdate = off)",
    # The planner has to know the frequency of thousands of words, not of a hundred.
    "ALTER TABLE contact ALTER COLUMN search_document SET STATISTICS 1000",
)


def create_search_schema(connection: Connection) -> None:
    """Make the full-text index, and on SQLite the triggers that keep it. The table contact exists already."""
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            connection.exec_driver_sql(statement)
        return
    connection.exec_driver_sql(_SQLITE_TABLE)
    create_search_triggers(connection)


def create_search_triggers(connection: Connection) -> None:
    """Make SQLite's triggers again; whatever rebuilds the table contact (a batch migration) drops them."""
    if connection.dialect.name == "sqlite":
        for name, body in _SQLITE_TRIGGERS.items():
            connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def drop_search_schema(connection: Connection) -> None:
    """Take the full-text index away."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP INDEX IF EXISTS ix_contact_search_document")
        return
    for name in _SQLITE_TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS contact_search")


def rebuild_search_index(connection: Connection) -> None:
    """Index every search document anew, after a change that passed the triggers by."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("REINDEX INDEX ix_contact_search_document")
    else:
        connection.exec_driver_sql("INSERT INTO contact_search (contact_search) VALUES ('rebuild')")
