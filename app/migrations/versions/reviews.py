"""What managers have reviewed, and what they asked about it.

Contacts of before are for review by nobody, so none of them is written and none has to be indexed again.

Revision ID: reviews
Revises: updates_as_sent
"""

import sqlalchemy as sa
from alembic import op

revision = 'reviews'
down_revision = 'updates_as_sent'
branch_labels = None
depends_on = None

UNREVIEWED = sa.text("is_for_review AND reviewed_at IS NULL AND archived_at IS NULL")


def upgrade() -> None:
    # Not in a batch, which on SQLite would copy the whole table and index every word again.
    op.add_column('contact', sa.Column('is_for_review', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('contact', sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('contact', sa.Column('reviewed_version', sa.Integer(), nullable=True))
    op.execute(
        "ALTER TABLE contact ADD COLUMN reviewed_by_id INTEGER "
        "CONSTRAINT fk_contact_reviewed_by_id REFERENCES colleague (id)"
    )
    where = {'sqlite_where': UNREVIEWED, 'postgresql_where': UNREVIEWED}
    op.create_index('ix_contact_unreviewed', 'contact', ['sort_key'], **where)
    op.create_index('ix_contact_unreviewed_of_team', 'contact', ['team_id', 'sort_key'], **where)
    op.create_table('review_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=False),
    sa.Column('asked_of_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("words <> ''", name=op.f('ck_review_question_has_words')),
    sa.CheckConstraint("answered_at IS NULL OR answer <> ''", name=op.f('ck_review_question_answered_in_words')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['colleague.id'], name=op.f('fk_review_question_answered_by_id')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['colleague.id'], name=op.f('fk_review_question_asked_by_id')),
    sa.ForeignKeyConstraint(['asked_of_id'], ['colleague.id'], name=op.f('fk_review_question_asked_of_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_review_question_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_question'))
    )
    op.create_index('ix_review_question_contact', 'review_question', ['contact_id', 'id'])
    still_open = sa.text('closed_at IS NULL')
    for name, column in (('of', 'asked_of_id'), ('by', 'asked_by_id')):
        op.create_index(
            f'ix_review_question_open_{name}', 'review_question', [column, 'id'],
            sqlite_where=still_open, postgresql_where=still_open,
        )


def downgrade() -> None:
    op.drop_table('review_question')
    op.drop_index('ix_contact_unreviewed_of_team', table_name='contact')
    op.drop_index('ix_contact_unreviewed', table_name='contact')
    for name in ('reviewed_by_id', 'reviewed_version', 'reviewed_at', 'is_for_review'):
        op.drop_column('contact', name)
