"""Drafts, files, what a contact said before it was changed, and why one was cancelled.

Revision ID: drafts_and_files
Revises: core
"""

import sqlalchemy as sa
from alembic import op


revision = 'drafts_and_files'
down_revision = 'core'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('contact_earlier_version',
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('overwritten_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_contact_earlier_version_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contact_id', 'version', name=op.f('pk_contact_earlier_version'))
    )
    op.create_table('contact_file_words',
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_contact_file_words_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contact_id', name=op.f('pk_contact_file_words'))
    )
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('label', sa.String(length=300), nullable=False),
    sa.Column('typed', sa.JSON(), nullable=False),
    sa.Column('page', sa.String(length=64), nullable=False),
    sa.Column('page_saves', sa.BigInteger(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['colleague.id'], name=op.f('fk_draft_author_id')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_draft_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('token', name=op.f('uq_draft_token'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index('ix_draft_author', ['author_id', 'saved_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_contact_id'), ['contact_id'], unique=False)

    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('draft_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('uploaded_by_id', sa.Integer(), nullable=True),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("name <> ''", name=op.f('ck_attachment_has_name')),
    sa.CheckConstraint('contact_id IS NOT NULL OR draft_id IS NOT NULL', name=op.f('ck_attachment_belongs_somewhere')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_attachment_contact_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_attachment_draft_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['colleague.id'], name=op.f('fk_attachment_uploaded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index('ix_attachment_contact', ['contact_id', 'id'], unique=False, postgresql_where=sa.text('contact_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_attachment_draft_id'), ['draft_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_sha256'), ['sha256'], unique=False)

    with op.batch_alter_table('colleague', schema=None) as batch_op:
        batch_op.add_column(sa.Column('uses_single_keys', sa.Boolean(), server_default=sa.true(), nullable=False))

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('attachment_count', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('cancelled_reason', sa.String(length=500), server_default='', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_column('cancelled_reason')
        batch_op.drop_column('attachment_count')

    with op.batch_alter_table('colleague', schema=None) as batch_op:
        batch_op.drop_column('uses_single_keys')

    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_sha256'))
        batch_op.drop_index(batch_op.f('ix_attachment_draft_id'))
        batch_op.drop_index('ix_attachment_contact', postgresql_where=sa.text('contact_id IS NOT NULL'))

    op.drop_table('attachment')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_contact_id'))
        batch_op.drop_index('ix_draft_author')

    op.drop_table('draft')
    op.drop_table('contact_file_words')
    op.drop_table('contact_earlier_version')
