"""Work in the background is kept with the record: what is to be done, for whom, and how far it is.

Revision ID: jobs
Revises: follow_ups
"""

import sqlalchemy as sa
from alembic import op

revision = 'jobs'
down_revision = 'follow_ups'
branch_labels = None
depends_on = None

IS_UNFINISHED = sa.text("state IN ('waiting', 'running')")


def upgrade() -> None:
    op.create_table(
        'job',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=64), nullable=False),
        sa.Column('colleague_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(length=300), nullable=False),
        sa.Column('parameters', sa.JSON(), nullable=False),
        sa.Column('result', sa.JSON(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'waiting', 'running', 'done', 'failed', 'cancelled',
                name='state', native_enum=False, create_constraint=True, length=32,
            ),
            nullable=False,
        ),
        sa.Column('done_count', sa.Integer(), nullable=False),
        sa.Column('total_count', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('beat_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('problem', sa.String(length=500), nullable=False),
        sa.Column('token', sa.String(length=64), nullable=True),
        sa.Column('claim', sa.String(length=32), nullable=False),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f('ck_job_has_title')),
        sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_job_colleague_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
        sa.UniqueConstraint('token', name=op.f('uq_job_token')),
    )
    op.create_index('ix_job_colleague', 'job', ['colleague_id', 'id'])
    op.create_index('ix_job_unfinished', 'job', ['id'], sqlite_where=IS_UNFINISHED, postgresql_where=IS_UNFINISHED)
    op.create_index('ix_job_finished', 'job', ['finished_at'])


def downgrade() -> None:
    op.drop_table('job')
