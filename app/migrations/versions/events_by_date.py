"""An index of the events by date, so that their page need not look for them among all contacts.

Revision ID: events_by_date
Revises: partnership
"""

import sqlalchemy as sa
from alembic import op

revision = 'events_by_date'
down_revision = 'partnership'
branch_labels = None
depends_on = None


def upgrade() -> None:
    of_kind = sa.text("kind = 'event'")
    op.create_index('ix_contact_event', 'contact', ['sort_key'], sqlite_where=of_kind, postgresql_where=of_kind)


def downgrade() -> None:
    op.drop_index('ix_contact_event', table_name='contact')
