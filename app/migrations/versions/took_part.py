"""A colleague may be on a contact for a follow-up alone, without having taken part in it.

Revision ID: took_part
Revises: barrier_tallies
"""

import sqlalchemy as sa
from alembic import op

from app.contacts.months.rebuilding import rebuild_months

revision = 'took_part'
down_revision = 'barrier_tallies'
branch_labels = None
depends_on = None

INDEX, TABLE = 'ix_contact_colleague_history', 'contact_colleague'


def upgrade() -> None:
    # All that are there count as having taken part: nothing tells by now who was put on for a follow-up.
    # Not in a batch, which on SQLite would build the table anew.
    op.add_column(TABLE, sa.Column('took_part', sa.Boolean(), server_default=sa.true(), nullable=False))
    _index_anew(['colleague_id', 'sort_key', 'contact_id', 'took_part'])
    if op.get_bind().scalar(sa.text('SELECT count(*) FROM (SELECT 1 FROM month_tally LIMIT 1) AS counted')) == 0:
        rebuild_months(op.get_bind())  # what was logged before there were tallies


def downgrade() -> None:
    _index_anew(['colleague_id', 'sort_key', 'contact_id'])
    op.drop_column(TABLE, 'took_part')


def _index_anew(columns: list[str]) -> None:
    op.drop_index(INDEX, table_name=TABLE)
    op.create_index(INDEX, TABLE, columns, unique=False)
