"""How often we mean to be in contact with an organisation or a post, and when we last were.

Revision ID: rhythm
Revises: saved_views
"""

import sqlalchemy as sa
from alembic import op

revision = 'rhythm'
down_revision = 'saved_views'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('rhythm',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('unit', sa.Enum('week', 'month', name='rhythm_unit', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.CheckConstraint('(organisation_id IS NULL) <> (post_id IS NULL)', name=op.f('ck_rhythm_of_one')),
    sa.CheckConstraint('number > 0', name=op.f('ck_rhythm_some_time')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_rhythm_organisation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_rhythm_post_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rhythm')),
    sa.UniqueConstraint('organisation_id', name=op.f('uq_rhythm_organisation_id')),
    sa.UniqueConstraint('post_id', name=op.f('uq_rhythm_post_id'))
    )
    op.create_table('rhythm_last_contact',
    sa.Column('rhythm_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['rhythm_id'], ['rhythm.id'], name=op.f('fk_rhythm_last_contact_rhythm_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('rhythm_id', 'reader_id', name=op.f('pk_rhythm_last_contact')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_rhythm_last_contact_contact', 'rhythm_last_contact', ['contact_id'])


def downgrade() -> None:
    op.drop_table('rhythm_last_contact')
    op.drop_table('rhythm')
