"""Tallies of barriers by month, sector and nature.

Revision ID: barrier_tallies
Revises: history_files
"""

import sqlalchemy as sa
from alembic import op

from app.points.barriers.rebuilding import rebuild_barriers

revision = 'barrier_tallies'
down_revision = 'history_files'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('barrier_tally',
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('sector_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('nature', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('reader_id', 'month', 'sector_id', 'nature', name=op.f('pk_barrier_tally')),
    sqlite_with_rowid=False
    )
    rebuild_barriers(op.get_bind())  # what was raised before there were tallies


def downgrade() -> None:
    op.drop_table('barrier_tally')
