"""What came of a follow-up, each move of it, reminders by e-mail and calendars, with indexes for lists of them.

Revision ID: follow_ups
Revises: audit_by_filter
"""

import sqlalchemy as sa
from alembic import op

revision = 'follow_ups'
down_revision = 'audit_by_filter'
branch_labels = None
depends_on = None

OPEN = sa.text('completed_at IS NULL')
DONE = sa.text('completed_at IS NOT NULL')
OPEN_BY_DUE = ['due_on', 'id', 'owner_id', 'contact_id']
DONE_BY_MOMENT = ['completed_at', 'id', 'owner_id', 'contact_id']


def upgrade() -> None:
    # Not in a batch, which on SQLite would build the table anew, without its checks.
    op.add_column('follow_up', sa.Column('outcome', sa.Text(), server_default='', nullable=False))
    op.create_index('ix_follow_up_open_by_due', 'follow_up', OPEN_BY_DUE, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index('ix_follow_up_done', 'follow_up', DONE_BY_MOMENT, sqlite_where=DONE, postgresql_where=DONE)
    op.create_table('follow_up_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('follow_up_id', sa.Integer(), nullable=False),
    sa.Column('due_before', sa.Date(), nullable=True),
    sa.Column('due_after', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_follow_up_move_has_reason')),
    sa.ForeignKeyConstraint(['follow_up_id'], ['follow_up.id'], name=op.f('fk_follow_up_move_follow_up_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['moved_by_id'], ['colleague.id'], name=op.f('fk_follow_up_move_moved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up_move'))
    )
    op.create_index(op.f('ix_follow_up_move_follow_up_id'), 'follow_up_move', ['follow_up_id'])
    op.create_table('reminder_setting',
    sa.Column('colleague_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('choice', sa.Enum('off', 'digest', 'weekly', 'due', name='choice', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('chosen_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_reminder_setting_colleague_id')),
    sa.PrimaryKeyConstraint('colleague_id', name=op.f('pk_reminder_setting'))
    )
    op.create_table('reminder',
    sa.Column('colleague_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('kind', sa.Enum('digest', 'due', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_reminder_colleague_id')),
    sa.PrimaryKeyConstraint('colleague_id', 'kind', 'day', name=op.f('pk_reminder'))
    )
    op.create_table('calendar_feed',
    sa.Column('colleague_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_calendar_feed_colleague_id')),
    sa.PrimaryKeyConstraint('colleague_id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_calendar_feed_secret_hash'))
    )


def downgrade() -> None:
    op.drop_table('calendar_feed')
    op.drop_table('reminder')
    op.drop_table('reminder_setting')
    op.drop_index(op.f('ix_follow_up_move_follow_up_id'), table_name='follow_up_move')
    op.drop_table('follow_up_move')
    op.drop_index('ix_follow_up_done', table_name='follow_up')
    op.drop_index('ix_follow_up_open_by_due', table_name='follow_up')
    op.drop_column('follow_up', 'outcome')
