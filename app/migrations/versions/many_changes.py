"""Changes of many contacts at once, and what became of each: the journal that they are done and undone by.

Revision ID: many_changes
Revises: rhythm
"""

import sqlalchemy as sa
from alembic import op

revision = 'many_changes'
down_revision = 'rhythm'
branch_labels = None
depends_on = None

KINDS = (
    'add_themes', 'remove_themes', 'add_workstreams', 'remove_workstreams', 'add_commitments', 'remove_commitments',
    'reassign', 'mark_reviewed', 'set_visibility',
)
STAGES = ('preparing', 'prepared', 'doing', 'done', 'undoing', 'undone', 'discarded')
OUTCOMES = ('to_change', 'already', 'archived', 'unfit', 'changed', 'undone', 'left')


def words(*of, name):
    return sa.Enum(*of, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        'many_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('colleague_id', sa.Integer(), nullable=False),
        sa.Column('kind', words(*KINDS, name='change_kind'), nullable=False),
        sa.Column('words', sa.String(length=300), nullable=False),
        sa.Column('change', sa.JSON(), nullable=False),
        sa.Column('selection', sa.JSON(), nullable=False),
        sa.Column('below', sa.BigInteger(), nullable=True),
        sa.Column('stage', words(*STAGES, name='stage'), nullable=False),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.Column('job_id', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_many_change_colleague_id')),
        sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_many_change_job_id'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_many_change')),
    )
    op.create_index('ix_many_change_colleague', 'many_change', ['colleague_id', 'id'])
    op.create_index('ix_many_change_job', 'many_change', ['job_id'])
    op.create_table(
        'many_change_contact',
        sa.Column('many_change_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('sort_key', sa.BigInteger(), nullable=False),
        sa.Column('outcome', words(*OUTCOMES, name='outcome'), nullable=False),
        sa.Column('kept', sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['many_change_id'], ['many_change.id'],
            name=op.f('fk_many_change_contact_many_change_id'), ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'],
            name=op.f('fk_many_change_contact_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('many_change_id', 'contact_id', name=op.f('pk_many_change_contact')),
    )
    op.create_index(
        'ix_many_change_contact_outcome', 'many_change_contact', ['many_change_id', 'outcome', 'sort_key']
    )
    op.create_index('ix_many_change_contact_contact', 'many_change_contact', ['contact_id'])


def downgrade() -> None:
    op.drop_table('many_change_contact')
    op.drop_table('many_change')
