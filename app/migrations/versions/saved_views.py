"""Lists saved under a name, with the columns that colleagues want of them, and an account of what was exported.

Revision ID: saved_views
Revises: month_tallies
"""

import sqlalchemy as sa
from alembic import op

revision = 'saved_views'
down_revision = 'month_tallies'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('saved_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('list_name', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('match_key', sa.String(length=100), nullable=False),
    sa.Column('filters', sa.Text(), nullable=False),
    sa.Column('filters_in_words', sa.String(length=1000), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('sharing', sa.Enum('private', 'team', 'all', name='sharing', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_saved_view_has_name')),
    sa.CheckConstraint("sharing <> 'team' OR team_id IS NOT NULL", name=op.f('ck_saved_view_team_known')),
    sa.ForeignKeyConstraint(['owner_id'], ['colleague.id'], name=op.f('fk_saved_view_owner_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_saved_view_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_view'))
    )
    op.create_index('ix_saved_view_shared', 'saved_view', ['sharing', 'team_id'])
    op.create_index(
        'uq_saved_view_name', 'saved_view', ['owner_id', 'match_key'], unique=True,
        sqlite_where=sa.text('removed_at IS NULL'), postgresql_where=sa.text('removed_at IS NULL'),
    )
    op.create_table('view_on_home',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('view_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_view_on_home_colleague_id')),
    sa.ForeignKeyConstraint(['view_id'], ['saved_view.id'], name=op.f('fk_view_on_home_view_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('colleague_id', 'view_id', name=op.f('pk_view_on_home'))
    )
    op.create_index(op.f('ix_view_on_home_view_id'), 'view_on_home', ['view_id'])
    op.create_table('chosen_columns',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('list_name', sa.String(length=40), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_chosen_columns_colleague_id')),
    sa.PrimaryKeyConstraint('colleague_id', 'list_name', name=op.f('pk_chosen_columns'))
    )
    op.create_table('export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('list_name', sa.String(length=40), nullable=False),
    sa.Column('list_title', sa.String(length=100), nullable=False),
    sa.Column('file_kind', sa.Enum('csv', 'xlsx', name='file_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('filters', sa.Text(), nullable=False),
    sa.Column('filters_in_words', sa.Text(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('file_removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_export_colleague_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export'))
    )
    op.create_index('ix_export_colleague', 'export', ['colleague_id', 'id'])


def downgrade() -> None:
    op.drop_table('export')
    op.drop_table('chosen_columns')
    op.drop_table('view_on_home')
    op.drop_table('saved_view')
