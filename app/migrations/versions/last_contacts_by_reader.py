"""The last contacts that one kind of reader knows of, side by side: pages ask for two of the kinds that there are.

Revision ID: last_contacts_by_reader
Revises: months_found
"""

from alembic import op

revision = 'last_contacts_by_reader'
down_revision = 'months_found'
branch_labels = None
depends_on = None

INDEX, TABLE = 'ix_rhythm_last_contact_of_reader', 'rhythm_last_contact'


def upgrade() -> None:
    op.create_index(INDEX, TABLE, ['reader_id', 'rhythm_id'], unique=False)


def downgrade() -> None:
    op.drop_index(INDEX, table_name=TABLE)
