"""The month of each contact as a term of the index, so that PostgreSQL counts what is found with less to read.

Revision ID: months_found
Revises: took_part
"""

import sqlalchemy as sa
from alembic import op

from app.contacts.search.schema import create_search_triggers

revision = 'months_found'
down_revision = 'took_part'
branch_labels = None
depends_on = None

INDEX = 'ix_contact_search_document'


def upgrade() -> None:
    # The index is made anew at the end, which is far quicker than a million changes of it.
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(f'DROP INDEX {INDEX}')
        month = "'_d' || extract(year FROM date)::integer || 'm' || extract(month FROM date)::integer"
        op.execute(
            f"UPDATE contact SET search_document = search_document || array_to_tsvector(ARRAY[{month}]) "
            "WHERE archived_at IS NULL"
        )
        op.execute(f'CREATE INDEX {INDEX} ON contact USING gin (search_document) WITH (fastupdate = off)')
    else:
        _found_on_sqlite(op.get_bind())


def _found_on_sqlite(connection: sa.Connection) -> None:
    for trigger in ('insert', 'delete', 'update'):
        op.execute(f'DROP TRIGGER IF EXISTS contact_search_{trigger}')
    month = "'_d' || CAST(strftime('%Y', date) AS INTEGER) || 'm' || CAST(strftime('%m', date) AS INTEGER)"
    op.execute(
        f"UPDATE contact SET search_document = search_document || ' ' || {month} "
        f"WHERE archived_at IS NULL AND instr(search_document || ' ', ' ' || {month} || ' ') = 0"
    )
    create_search_triggers(connection)
    for command in ('rebuild', 'optimize'):  # in one piece, a term is found in half of the time
        op.execute(f"INSERT INTO contact_search (contact_search) VALUES ('{command}')")


def downgrade() -> None:
    """The months stay: earlier versions look for none of them."""
