"""Records that were merged, the journal that takes that back, and pairs that may be one.

Revision ID: merges
Revises: many_changes
"""

import sqlalchemy as sa
from alembic import op

revision = 'merges'
down_revision = 'many_changes'
branch_labels = None
depends_on = None

STANDS = sa.text("state <> 'undone'")
IS_OPEN = sa.text("dismissed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        'record_merge',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('survivor_id', sa.Integer(), nullable=False),
        sa.Column('loser_id', sa.Integer(), nullable=False),
        sa.Column('survivor_name', sa.String(length=300), nullable=False),
        sa.Column('loser_name', sa.String(length=300), nullable=False),
        sa.Column(
            'state',
            sa.Enum('merging', 'merged', 'undoing', 'undone', name='merge_state', native_enum=False,
                    create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('merged_by_id', sa.Integer(), nullable=True),
        sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('undone_by_id', sa.Integer(), nullable=True),
        sa.Column('left_count', sa.Integer(), nullable=False),
        sa.CheckConstraint('survivor_id <> loser_id', name=op.f('ck_record_merge_of_two')),
        sa.ForeignKeyConstraint(
            ['merged_by_id'], ['colleague.id'], name=op.f('fk_record_merge_merged_by_id')
        ),
        sa.ForeignKeyConstraint(
            ['undone_by_id'], ['colleague.id'], name=op.f('fk_record_merge_undone_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_record_merge')),
    )
    op.create_index(
        'uq_record_merge_loser', 'record_merge', ['kind', 'loser_id'], unique=True, sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_index('ix_record_merge_survivor', 'record_merge', ['kind', 'survivor_id'])
    op.create_table(
        'merge_move',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('merge_id', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.String(length=64), nullable=False),
        sa.Column(
            'what',
            sa.Enum('moved', 'removed', 'changed', 'added', name='move_kind', native_enum=False,
                    create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column('row_key', sa.JSON(), nullable=False),
        sa.Column('old_values', sa.JSON(), nullable=False),
        sa.Column('new_values', sa.JSON(), nullable=False),
        sa.Column('beside', sa.JSON(), nullable=True),
        sa.Column('contact_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['merge_id'], ['record_merge.id'], name=op.f('fk_merge_move_merge_id'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_merge_move')),
    )
    op.create_index('ix_merge_move_merge', 'merge_move', ['merge_id', 'id'])
    op.create_table(
        'likely_pair',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=16), nullable=False),
        sa.Column('first_id', sa.Integer(), nullable=False),
        sa.Column('second_id', sa.Integer(), nullable=False),
        sa.Column('strength', sa.Integer(), nullable=False),
        sa.Column('reasons', sa.JSON(), nullable=False),
        sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('dismissed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('dismissed_by_id', sa.Integer(), nullable=True),
        sa.CheckConstraint('first_id < second_id', name=op.f('ck_likely_pair_in_order')),
        sa.ForeignKeyConstraint(
            ['dismissed_by_id'], ['colleague.id'], name=op.f('fk_likely_pair_dismissed_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_likely_pair')),
        sa.UniqueConstraint('kind', 'first_id', 'second_id', name=op.f('uq_likely_pair_kind')),
    )
    op.create_index(
        'ix_likely_pair_open', 'likely_pair', ['kind', 'strength', 'id'], sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )


def downgrade() -> None:
    op.drop_table('likely_pair')
    op.drop_table('merge_move')
    op.drop_table('record_merge')
