"""What a letter to a committee says of itself stays as it was sent, and a sentence that was kept has a key of its own.

Revision ID: updates_as_sent
Revises: events_by_date
"""

import sqlalchemy as sa
from alembic import op

revision = 'updates_as_sent'
down_revision = 'events_by_date'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, which on SQLite would build the table anew, without its checks.
    op.add_column('committee_update', sa.Column('sent_on', sa.Date(), nullable=True))
    op.add_column('committee_update', sa.Column('sender', sa.String(length=300), server_default='', nullable=False))
    op.add_column('committee_update', sa.Column('recipient', sa.String(length=300), server_default='', nullable=False))
    op.execute(
        "UPDATE committee_update SET "
        "sent_on = (SELECT contact.date FROM contact WHERE contact.id = committee_update.letter_id), "
        "sender = coalesce((SELECT organisation.name FROM organisation WHERE organisation.is_own), ''), "
        "recipient = (SELECT organisation.name FROM organisation WHERE organisation.id = committee_update.committee_id) "
        "WHERE status = 'frozen'"
    )
    # Under its old key it would stand in the way of what the record comes to say again.
    op.execute(
        "UPDATE update_sentence SET key = key || '/kept-' || id WHERE composed = '' AND key NOT LIKE 'written-%'"
    )


def downgrade() -> None:
    op.drop_column('committee_update', 'recipient')
    op.drop_column('committee_update', 'sender')
    op.drop_column('committee_update', 'sent_on')
